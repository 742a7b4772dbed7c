package org.tokentwin.emulator.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.Test;

class HierarchyTest {
    @Test
    void bundledCertificates_areWhatTheBundledKeysSign() {
        List<KeyPair> keys = Published.encodings("test-authority-keys.pem").stream()
                .map(Published::key)
                .toList();

        assertThat(Hierarchy.of(keys.get(0), keys.get(1)).certificates())
                .isEqualTo(Hierarchy.bundled().certificates());
    }
}
