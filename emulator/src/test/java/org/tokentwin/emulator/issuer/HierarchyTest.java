package org.tokentwin.emulator.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HierarchyTest {
    @Test
    void bundledCertificates_areWhatTheBundledKeysSign() {
        AuthorityKeys keys = AuthorityKeys.published();
        Optional<AuthorityAddress> address = Optional.of(AuthorityAddress.DEFAULT);

        assertThat(Hierarchy.signed(keys, address).certificates())
                .isEqualTo(Hierarchy.of(keys, address).certificates());
    }

    @Test
    void otherAddress_makesAnotherCertificateOfTheSameIssuingCa() {
        AuthorityKeys keys = AuthorityKeys.published();
        X509Certificate byDefault = Hierarchy.of(keys, Optional.of(AuthorityAddress.DEFAULT))
                .issuing()
                .certificate();
        X509Certificate other = Hierarchy.of(keys, Optional.of(AuthorityAddress.ofPort(1234)))
                .issuing()
                .certificate();

        assertThat(other.getPublicKey()).isEqualTo(byDefault.getPublicKey());
        assertThat(other.getSerialNumber()).isNotEqualTo(byDefault.getSerialNumber());
    }
}
