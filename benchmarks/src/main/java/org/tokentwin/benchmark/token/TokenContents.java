package org.tokentwin.benchmark.token;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/**
 * The keys and certificates that every disposable token holds: an RSA key of 2,048 bits and a key on P-256, each with a certificate, and
 * the chain of two CA certificates above them. They are made for one run, and protect nothing.
 */
final class TokenContents {
    private static final char[] PASSWORD = "no secret".toCharArray();

    private final KeyStore store;

    private TokenContents(KeyStore store) {
        this.store = store;
    }

    /** One of the two keys. */
    enum Key {
        RSA,
        EC
    }

    static TokenContents generate() {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            BenchmarkAuthority authority = BenchmarkAuthority.generate();
            for (Key key : Key.values()) {
                BenchmarkAuthority.Issued issued = authority.issue(key);
                store.setKeyEntry(
                        key.name(), issued.key(), PASSWORD, issued.chain().toArray(new X509Certificate[0]));
            }
            return new TokenContents(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("This Java cannot make keys and certificates", e);
        }
    }

    static TokenContents read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            return new TokenContents(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The contents for a token cannot be read from " + file, e);
        }
    }

    void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    PrivateKey key(Key key) {
        try {
            return (PrivateKey) store.getKey(key.name(), PASSWORD);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key's certificate, its issuer's and the root's. */
    List<X509Certificate> chain(Key key) {
        try {
            return Arrays.stream(store.getCertificateChain(key.name()))
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
