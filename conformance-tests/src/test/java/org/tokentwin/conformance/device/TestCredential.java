package org.tokentwin.conformance.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.TestAuthority;

/**
 * An e-Cert of the test authority for a token that is not the emulator's, and the PINs of that token.
 *
 * @param directory its files
 * @param key PKCS#8, PEM
 */
record TestCredential(Path directory, PrivateKey privateKey, Path key, List<X509Certificate> certificates) {
    static final String PIN = "Abcdef1!";
    static final String SO_PIN = "Sofficer1!";

    static TestCredential in(Path directory) throws IOException {
        Credential issued = TestAuthority.bundled(InstantSource.system())
                .issue(PersonalSubscriber.named("CHAN TAI MAN"), KeyType.RSA_2048, KeySource.TEST_KEYS, 1);
        Path key = directory.resolve("key.pem");
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(issued.privateKey().getEncoded());
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
        return new TestCredential(directory, issued.privateKey(), key, issued.certificates());
    }

    /** Puts the certificates onto the token with this label, the e-Cert with the key's id {@code 01}. */
    void writeCertificates(Path module, Map<String, String> environment, String label) throws IOException {
        for (int i = 0; i < certificates.size(); i++) {
            Path file = directory.resolve("certificate-" + i + ".der");
            Files.write(file, encoded(certificates.get(i)));
            run(
                    module,
                    environment,
                    label,
                    "--write-object",
                    file.toString(),
                    "--type",
                    "cert",
                    "--id",
                    "0" + (i + 1),
                    "--label",
                    "certificate " + i);
        }
    }

    /** Runs pkcs11-tool on the token with this label, logged in. */
    void run(Path module, Map<String, String> environment, String label, String... action) throws IOException {
        String tool = Required.file("opensc", "/usr/bin/pkcs11-tool").toString();
        List<String> command = new ArrayList<>(
                List.of(tool, "--module", module.toString(), "--token-label", label, "--login", "--pin", PIN));
        command.addAll(List.of(action));
        Program.run(environment, command);
    }

    /** What a run needs to know: the PINs' files, the rules, and that all is allowed; and more. */
    Map<String, String> parameters(Map<String, String> more) throws IOException {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put(
                "pin-file", Files.writeString(directory.resolve("pin"), PIN).toString());
        parameters.put(
                "so-pin-file",
                Files.writeString(directory.resolve("so-pin"), SO_PIN).toString());
        parameters.put("allow", "locks");
        return parameters;
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
