package org.tokentwin.emulator.issuer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Set;

/** A credential as Hongkong Post's ordinary e-Cert comes: a PKCS#12 file, in addition to the token that has it too. */
public final class Pkcs12File {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private Pkcs12File() {}

    /**
     * Writes it to a new file that only its owner can read, from the first byte on. Its name in the file is the certificate's common name.
     *
     * @param password stays the caller's, who wipes it
     * @throws CredentialException when there is a file already, which stays as it is, or it cannot be written
     */
    public static void write(Path file, Credential credential, char[] password) {
        try {
            byte[] content = content(credential, password);
            Files.createFile(file, OWNER_ONLY);
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                out.write(content);
            } catch (IOException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new CredentialException(file + ": it cannot be written: " + e, e);
        }
    }

    private static byte[] content(Credential credential, char[] password) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    new CertificateObject(credential.certificate(), 1).label(),
                    credential.privateKey(),
                    password,
                    credential.certificates().toArray(X509Certificate[]::new));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password);
            return out.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make a PKCS#12 file", e);
        }
    }
}
