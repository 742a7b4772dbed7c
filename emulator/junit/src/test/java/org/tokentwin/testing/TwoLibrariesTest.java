package org.tokentwin.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.junit.TokenTwin;
import org.xipki.pkcs11.wrapper.PKCS11Module;

@TokenTwin
class TwoLibrariesTest {
    @Test
    void sunPkcs11AndTheIaikWrapper_seeOneToken(EmulatedToken token, Emulator emulator) throws Exception {
        Provider pkcs11 = Security.getProvider("SunPKCS11").configure("--name=First\nlibrary=" + emulator.modulePath());
        KeyStore keyStore = KeyStore.getInstance("PKCS11", pkcs11);
        keyStore.load(null, token.pin());

        // A separate application: C_Initialize, sessions and login of the two do not meet.
        PKCS11Module wrapper = PKCS11Module.getInstance(emulator.newModule().toString());
        wrapper.initialize();

        assertThat(wrapper.getSlotList(true)[0].getSlotID()).isEqualTo(emulator.slotOf(token));
        wrapper.finalize(null);
    }
}
