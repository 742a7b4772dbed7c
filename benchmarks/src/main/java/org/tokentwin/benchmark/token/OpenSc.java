package org.tokentwin.benchmark.token;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** OpenSC's module, and the emulated card for it in a virtual reader: what the way by PC/SC and the card's commands costs. */
final class OpenSc {
    private static final String LABEL = "TokenTwin benchmark card";

    private OpenSc() {}

    static PreparedTarget prepare(String name, Optional<Path> path, Workshop workshop) throws PreparationException {
        Path module = ModuleFile.of(path, "opensc-pkcs11", "opensc-pkcs11.so");
        String version = new Tool("opensc", Map.of()).run("opensc-tool", "--version");
        EmulatorTarget card = EmulatorTarget.card(LABEL);
        try {
            AutoCloseable reader = card.plugIn();
            return PreparedTarget.of(
                    new TargetDescription(
                            name,
                            Optional.of(module),
                            Map.of(),
                            TokenSelection.labelled(LABEL),
                            true,
                            Optional.empty(),
                            Optional.of(workshop.contents()),
                            Optional.empty()),
                    "OpenSC " + version + ", with the emulated card in a virtual reader",
                    () -> pullOut(reader, card));
        } catch (IOException e) {
            card.close();
            throw new PreparationException(
                    "the virtual reader does not take the card: " + e.getMessage(),
                    "Install it (Debian: apt-get install pcscd vsmartcard-vpcd), start pcscd, and leave the reader empty.");
        }
    }

    private static void pullOut(AutoCloseable reader, EmulatorTarget card) {
        try (card) {
            reader.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
