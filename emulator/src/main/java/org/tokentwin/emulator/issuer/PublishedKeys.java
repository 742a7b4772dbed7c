package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** RSA keys in a PEM resource beside this class. They are published, so they are good for tests only. */
final class PublishedKeys {
    private PublishedKeys() {}

    /** The PKCS#8 encodings in the resource, in its order. */
    static List<byte[]> encodings(String resource) {
        List<byte[]> encodings = new ArrayList<>();
        try (InputStream in = PublishedKeys.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The emulator's jar lacks the test keys " + resource);
            }
            PemReader reader = new PemReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (PemObject pem = reader.readPemObject(); pem != null; pem = reader.readPemObject()) {
                encodings.add(pem.getContent());
            }
        } catch (IOException e) {
            throw new IllegalStateException("The test keys " + resource + " cannot be read", e);
        }
        return encodings;
    }

    static KeyPair rsa(byte[] pkcs8) {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return new KeyPair(
                    factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A published test key is damaged", e);
        }
    }
}
