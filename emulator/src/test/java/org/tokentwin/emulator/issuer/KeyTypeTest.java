package org.tokentwin.emulator.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyTypeTest {
    @ParameterizedTest
    @EnumSource(KeyType.class)
    void spelling_parsesBack(KeyType type) {
        assertThat(KeyType.parse(type.spelling())).isEqualTo(type);
    }

    @ParameterizedTest
    @EnumSource(names = {"P256", "P384", "P521"})
    void curveKeys_areKnownByTheirCurve(KeyType type) {
        assertThat(KeySize.of(type.generate().getPublic())).isEqualTo(new KeySize(false, type.bits()));
    }

    @Test
    void curveOfTheSameLength_isNotMistaken() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        generator.initialize(new ECGenParameterSpec("brainpoolP256r1"));
        PublicKey key = generator.generateKeyPair().getPublic();

        assertThatThrownBy(() -> KeySize.of(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("brainpoolP256r1");
    }

    @Test
    void unknownSpelling_isRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> KeyType.parse("dsa"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no key type 'dsa'; there are: rsa1024, rsa2048, rsa3072, rsa4096, p256, p384, p521");
    }
}
