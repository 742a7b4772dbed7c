package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.module.SharedLibrary;
import picocli.CommandLine.Option;

/** Which library programs load: the project's own, or p11-kit's. */
final class LibraryOption {
    @Option(
            names = "--p11-kit",
            description =
                    "Let programs load p11-kit-client.so in place of TokenTwin's library. It hides some mechanisms; see "
                            + "docs/serving.md.")
    private boolean p11Kit;

    /** Whether programs load p11-kit's. */
    boolean isP11Kit() {
        return p11Kit;
    }

    /**
     * The library's file.
     *
     * @param directory where the project's own is put
     * @param version of PKCS#11, which the tokens' library is of
     * @throws CommandException when p11-kit's client is asked for and not there
     */
    Path file(Surroundings surroundings, Path directory, Version version) {
        return p11Kit
                ? surroundings.pkcs11KitClient().find(surroundings.environment())
                : ModuleCommand.install(directory, SharedLibrary.fileName(version), null, version);
    }

    /** The line by which a shell tells the library where the server listens. */
    String export(ServerSocket socket) {
        return p11Kit
                ? "export " + ServerSocket.P11_KIT_VARIABLE + "=" + ShellWord.quoted(socket.address())
                : "export " + ServerSocket.VARIABLE + "="
                        + ShellWord.quoted(socket.path().toString());
    }
}
