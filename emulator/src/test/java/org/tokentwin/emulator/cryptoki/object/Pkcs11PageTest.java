package org.tokentwin.emulator.cryptoki.object;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.tokentwin.cryptoki.TokenEffect;
import org.tokentwin.emulator.PageTables;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.cryptoki.mechanism.Mechanisms;
import org.tokentwin.emulator.profile.TokenProfile;

/** The tables of {@code docs/pkcs11.md}, from the standard's, the profiles' and the objects' own. {@code -Dtokentwin.pages.write=true} writes them anew. */
class Pkcs11PageTest {
    private static final Path PAGE = Path.of("..", "docs", "pkcs11.md");
    private static final String HINT = "write it anew: mvn -pl emulator -am test -Dtest=Pkcs11PageTest "
            + "-Dsurefire.failIfNoSpecifiedTests=false -Dtokentwin.pages.write=true";

    /** The profiles that differ in what they list; the one that asks for the PIN is the e-Cert's otherwise. */
    private static final List<String> PROFILES =
            List.of("hongkongpost-ecert", "safenet-etoken-5110", "gemalto-idprime-940", "pkcs11-3.2");

    private static final Map<String, Long> USES = uses();

    @Test
    void tables_areWrittenFromWhatTheModuleHas() throws IOException {
        PageTables.assertWritten(PAGE, Pkcs11PageTest.class, HINT, tables());
    }

