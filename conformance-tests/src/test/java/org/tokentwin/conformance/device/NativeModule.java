package org.tokentwin.conformance.device;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A PKCS#11 module in C, from {@code src/test/c}. */
public final class NativeModule {
    /** The variable with the path of the module that it stands before. */
    public static final String BEHIND = "TOKENTWIN_MODULE_BEHIND";

    private NativeModule() {}

    /** Compiles it. */
    public static Path compile(String source, Path directory) {
        Path module = directory.resolve(source.replace(".c", ".so"));
        String gcc = Required.file("gcc", "/usr/bin/gcc").toString();
        String file = Path.of("src", "test", "c", source).toString();
        Program.run(
                Map.of(),
                List.of(gcc, "-std=gnu11", "-Wall", "-Wextra", "-fPIC", "-shared", "-o", module.toString(), file));
        return module;
    }
}
