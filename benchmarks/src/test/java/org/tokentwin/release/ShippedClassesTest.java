package org.tokentwin.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the emulator's jar holds of jCardSim: its runtime, and what the JVM's verifier asks for. */
class ShippedClassesTest {
    private static final String JCARDSIM = "org/tokentwin/emulator/inside/jcardsim/";

    @BeforeEach
    void requirePacked() {
        PublishedJars.require();
    }

    @Test
    void cryptographyOfJcardsim_isNotShipped() throws IOException {
        assertThat(shipped())
                .contains("base/SimulatorRuntime.class")
                .noneMatch(name -> name.startsWith("bouncycastle/asn1/"))
                .noneMatch(name -> name.startsWith("bouncycastle/crypto/"))
                .noneMatch(name -> name.startsWith("bouncycastle/math/"))
                .hasSizeLessThan(50);
    }

    @Test
    void classesOfJcardsimsCryptography_areThoseThatTheVerifierAsksFor() throws IOException {
        assertThat(shipped())
                .filteredOn(name -> name.startsWith("crypto/"))
                .containsExactlyInAnyOrder(
                        "crypto/AsymmetricCipherImpl.class",
                        "crypto/AsymmetricSignatureImpl.class",
                        "crypto/AuthenticatedSymmetricCipherImpl.class",
                        "crypto/KeyAgreementImpl.class",
                        "crypto/MessageDigestImpl.class",
                        "crypto/RandomDataImpl.class",
                        "crypto/SecureRandomNullProvider$OfTheCard.class",
                        "crypto/SecureRandomNullProvider.class",
                        "crypto/SymmetricCipherImpl.class",
                        "crypto/SymmetricSignatureImpl.class");
    }

    private static Set<String> shipped() throws IOException {
        Set<String> shipped = new TreeSet<>();
        try (JarFile jar = new JarFile(PublishedJars.EMULATOR.toFile())) {
            jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(JCARDSIM) && name.endsWith(".class"))
                    .forEach(name -> shipped.add(name.substring(JCARDSIM.length())));
        }
        return shipped;
    }
}
