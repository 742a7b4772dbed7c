package org.tokentwin.emulator.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/** What a Java program does with a token through the JDK's own provider, and what it sees. */
public final class JavaSession {
    private static final AtomicInteger PROVIDERS = new AtomicInteger();

    private JavaSession() {}

    /** As a program of its own: the library's path and the PIN's length. A test's PIN is ones. */
    public static void main(String[] arguments) throws GeneralSecurityException, IOException {
        char[] pin = "1".repeat(Integer.parseInt(arguments[1])).toCharArray();
        System.out.println(signWithFirstKey(Path.of(arguments[0]), pin));
    }

    /** Reads the first key's certificate, signs with the key, and verifies with the certificate; returns what came of it. */
    static String signWithFirstKey(Path library, char[] pin) throws GeneralSecurityException, IOException {
        Provider provider = Security.getProvider("SunPKCS11")
                .configure("--name=Replay" + PROVIDERS.incrementAndGet() + "\nlibrary=" + library);
        try {
            KeyStore keyStore = KeyStore.getInstance("PKCS11", provider);
            keyStore.load(null, pin);
            String alias = keyStore.aliases().nextElement();
            Certificate certificate = keyStore.getCertificate(alias);
            byte[] data = "a document".getBytes(StandardCharsets.UTF_8);
            Signature signature = Signature.getInstance("SHA256withRSA", provider);
            signature.initSign((PrivateKey) keyStore.getKey(alias, null));
            signature.update(data);
            byte[] signed = signature.sign();
            Signature verifier = Signature.getInstance("SHA256withRSA", "SunRsaSign");
            verifier.initVerify(certificate);
            verifier.update(data);
            return alias + " " + HexFormat.of().formatHex(certificate.getEncoded()) + " "
                    + HexFormat.of().formatHex(signed) + " " + verifier.verify(signed);
        } finally {
            ((AuthProvider) provider).logout();
        }
    }
}
