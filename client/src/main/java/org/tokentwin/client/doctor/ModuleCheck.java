package org.tokentwin.client.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tokentwin.client.pkcs11.LibraryFile;

/** Looks at a module's file without loading it. */
final class ModuleCheck {
    private static final String WHERE = "Give its path with --module or in PKCS11_MODULE_PATH.";

    private final String osArch;

    ModuleCheck(String osArch) {
        this.osArch = osArch;
    }

    Finding noneNamed() {
        String known = String.join(
                ", ", KnownModules.here().stream().map(Path::toString).toList());
        String next = known.isEmpty() ? WHERE : WHERE + " On this machine there are: " + known + ".";
        return Finding.problem("Module", "none is named", next);
    }

    Finding file(Path module) {
        if (module.getNameCount() == 1 && !module.isAbsolute() && !Files.exists(module)) {
            return Finding.note("Module", module + " is no path: the system's loader searches for it", "");
        }
        if (!Files.exists(module)) {
            return Finding.problem("Module", "there is no file " + module, WHERE);
        }
        if (!Files.isRegularFile(module) || !Files.isReadable(module)) {
            return Finding.problem("Module", module + " is no file that can be read", WHERE);
        }
        return format(module);
    }

    private Finding format(Path module) {
        try {
            Optional<LibraryFile> library = LibraryFile.read(module);
            if (library.isEmpty()) {
                return Finding.problem(
                        "Module", module + " is no shared library", "Name the module itself, not its configuration.");
            }
            String what = library.get().format() + " for " + library.get().machine();
            return library.get().runsOn(osArch)
                    ? Finding.ok("Module", module + " (" + what + ")")
                    : Finding.problem(
                            "Module",
                            module + " is " + what + ", and this Java is for " + osArch,
                            "Install the module for " + osArch + ", or run a Java for "
                                    + library.get().machine() + ".");
        } catch (IOException e) {
            return Finding.problem("Module", module + " cannot be read", "Check its permissions.");
        }
    }
}
