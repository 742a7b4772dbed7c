package org.tokentwin.client.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tokentwin.client.window.text.Language;
import org.tokentwin.client.window.text.Texts;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a window looks like. */
final class AppearanceOptions {
    @Option(
            names = "--language",
            paramLabel = "TAG",
            description = "The language, en, zh-Hant or zh-Hans (default: the system's, else English).")
    private Optional<String> language = Optional.empty();

    @Option(names = "--dark", description = "Dark colours (default: light).")
    private boolean dark;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    boolean dark() {
        return dark;
    }

    Texts texts() {
        Locale locale = language.map(Locale::forLanguageTag).orElseGet(Locale::getDefault);
        if (language.isPresent() && !List.of("en", "zh").contains(locale.getLanguage())) {
            throw new ParameterException(
                    command.commandLine(),
                    "the window speaks en, zh-Hant and zh-Hans, and not '" + language.get() + "'");
        }
        return Texts.in(Language.of(locale));
    }
}
