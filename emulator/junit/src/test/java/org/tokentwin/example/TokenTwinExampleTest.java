package org.tokentwin.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.tokentwin.junit.Token;
import org.tokentwin.junit.TokenTwin;

@TokenTwin
class TokenTwinExampleTest {
    @Test
    void documentSignedOnTheToken_verifies(Token token) throws Exception {
        Provider pkcs11 = Security.getProvider("SunPKCS11").configure("--name=Twin\nlibrary=" + token.modulePath());
        KeyStore keyStore = KeyStore.getInstance("PKCS11", pkcs11);
        keyStore.load(null, token.pin());
        String alias = keyStore.aliases().nextElement();
        byte[] document = "Dear Hongkong Post".getBytes(StandardCharsets.UTF_8);

        Signature signature = Signature.getInstance("SHA256withRSA", pkcs11);
        signature.initSign((PrivateKey) keyStore.getKey(alias, null));
        signature.update(document);
        byte[] signed = signature.sign();

        Signature verifier = Signature.getInstance("SHA256withRSA", "SunRsaSign");
        verifier.initVerify(token.certificate());
        verifier.update(document);
        assertThat(verifier.verify(signed)).isTrue();
    }
}