    private static Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        tables.put("functions", functions());
        tables.put("mechanisms", mechanisms());
        tables.put("attributes", attributes());
        return tables;
    }

    private static List<String> functions() {
        List<String> lines = new ArrayList<>(List.of("| From | Effect on the token | Functions |", "|---|---|---|"));
        Map<CryptokiVersion, Map<String, List<String>>> byVersion = new TreeMap<>();
        for (CryptokiFunction function : CryptokiFunction.values()) {
            byVersion
                    .computeIfAbsent(function.since(), any -> new LinkedHashMap<>())
                    .computeIfAbsent(can(function.effects()), any -> new ArrayList<>())
                    .add("`" + function + "`");
        }
        byVersion.forEach((version, byEffect) -> byEffect.forEach(
                (can, names) -> lines.add("| " + version + " | " + can + " | " + String.join(", ", names) + " |")));
        return lines;
    }

    private static String can(Set<TokenEffect> effects) {
        return effects.isEmpty()
                ? "none"
                : effects.stream().map(Pkcs11PageTest::can).collect(joining(", "));
    }

    private static String can(TokenEffect effect) {
        return switch (effect) {
            case MAKES_OBJECT -> "makes an object";
            case CHANGES_OBJECT -> "changes an object";
            case DESTROYS_OBJECT -> "destroys an object";
            case PRESENTS_PIN -> "presents a PIN";
            case CHANGES_PIN -> "changes a PIN";
            case INITIALISES_TOKEN -> "initialises the token";
        };
    }

    private static List<String> mechanisms() {
        List<Mechanisms> offered = PROFILES.stream()
                .map(name -> new Mechanisms(TokenProfile.named(name).keys(), new SecureRandom()))
                .toList();
        Set<Long> all = new TreeSet<>();
        offered.forEach(each -> Arrays.stream(each.types()).forEach(all::add));
        List<String> lines = new ArrayList<>();
        lines.add("| Mechanism | For | Key sizes | " + String.join(" | ", PROFILES) + " |");
        lines.add("|---|---|---|" + "---|".repeat(PROFILES.size()));
        for (long type : all) {
            List<MechanismInfo> infos = offered.stream()
                    .filter(each -> Arrays.stream(each.types()).anyMatch(one -> one == type))
                    .map(each -> each.info(type))
                    .toList();
            assertThat(infos.stream().map(MechanismInfo::flags).distinct())
                    .as(Ckm.name(type))
                    .hasSize(1);
            lines.add("| `" + Ckm.name(type) + "` | " + uses(infos.getFirst().flags()) + " | "
                    + infos.stream().map(Pkcs11PageTest::sizes).distinct().collect(joining("; ")) + " | "
                    + offered.stream()
                            .map(each -> Arrays.stream(each.types()).anyMatch(one -> one == type) ? "yes" : "–")
                            .collect(joining(" | "))
                    + " |");
        }
        return lines;
    }

    private static String sizes(MechanismInfo info) {
        boolean none = info.minKeySize() == 0 && info.maxKeySize() == 0;
        return none ? "–" : info.minKeySize() + " to " + info.maxKeySize();
    }

    private static String uses(long flags) {
        return USES.entrySet().stream()
                .filter(use -> (flags & use.getValue()) != 0)
                .map(Map.Entry::getKey)
                .collect(joining(", "));
    }

    private static Map<String, Long> uses() {
        Map<String, Long> uses = new LinkedHashMap<>();
        uses.put("encrypt", Ckf.CKF_ENCRYPT);
        uses.put("decrypt", Ckf.CKF_DECRYPT);
        uses.put("digest", Ckf.CKF_DIGEST);
        uses.put("sign", Ckf.CKF_SIGN);
        uses.put("sign with recovery", Ckf.CKF_SIGN_RECOVER);
        uses.put("verify", Ckf.CKF_VERIFY);
        uses.put("verify with recovery", Ckf.CKF_VERIFY_RECOVER);
        uses.put("generate a key", Ckf.CKF_GENERATE);
        uses.put("generate a pair", Ckf.CKF_GENERATE_KEY_PAIR);
        uses.put("wrap", Ckf.CKF_WRAP);
        uses.put("unwrap", Ckf.CKF_UNWRAP);
        uses.put("derive", Ckf.CKF_DERIVE);
        return uses;
    }

    /** Secret keys of one length and of several differ in {@code CKA_VALUE_LEN} only. */
    private static List<String> attributes() {
        Set<ObjectKind> shown = EnumSet.range(ObjectKind.DATA, ObjectKind.EC_PRIVATE_KEY);
        shown.add(ObjectKind.AES_KEY);
        Set<Long> types = new TreeSet<>();
        shown.forEach(kind -> kind.rules().forEach(rule -> types.add(rule.type())));
        List<String> lines = new ArrayList<>();
        lines.add("| Attribute | "
                + shown.stream()
                        .map(kind -> kind == ObjectKind.AES_KEY ? "secret key" : words(kind.name()))
                        .collect(joining(" | "))
                + " |");
        lines.add("|---|" + "---|".repeat(shown.size()));
        for (long type : types) {
            lines.add("| `" + Cka.name(type) + "` | "
                    + shown.stream()
                            .map(kind ->
                                    kind.rule(type).map(Pkcs11PageTest::cell).orElse(""))
                            .collect(joining(" | "))
                    + " |");
        }
        return lines;
    }

    private static String cell(AttributeRule rule) {
        String cell = Stream.of(
                        rule.initial().map(Pkcs11PageTest::shown).orElse(""),
                        rule.is(Trait.NEEDED_TO_CREATE) ? "needed" : "",
                        rule.is(Trait.NOT_TO_CREATE) ? "the token's" : "",
                        rule.is(Trait.SECRET) ? "never read" : "",
                        change(rule))
                .filter(text -> !text.isEmpty())
                .collect(joining(", "));
        return cell.isEmpty() ? "yes" : cell;
    }

    private static String change(AttributeRule rule) {
        if (rule.is(Trait.FIXED)) {
            return "fixed";
        }
        if (!rule.is(Trait.MODIFIABLE)) {
            return rule.is(Trait.CHANGED_BY_COPY) ? "changes in a copy" : "";
        }
        if (rule.is(Trait.SO_SETS_TRUE)) {
            return "changes, to true by the SO";
        }
        String only = rule.is(Trait.ONLY_TO_FALSE) ? " to false" : "";
        return "changes" + (rule.is(Trait.ONLY_TO_TRUE) ? " to true" : only);
    }

    private static String shown(Attribute initial) {
        if (initial.type() == Cka.CKA_KEY_GEN_MECHANISM) {
            return "unavailable";
        }
        return switch (initial.length()) {
            case 0 -> "empty";
            case 1 -> String.valueOf(initial.asBoolean());
            default ->
                initial.type() == Cka.CKA_NAME_HASH_ALGORITHM
                        ? "`" + Ckm.name(initial.asUlong()) + "`"
                        : String.valueOf(initial.asUlong());
        };
    }

    private static String words(String constant) {
        String words = constant.toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.replace("rsa", "RSA")
                .replace("ec ", "EC ")
                .replace("pin", "PIN")
                .replace("x 509", "X.509");
    }
}
