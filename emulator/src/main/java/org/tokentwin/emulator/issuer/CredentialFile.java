package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/** A user's own key and certificates in a PKCS#12 or PEM file. */
public final class CredentialFile {
    /** What a file holds, in no particular order. */
    record Contents(List<PrivateKeyInfo> keys, List<X509CertificateHolder> certificates) {}

    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_CERTIFICATES = 256;

    private CredentialFile() {}

    /**
     * Reads the one private key of a file, its certificate and what is there of that certificate's chain. The content decides whether the
     * file is read as PKCS#12 or as PEM.
     *
     * @param password of the file or of the key in it; empty if there is none. It stays the caller's, who wipes it
     * @throws CredentialException when the file cannot be read, the password is wrong, there is not exactly one key, or not
     *     exactly one certificate belongs to it
     */
    public static Credential read(Path file, char[] password) {
        return read(file, () -> password);
    }

    /**
     * Likewise, with a password that is asked for only if something in the file is encrypted, and then once.
     *
     * @param password gives the password; the array stays the supplier's, who wipes it
     */
    public static Credential read(Path file, Supplier<char[]> password) {
        try {
            byte[] bytes = bytes(file);
            FilePassword filePassword = new FilePassword(password);
            Optional<String> pem = pem(bytes);
            return credential(
                    pem.isPresent()
                            ? new PemCredential(filePassword).read(pem.get())
                            : new Pkcs12Credential(filePassword).read(bytes));
        } catch (UnusableFileException e) {
            throw new CredentialException(file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException | ClassCastException e) {
            throw damaged(file, e);
        } catch (IndexOutOfBoundsException | NullPointerException | StackOverflowError e) {
            throw damaged(file, e); // what Bouncy Castle's readers throw at structures that no program writes
        }
    }

    private static CredentialException damaged(Path file, Throwable cause) {
        return new CredentialException(file + ": it is damaged, and cannot be read", cause);
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UnusableFileException("it has more than " + MAX_BYTES + " bytes, so it is no key file");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new UnusableFileException("there is no such file", e);
        } catch (IOException e) {
            throw new UnusableFileException("it cannot be read: " + e.getMessage(), e);
        }
    }

    /** The file as text, where it is PEM. Editors on Windows put a byte-order mark before it, or write UTF-16. */
    private static Optional<String> pem(byte[] bytes) {
        short mark = bytes.length < Short.BYTES ? 0 : ByteBuffer.wrap(bytes).getShort();
        boolean utf16 = mark == (short) 0xFEFF || mark == (short) 0xFFFE;
        Charset charset = utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        return Optional.of(charset.decode(ByteBuffer.wrap(bytes)).toString())
                .filter(text -> text.contains(PemCredential.BEGIN));
    }

    private static Credential credential(Contents contents) {
        PrivateKeyInfo info = only(contents.keys());
        if (contents.certificates().isEmpty()) {
            throw new UnusableFileException("there is a private key in it, but no certificate");
        }
        if (contents.certificates().size() > MAX_CERTIFICATES) {
            throw new UnusableFileException("there are more than " + MAX_CERTIFICATES
                    + " certificates in it; keep the key's own and its chain");
        }
        try {
            PrivateKey key = PrivateKeyReader.read(info);
            return new Credential(key, ChainOrder.of(key, contents.certificates()));
        } catch (IllegalArgumentException e) {
            throw new UnusableFileException(String.valueOf(e.getMessage()), e);
        }
    }

    private static PrivateKeyInfo only(List<PrivateKeyInfo> keys) {
        if (keys.size() != 1) {
            throw new UnusableFileException(
                    keys.isEmpty()
                            ? "there is no private key in it"
                            : "there are " + keys.size()
                                    + " private keys in it; put the one for the token into its own file");
        }
        return keys.getFirst();
    }
}
