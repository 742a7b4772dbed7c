package org.tokentwin.benchmark.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** Peers that a machine may lack. Where they are, each is a token of its own with the contents of every other. */
@Tag("devices")
@ResourceLock("environment") // modules find their tokens by it, and the process has one
class PeersTest {
    @Test
    void nss_holdsTheContents() throws Exception {
        requireInstalled("libsoftokn3.so");
        try (Workshop workshop = Workshop.open();
                PreparedTarget prepared = NssSoftoken.prepare("nss", Optional.empty(), workshop)) {
            assertContents(prepared);
        }
    }

    @Test
    void emulatorBehindSocket_holdsTheContents() throws Exception {
        requireInstalled("pkcs11/p11-kit-client.so");
        try (Workshop workshop = Workshop.open();
                PreparedTarget prepared = EmulatorServer.prepare("emulator-rpc", workshop)) {
            assertThat(prepared.description().isBehindSocket()).isTrue();
            assertThat(prepared.description().isEmulator()).isFalse();
            assertContents(withCopyOfModule(prepared, workshop));
        }
    }

    @Test
    void emulatorByItsLibrary_holdsTheContents() throws Exception {
        try (Workshop workshop = Workshop.open();
                PreparedTarget prepared = EmulatorServer.prepareNative("emulator-native", workshop)) {
            assertThat(prepared.description().isBehindSocket()).isTrue();
            assertContents(withCopyOfModule(prepared, workshop));
        }
    }

    @Test
    void p11KitServer_holdsTheContents() throws Exception {
        requireInstalled("pkcs11/p11-kit-client.so");
        requireInstalled("softhsm/libsofthsm2.so");
        try (Workshop workshop = Workshop.open();
                PreparedTarget prepared = P11KitServer.prepare("p11-kit", Optional.empty(), workshop)) {
            assertContents(withCopyOfModule(prepared, workshop));
        }
    }

    /** A module is one application in a process, and tests run side by side. */
    private static PreparedTarget withCopyOfModule(PreparedTarget prepared, Workshop workshop) throws Exception {
        var copy = workshop.directory().resolve("client.so");
        java.nio.file.Files.copy(prepared.description().module().orElseThrow(), copy);
        return PreparedTarget.of(prepared.description().withModule(Optional.of(copy)), "a copy");
    }

    private static void assertContents(PreparedTarget prepared) throws Exception {
        try (TokenUnderLoad token = TokenUnderLoad.open(prepared.description())) {
            long session = token.openReadOnly();
            token.login(session);

            assertThat(token.find(session, Template.ofClass(PKCS11Constants.CKO_CERTIFICATE)))
                    .hasSize(4);
            assertThat(token.find(session, Template.ofClass(PKCS11Constants.CKO_PRIVATE_KEY)))
                    .hasSize(2);
        }
    }

    private static void requireInstalled(String module) {
        boolean installed = ModuleFileTest.isInstalled(module);
        if (!installed) {
            assertThat(System.getenv("CI"))
                    .as(module + " is part of continuous integration")
                    .isNull();
        }
        Assumptions.assumeTrue(installed, module + " is not installed");
    }
}
