package org.tokentwin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.client.pkcs11.TokenException;

class HostVerifierTest {
    private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
    private static KeyPair rsa;
    private static KeyPair ec;

    @BeforeAll
    static void generateKeys() throws GeneralSecurityException {
        KeyPairGenerator rsaGenerator = KeyPairGenerator.getInstance("RSA");
        rsaGenerator.initialize(1024);
        rsa = rsaGenerator.generateKeyPair();
        KeyPairGenerator ecGenerator = KeyPairGenerator.getInstance("EC");
        ecGenerator.initialize(new ECGenParameterSpec("secp256r1"));
        ec = ecGenerator.generateKeyPair();
    }

    @ParameterizedTest
    @CsvSource({
        "CKM_SHA1_RSA_PKCS, SHA1withRSA",
        "CKM_SHA256_RSA_PKCS, SHA256withRSA",
        "CKM_SHA512_RSA_PKCS, SHA512withRSA",
        "CKM_ECDSA_SHA256, SHA256withECDSAinP1363Format",
        "CKM_ECDSA_SHA384, SHA384withECDSAinP1363Format"
    })
    void signatureOfAnotherProvider_isVerified(SignatureMechanism mechanism, String algorithm) throws Exception {
        KeyPair keys = mechanism.keyType() == KeyType.RSA ? rsa : ec;
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(keys.getPrivate());

        assertVerifiesOnlyItsData(keys, mechanism, sign(signer));
    }

    @Test
    void pssSignature_isVerified() throws Exception {
        Signature signer = Signature.getInstance("RSASSA-PSS");
        signer.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        signer.initSign(rsa.getPrivate());

        assertVerifiesOnlyItsData(rsa, SignatureMechanism.CKM_SHA256_RSA_PKCS_PSS, sign(signer));
    }

    @Test
    void signatureThatIsNone_isNotValid() throws IOException {
        for (byte[] signature : new byte[][] {{}, {1, 2, 3}, new byte[128], new byte[129]}) {
            assertThat(verify(rsa, SignatureMechanism.CKM_SHA256_RSA_PKCS, DATA, signature))
                    .isFalse();
            assertThat(verify(rsa, SignatureMechanism.CKM_RSA_PKCS, DATA, signature))
                    .isFalse();
            assertThat(verify(ec, SignatureMechanism.CKM_ECDSA_SHA256, DATA, signature))
                    .isFalse();
        }
    }

    @Test
    void mechanismOfAnotherKeyType_isRefused() {
        assertThatThrownBy(() -> verify(ec, SignatureMechanism.CKM_RSA_PKCS, DATA, new byte[64]))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("cannot be used with this mechanism");
    }

    private static byte[] sign(Signature signer) throws GeneralSecurityException {
        signer.update(DATA);
        return signer.sign();
    }

    private static void assertVerifiesOnlyItsData(KeyPair keys, SignatureMechanism mechanism, byte[] signature)
            throws IOException {
        assertThat(verify(keys, mechanism, DATA, signature)).isTrue();
        assertThat(verify(keys, mechanism, new byte[] {1}, signature)).isFalse();
    }

    private static boolean verify(KeyPair keys, SignatureMechanism mechanism, byte[] data, byte[] signature)
            throws IOException {
        return HostVerifier.verify(keys.getPublic(), mechanism, new ByteArrayInputStream(data), signature);
    }
}
