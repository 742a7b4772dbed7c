package org.tokentwin.client.window.text;

import java.util.Locale;

/** The languages that the window speaks. */
public enum Language {
    ENGLISH("en", "English"),
    TRADITIONAL_CHINESE("zh-Hant-HK", "繁體中文"),
    SIMPLIFIED_CHINESE("zh-Hans-CN", "简体中文");

    private final Locale locale;
    private final String ownName;

    Language(String tag, String ownName) {
        this.locale = Locale.forLanguageTag(tag);
        this.ownName = ownName;
    }

    /** Returns the language of a locale: Chinese by its script, else by its region, and English for all others. */
    public static Language of(Locale locale) {
        if (!locale.getLanguage().equals("zh")) {
            return ENGLISH;
        }
        return switch (locale.getScript()) {
            case "Hant" -> TRADITIONAL_CHINESE;
            case "Hans" -> SIMPLIFIED_CHINESE;
            default ->
                switch (locale.getCountry()) {
                    case "HK", "MO", "TW" -> TRADITIONAL_CHINESE;
                    default -> SIMPLIFIED_CHINESE;
                };
        };
    }

    public Locale locale() {
        return locale;
    }

    /** The language's name in itself, as a menu shows it to a user who reads no other. */
    public String ownName() {
        return ownName;
    }
}
