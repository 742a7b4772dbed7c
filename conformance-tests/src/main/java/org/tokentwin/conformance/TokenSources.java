package org.tokentwin.conformance;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The choice of the token under test, by JUnit configuration parameters or system properties: {@code tokentwin.module} is the
 * path of a PKCS#11 module, {@code tokentwin.slot-id} one of its slots, {@code tokentwin.pin-env} the name of an environment
 * variable with the user PIN. Without a module it is the emulator.
 */
final class TokenSources {
    private TokenSources() {}

    static TokenSource chosen(ExtensionContext context) {
        Optional<String> module = context.getConfigurationParameter("tokentwin.module");
        if (module.isEmpty()) {
            return new EmulatorTokens();
        }
        return new ExternalToken(
                Path.of(module.get()),
                context.getConfigurationParameter("tokentwin.slot-id").map(Long::decode),
                context.getConfigurationParameter("tokentwin.pin-env").map(PinVariable::of));
    }
}
