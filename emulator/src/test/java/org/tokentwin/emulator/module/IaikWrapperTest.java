package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.cryptoki.LibraryInfo;
import org.tokentwin.emulator.cryptoki.Version;
import org.xipki.pkcs11.wrapper.Logger;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.StaticLogger;

/** The module as the IAIK wrapper sees it, whose native part has PKCS#11's structures from the standard's own header. */
class IaikWrapperTest {
    static {
        StaticLogger.setLogger((Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (_, method, _) -> isEnabled(method)));
    }

    @Test
    void loadedModule_tellsItsInfo() throws Exception {
        FakeCryptoki fake = new FakeCryptoki()
                .accept("initialize", "finalizeCryptoki")
                .on("getInfo", _ -> new LibraryInfo(new Version(2, 20), "SafeNet, Inc.", 0, "SafeNet eToken PKCS#11", new Version(9, 1)));
        try (Pkcs11Module module = Pkcs11Module.open(fake.cryptoki(), new Version(2, 20))) {
            PKCS11Module wrapper = PKCS11Module.getInstance(module.path().toString());
            wrapper.initialize();
            assertThat(wrapper.getInfo().getManufacturerID()).isEqualTo("SafeNet, Inc.");
            wrapper.finalize(null);
        }
    }

    private static @Nullable Object isEnabled(Method method) {
        return method.getReturnType() == boolean.class ? false : null;
    }
}
