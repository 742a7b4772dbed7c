package org.tokentwin.conformance;

import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

/** The choice of the token under test. */
final class TokenSources {
    private TokenSources() {}

    /** By parameters: {@code tokentwin.source} names tokens of a {@link TokenSourceProvider}, the others are {@link TargetOptions}. */
    static TokenSource chosen(Function<String, Optional<String>> parameter) {
        return parameter
                .apply("tokentwin.source")
                .map(TokenSources::provided)
                .orElseGet(() -> chosen(TargetOptions.from(parameter)));
    }

    static TokenSource chosen(TargetOptions options) {
        return options.module()
                .<TokenSource>map(module -> new ExternalToken(module, options))
                .orElseGet(() -> {
                    Twin.requireEmulator();
                    return new EmulatorTokens(options.profile());
                });
    }

    private static TokenSource provided(String name) {
        return ServiceLoader.load(TokenSourceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(provider -> provider.named(name).stream())
                .findFirst()
                .orElseThrow(
                        () -> new NoTokenException("There are no tokens named " + name + ": see tokentwin.source"));
    }
}
