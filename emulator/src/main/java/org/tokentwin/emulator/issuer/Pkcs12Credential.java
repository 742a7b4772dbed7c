package org.tokentwin.emulator.issuer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a PKCS#12 file, RFC 7292. */
final class Pkcs12Credential {
    private Pkcs12Credential() {}

    static CredentialFile.Contents read(Path file, byte[] bytes, char[] password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(bytes), password);
            return contents(store, password);
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? wrongPassword(file, e)
                    : new CredentialException(file + ": it is neither a PKCS#12 nor a PEM file", e);
        } catch (UnrecoverableKeyException e) {
            throw wrongPassword(file, e);
        } catch (GeneralSecurityException e) {
            throw new CredentialException(file + ": this PKCS#12 file cannot be used: " + e.getMessage(), e);
        }
    }

    private static CredentialFile.Contents contents(KeyStore store, char[] password) throws GeneralSecurityException {
        List<PrivateKey> keys = new ArrayList<>();
        Set<X509Certificate> certificates = new LinkedHashSet<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.getKey(alias, password) instanceof PrivateKey key) {
                keys.add(key);
                certificates.addAll(chain(store, alias));
            } else if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                certificates.add(certificate);
            }
        }
        return new CredentialFile.Contents(keys, List.copyOf(certificates));
    }

    /** Empty for a key that has no certificate. */
    private static List<X509Certificate> chain(KeyStore store, String alias) throws KeyStoreException {
        Certificate @Nullable [] chain = store.getCertificateChain(alias);
        return chain == null
                ? List.of()
                : Arrays.stream(chain).map(X509Certificate.class::cast).toList();
    }

    private static CredentialException wrongPassword(Path file, Exception cause) {
        return new CredentialException(file + ": the password is wrong", cause);
    }
}
