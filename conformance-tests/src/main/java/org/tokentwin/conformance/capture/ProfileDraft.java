package org.tokentwin.conformance.capture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tokentwin.conformance.text.Harmless;
import org.tokentwin.cryptoki.CryptokiFunction;

/** A profile in the making: its keys, each with where its value comes from, and what is not in it. */
final class ProfileDraft {
    /** The profile that has the keys which no device tells. */
    private static final String BASE = "pkcs11-3.2";

    private static final List<String> SECTIONS = List.of("library", "slots", "token", "pin", "keys", "objects", "pace");

    private final Map<String, List<String>> lines = new LinkedHashMap<>();
    private final List<String> tables = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final List<String> unexpressed = new ArrayList<>();
    private final List<String> unlearnt = new ArrayList<>();
    private final List<String> undecided = new ArrayList<>();
    private String description = "";
    private final Map<String, String> leniences = new TreeMap<>();

    ProfileDraft() {
        SECTIONS.forEach(section -> lines.put(section, new ArrayList<>()));
    }

    /** Says what the device lets pass although the standard does not, by its names in profiles. */
    void lenient(Collection<String> names, String source) {
        names.forEach(name -> leniences.putIfAbsent(name, source));
    }

    /** Says what the profile is of, for people. */
    void describe(String text) {
        description = text;
    }

    /**
     * Sets a key.
     *
     * @param key with its section, such as {@code pin.tries}
     * @param value as TOML
     * @param source where it comes from
     */
    void set(String key, String value, String source) {
        int dot = key.indexOf('.');
        List<String> section = lines.get(key.substring(0, dot));
        if (section == null) {
            throw new IllegalArgumentException(key);
        }
        String name = key.substring(dot + 1);
        section.add(
                value.contains("\n")
                        ? "# " + Harmless.line(source) + "\n" + name + " = " + value
                        : "%s = %s # %s".formatted(name, value, Harmless.line(source)));
    }

    void set(String key, String value, CryptokiFunction source) {
        set(key, value, source.name());
    }

    void set(String key, boolean value, CryptokiFunction source) {
        set(key, value, source.name());
    }

    void set(String key, long value, CryptokiFunction source) {
        set(key, value, source.name());
    }

    void set(String key, long value, String source) {
        set(key, Long.toString(value), source);
    }

    void set(String key, boolean value, String source) {
        set(key, Boolean.toString(value), source);
    }

    /** Adds a separate table, such as one of {@code [[refusals]]}. */
    void table(String name, List<String> keys, String source) {
        tables.add("# " + Harmless.line(source) + "\n[[" + name + "]]\n" + String.join("\n", keys));
    }

    /** Notes what was seen for people, of which no key is made. */
    void see(String fact) {
        seen.add(fact);
    }

    /** Notes what the device does and no profile can say. */
    void cannotSay(String fact) {
        unexpressed.add(fact);
    }

    /** Notes a key whose value was not learnt, and what it takes. */
    void notLearnt(String key, String how) {
        unlearnt.add(key + ": " + how);
    }

    /** Notes what a person has to decide. */
    void decide(String question) {
        undecided.add(question);
    }

    List<String> unlearnt() {
        return Harmless.lines(unlearnt);
    }

    List<String> undecided() {
        return Harmless.lines(undecided);
    }

    List<String> unexpressed() {
        return Harmless.lines(unexpressed);
    }

    /** The file. */
    String toml() {
        StringBuilder text = new StringBuilder("""
                # Captured by 'tokentwin conformance capture'. No certificate, label, id or serial number of the owner's is in it,
                # unless a comment says so. Keys that are not here are those of the profile that it is based on.
                """);
        comments(text, "Not learnt:", unlearnt());
        comments(text, "For you to decide:", undecided());
        comments(text, "The device does, and a profile cannot say:", unexpressed());
        comments(text, "Objects that were seen, without their values:", Harmless.lines(seen));
        text.append("\nbased-on = ").append(TomlText.of(BASE)).append('\n');
        text.append("description = ").append(TomlText.of(description)).append('\n');
        if (!leniences.isEmpty()) {
            String sources = String.join("; ", new LinkedHashSet<>(leniences.values()));
            text.append("leniences = %s # %s\n".formatted(TomlText.of(leniences.keySet()), Harmless.line(sources)));
        }
        lines.forEach((section, keys) -> {
            if (!keys.isEmpty()) {
                text.append("\n[").append(section).append("]\n");
                keys.forEach(each -> text.append(each).append('\n'));
            }
        });
        tables.forEach(each -> text.append('\n').append(each).append('\n'));
        return text.toString();
    }

    private static void comments(StringBuilder text, String title, List<String> comments) {
        if (!comments.isEmpty()) {
            text.append("#\n# ").append(title).append('\n');
            comments.forEach(each -> text.append("#   ").append(each).append('\n'));
        }
    }
}
