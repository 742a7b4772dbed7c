package org.tokentwin.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.fault.Fault;
import org.tokentwin.junit.TokenTwin;

@TokenTwin
class PulledTokenTest {
    @Test
    void tokenPulledWhileItSigns_isAnError(EmulatedToken token, Emulator emulator) throws Exception {
        Provider pkcs11 =
                Security.getProvider("SunPKCS11").configure("--name=Pulled\nlibrary=" + emulator.modulePath());
        KeyStore keyStore = KeyStore.getInstance("PKCS11", pkcs11);
        keyStore.load(null, token.pin());
        Signature signature = Signature.getInstance("SHA256withRSA", pkcs11);
        signature.initSign((PrivateKey) keyStore.getKey(keyStore.aliases().nextElement(), null));
        signature.update(new byte[100]);

        token.faults().inject(Fault.remove().atSignature()); // CKR_DEVICE_REMOVED

        assertThatThrownBy(signature::sign).isInstanceOf(ProviderException.class);
    }
}
