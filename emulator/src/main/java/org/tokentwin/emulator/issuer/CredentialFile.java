package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A user's own key and certificates in a PKCS#12 or PEM file. */
public final class CredentialFile {
    /** What a file holds, in no particular order. */
    record Contents(List<PrivateKey> keys, List<X509Certificate> certificates) {}

    private static final int MAX_BYTES = 1 << 20;

    private CredentialFile() {}

    /**
     * Reads the one private key of a file, its certificate and what is there of that certificate's chain. Which of the
     * two formats it is, the file's content tells.
     *
     * @param password of the file or of the key in it; empty where there is none. It stays the caller's, who wipes it
     * @throws CredentialException when the file cannot be read, the password is wrong, there is not exactly one key, or
     *     no certificate belongs to it
     */
    public static Credential read(Path file, char[] password) {
        byte[] bytes = bytes(file);
        Contents contents = isPem(bytes)
                ? new PemCredential(file, password).read(new String(bytes, StandardCharsets.UTF_8))
                : Pkcs12Credential.read(file, bytes, password);
        if (contents.keys().size() != 1) {
            throw new CredentialException(
                    contents.keys().isEmpty()
                            ? file + ": there is no private key in it"
                            : file + ": there are " + contents.keys().size()
                                    + " private keys in it; put the one for the token into a file of its own");
        }
        try {
            return ordered(file, contents.keys().getFirst(), contents.certificates());
        } catch (IllegalArgumentException e) {
            throw new CredentialException(file + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new CredentialException(
                        file + ": it has more than " + MAX_BYTES + " bytes, so it is no key file");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new CredentialException(file + ": there is no such file", e);
        } catch (IOException e) {
            throw new CredentialException(file + ": it cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isPem(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
    }

    /** The key's certificate first, then its issuer's, as far as they are there. */
    private static Credential ordered(Path file, PrivateKey key, List<X509Certificate> certificates) {
        if (certificates.isEmpty()) {
            throw new CredentialException(file + ": there is a private key in it, but no certificate");
        }
        List<X509Certificate> rest = new ArrayList<>(certificates);
        X509Certificate own = rest.stream()
                .filter(certificate -> KeyMatch.belongTogether(key, certificate.getPublicKey()))
                .findFirst()
                .orElseThrow(() -> new CredentialException(file
                        + ": no certificate in it belongs to its private key; there are those of "
                        + certificates.stream()
                                .map(each -> each.getSubjectX500Principal().toString())
                                .toList()));
        List<X509Certificate> chain = new ArrayList<>();
        for (Optional<X509Certificate> next = Optional.of(own);
                next.isPresent();
                next = issuerOf(chain.getLast(), rest)) {
            chain.add(next.get());
            rest.remove(next.get());
        }
        return new Credential(key, chain);
    }

    private static Optional<X509Certificate> issuerOf(X509Certificate certificate, List<X509Certificate> candidates) {
        return candidates.stream()
                .filter(each -> each.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
                .filter(each -> signed(certificate, each.getPublicKey()))
                .findFirst();
    }

    private static boolean signed(X509Certificate certificate, PublicKey issuer) {
        try {
            certificate.verify(issuer);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
