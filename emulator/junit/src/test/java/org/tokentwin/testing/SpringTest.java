package org.tokentwin.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;

@SpringJUnitConfig
class SpringTest {
    /** One token for the whole context: Spring closes both beans with it. */
    @Configuration
    static class Twin {
        @Bean
        EmulatedToken token() {
            return EmulatedToken.order().withTestKey().issue();
        }

        @Bean
        Emulator emulator(EmulatedToken token) {
            return Emulator.with(token);
        }

        @Bean
        KeyStore keyStore(EmulatedToken token, Emulator emulator) throws Exception {
            Provider pkcs11 =
                    Security.getProvider("SunPKCS11").configure("--name=Spring\nlibrary=" + emulator.modulePath());
            KeyStore keyStore = KeyStore.getInstance("PKCS11", pkcs11);
            keyStore.load(null, token.pin());
            return keyStore;
        }
    }

    @Test
    void keyStoreOfTheContext_hasTheCertificate(@Autowired KeyStore keyStore, @Autowired EmulatedToken token)
            throws Exception {
        String alias = keyStore.aliases().nextElement();

        assertThat(keyStore.getCertificate(alias)).isEqualTo(token.certificate());
    }
}
