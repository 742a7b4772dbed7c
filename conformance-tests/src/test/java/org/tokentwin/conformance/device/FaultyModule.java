package org.tokentwin.conformance.device;

import java.nio.file.Path;
import java.util.Map;
import org.tokentwin.cryptoki.CryptokiFunction;

/** The distribution's p11-kit-client.so with a fault in one function, {@code fault.c}. */
public record FaultyModule(Path path, Path client) {
    /** Compiles it. */
    public static FaultyModule in(Path directory) {
        Path client = Required.library("p11-kit-modules", "pkcs11/p11-kit-client.so");
        return new FaultyModule(NativeModule.compile("fault.c", directory), client);
    }

    /** The environment of a process in which the function always has the fault, unless more variables say otherwise: see the C source. */
    public Map<String, String> environment(String fault, CryptokiFunction function) {
        return Map.of(
                "TOKENTWIN_FAULT",
                fault,
                NativeModule.BEHIND,
                client.toString(),
                "TOKENTWIN_FAULT_INDEX",
                String.valueOf(function.index()));
    }
}
