package org.tokentwin.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.junit.TokenTwin;

@TokenTwin
class WrongPinTest {
    @Test
    void wrongPin_costsOneTry(EmulatedToken token, Emulator emulator) throws Exception {
        Provider pkcs11 = Security.getProvider("SunPKCS11").configure("--name=Wrong\nlibrary=" + emulator.modulePath());
        KeyStore keyStore = KeyStore.getInstance("PKCS11", pkcs11);

        assertThatThrownBy(() -> keyStore.load(null, "Wr0ng-PIN".toCharArray())).isInstanceOf(IOException.class);

        assertThat(token.pinStatus(PinReference.USER).triesLeft()).isEqualTo(14);
    }
}
