package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** RSA keys and certificates in PEM resources of this package. They are published, so they are good for tests only. */
final class Published {
    private Published() {}

    /** The DER encodings in the resource, in its order. */
    static List<byte[]> encodings(String resource) {
        List<byte[]> encodings = new ArrayList<>();
        try (InputStream in = Published.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The emulator's jar lacks the resource " + resource);
            }
            PemReader reader = new PemReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (PemObject pem = reader.readPemObject(); pem != null; pem = reader.readPemObject()) {
                encodings.add(pem.getContent());
            }
        } catch (IOException e) {
            throw new IllegalStateException("The resource " + resource + " cannot be read", e);
        }
        return encodings;
    }

    static KeyPair key(byte[] pkcs8) {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return new KeyPair(
                    factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent())), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A published test key is damaged", e);
        }
    }

    static X509Certificate certificate(byte[] der) {
        try {
            return new JcaX509CertificateConverter().getCertificate(new X509CertificateHolder(der));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("A published test certificate is damaged", e);
        }
    }
}
