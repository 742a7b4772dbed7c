package org.tokentwin.conformance;

/** The choice of the token under test. */
final class TokenSources {
    private TokenSources() {}

    static TokenSource chosen(TargetOptions options) {
        return options.module()
                .<TokenSource>map(module -> new ExternalToken(module, options))
                .orElseGet(() -> new EmulatorTokens(options.profile()));
    }
}
