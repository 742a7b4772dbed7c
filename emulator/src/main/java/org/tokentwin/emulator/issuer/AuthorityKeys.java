package org.tokentwin.emulator.issuer;

import java.security.KeyPair;
import java.util.List;
import java.util.Objects;

/**
 * The four RSA key pairs of an authority. With an address, they say what its certificates are.
 *
 * @param root of the root
 * @param issuing of the CA that issues e-Certs
 * @param ocsp for OCSP responses
 * @param timeStamps for time stamps
 */
public record AuthorityKeys(KeyPair root, KeyPair issuing, KeyPair ocsp, KeyPair timeStamps) {
    /** New keys for an authority. Takes as long as four RSA keys of 2048 bits, a second or two. */
    public static AuthorityKeys generate() {
        return of(List.of(
                KeyType.RSA_2048.generate(),
                KeyType.RSA_2048.generate(),
                KeyType.RSA_2048.generate(),
                KeyType.RSA_2048.generate()));
    }

    /** The published ones, which everybody has. */
    public static AuthorityKeys published() {
        return Bundled.KEYS;
    }

    /**
     * From PKCS#8, in this order: root, issuing CA, OCSP, time stamps.
     *
     * @throws IllegalArgumentException when there are not four RSA keys
     */
    public static AuthorityKeys ofPkcs8(List<byte[]> keys) {
        try {
            return of(keys.stream().map(Published::key).toList());
        } catch (IllegalStateException | ClassCastException e) {
            throw new IllegalArgumentException("an authority's keys are four RSA keys in PKCS#8", e);
        }
    }

    private static AuthorityKeys of(List<KeyPair> pairs) {
        if (pairs.size() != 4) {
            throw new IllegalArgumentException("an authority has 4 key pairs, not " + pairs.size());
        }
        return new AuthorityKeys(pairs.get(0), pairs.get(1), pairs.get(2), pairs.get(3));
    }

    /** In the order of {@link #ofPkcs8}. */
    public List<byte[]> pkcs8() {
        return List.of(root, issuing, ocsp, timeStamps).stream()
                .map(pair -> pair.getPrivate().getEncoded())
                .toList();
    }

    boolean isPublished() {
        return Objects.equals(this, Bundled.KEYS); // which are the same object in most cases, and not looked into then
    }

    /** Never a key. */
    @Override
    public String toString() {
        return "AuthorityKeys[" + (isPublished() ? "published" : "own") + "]";
    }

    private static final class Bundled {
        static final AuthorityKeys KEYS = ofPkcs8(Published.encodings("test-authority-keys.pem"));
    }
}
