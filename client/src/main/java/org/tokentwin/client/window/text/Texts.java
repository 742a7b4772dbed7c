package org.tokentwin.client.window.text;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of one language: texts by their keys, dates and numbers as its readers write them. */
public final class Texts {
    private static final String BUNDLE = "org.tokentwin.client.window.text.Texts";

    private final ResourceBundle bundle;
    private final Language language;
    private final ZoneId zone;

    /**
     * Speaks from a bundle.
     *
     * @param bundle in the language, or a test's own
     * @param zone of the times that are shown
     */
    public Texts(ResourceBundle bundle, Language language, ZoneId zone) {
        this.bundle = bundle;
        this.language = language;
        this.zone = zone;
    }

    public static Texts in(Language language) {
        return new Texts(bundle(language), language, ZoneId.systemDefault());
    }

    /** The bundle of a language; the machine's own locale is not asked. */
    public static ResourceBundle bundle(Language language) {
        return ResourceBundle.getBundle(
                BUNDLE,
                language.locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public Language language() {
        return language;
    }

    public Locale locale() {
        return language.locale();
    }

    /** Returns a text as it stands in the bundle, or with its arguments in their places. */
    public String text(String key, Object... arguments) {
        String pattern = bundle.getString(key);
        return arguments.length == 0 ? pattern : new MessageFormat(pattern, locale()).format(arguments);
    }

    public String say(Sentence sentence) {
        return text(sentence.key(), sentence.arguments().toArray());
    }

    /** Sentences one after the other. Between Chinese ones there is no space. */
    public String sentences(List<String> sentences) {
        return String.join(language == Language.ENGLISH ? " " : "", sentences);
    }

    public String date(Instant moment) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale())
                .withZone(zone)
                .format(moment);
    }

    /** Date and time, with the zone that they are of. */
    public String moment(Instant moment) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale())
                        .withZone(zone)
                        .format(moment)
                + DateTimeFormatter.ofPattern(" (O)", locale()).withZone(zone).format(moment);
    }

    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale()).format(number);
    }
}
