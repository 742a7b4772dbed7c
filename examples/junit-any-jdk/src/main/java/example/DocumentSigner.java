package example;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.Collections;

/** The code under test: signs documents with a token, by the JDK's own PKCS#11 provider. */
public final class DocumentSigner {
    private final KeyStore keyStore;

    private DocumentSigner(KeyStore keyStore) {
        this.keyStore = keyStore;
    }

    /**
     * Logs in.
     *
     * @param name of the provider, which is one for each module
     * @throws IOException when the token is not there, or refuses the PIN
     */
    public static DocumentSigner open(String name, Path module, char[] pin) throws GeneralSecurityException, IOException {
        Provider provider = Security.getProvider("SunPKCS11").configure("--name=" + name + "\nlibrary=" + module);
        KeyStore keyStore = KeyStore.getInstance("PKCS11", provider);
        keyStore.load(null, pin);
        return new DocumentSigner(keyStore);
    }

    /** Signs with the token's first key. */
    public byte[] sign(byte[] document) throws GeneralSecurityException {
        for (String alias : Collections.list(keyStore.aliases())) {
            if (keyStore.isKeyEntry(alias)) {
                Signature signature = Signature.getInstance("SHA256withRSA", keyStore.getProvider());
                signature.initSign((PrivateKey) keyStore.getKey(alias, null));
                signature.update(document);
                return signature.sign();
            }
        }
        throw new GeneralSecurityException("the token has no key");
    }
}
