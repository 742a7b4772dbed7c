package org.tokentwin.benchmark.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

@ResourceLock("environment") // modules find their tokens by it, and the process has one
class SoftHsm2Test {
    @Test
    @Tag("devices")
    void preparedToken_holdsTheContentsOfEveryDisposableToken() throws Exception {
        requireInstalled();
        try (Workshop workshop = Workshop.open()) {
            SoftHsm2 softHsm2 = SoftHsm2.make("softhsm2", Optional.empty(), workshop);
            try (PreparedTarget prepared = softHsm2.prepared("softhsm2", workshop);
                    TokenUnderLoad token = TokenUnderLoad.open(prepared.description())) {
                long session = token.openReadOnly();
                token.login(session);

                assertThat(token.isDisposable()).isTrue();
                assertThat(token.find(session, Template.ofClass(PKCS11Constants.CKO_PRIVATE_KEY)))
                        .hasSameSizeAs(TokenContents.Key.values());
                assertThat(token.find(session, Template.ofClass(PKCS11Constants.CKO_CERTIFICATE)))
                        .hasSize(4);
                assertThat(prepared.about()).contains("SoftHSM 2");
            }
        }
    }

    @Test
    void workshop_isGoneWhenItIsClosed() throws Exception {
        Path directory;
        try (Workshop workshop = Workshop.open()) {
            directory = workshop.directory();
            assertThat(Files.getPosixFilePermissions(directory))
                    .hasToString("[OWNER_READ, OWNER_WRITE, OWNER_EXECUTE]");
        }

        assertThat(directory).doesNotExist();
    }

    private static void requireInstalled() {
        boolean installed = ModuleFileTest.isInstalled("softhsm/libsofthsm2.so");
        if (!installed) {
            assertThat(System.getenv("CI"))
                    .as("SoftHSM2 is part of continuous integration")
                    .isNull();
        }
        Assumptions.assumeTrue(installed, "SoftHSM2 is not installed");
    }
}
