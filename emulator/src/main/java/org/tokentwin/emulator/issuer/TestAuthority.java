package org.tokentwin.emulator.issuer;

import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/**
 * A certification authority for tests, shaped like the one behind Hongkong Post's "Mutual Recognition" e-Certs: a root,
 * the issuing CA "2 - 15" below it, e-Certs (Personal) and (Organisational), a revocation list. Its names say that it
 * is none. Safe for use by many threads.
 *
 * <pre>{@code
 * TestAuthority authority = TestAuthority.bundled(InstantSource.system());
 * Credential credential = authority.issue(PersonalSubscriber.named("CHAN TAI MAN"), KeyType.RSA_2048, KeySource.FRESH, 3);
 * authority.revoke(credential.certificate(), CRLReason.KEY_COMPROMISE);
 * X509CRL crl = authority.crl();
 * }</pre>
 */
public final class TestAuthority {
    private final Hierarchy hierarchy;
    private final InstantSource clock;
    private final RevocationList revoked;

    private TestAuthority(Hierarchy hierarchy, InstantSource clock) {
        this.hierarchy = hierarchy;
        this.clock = clock;
        this.revoked = new RevocationList(hierarchy.issuing());
    }

    /**
     * The authority that comes with the emulator. Its CA certificates are the same everywhere and its CA keys are
     * published: trust its root in tests, and nowhere else. Each call gives one with a revocation list of its own.
     *
     * @param clock for the begin of validity and the dates of revocation lists
     */
    public static TestAuthority bundled(InstantSource clock) {
        return new TestAuthority(Hierarchy.bundled(), clock);
    }

    /** An authority with CA keys of its own, which nobody else has. Takes as long as two RSA keys. */
    public static TestAuthority fresh(InstantSource clock) {
        return new TestAuthority(Hierarchy.of(KeyType.RSA_2048.generate(), KeyType.RSA_2048.generate()), clock);
    }

    /**
     * Makes a key pair for a subscriber and issues an e-Cert for it, as Hongkong Post does.
     *
     * @param years of validity, 1 to 3
     * @throws IllegalArgumentException for another number of years
     */
    public Credential issue(Subscriber subscriber, KeyType type, KeySource source, int years) {
        KeyPair keys = source.take(type);
        return new Credential(
                keys.getPrivate(),
                Stream.concat(
                                Stream.of(certify(subscriber, keys.getPublic(), years)),
                                hierarchy.certificates().stream())
                        .toList());
    }

    /**
     * Issues an e-Cert for a public key that is there already.
     *
     * @param years of validity, 1 to 3
     * @throws IllegalArgumentException for another number of years
     */
    public X509Certificate certify(Subscriber subscriber, PublicKey key, int years) {
        if (years < 1 || years > 3) {
            throw new IllegalArgumentException("An e-Cert is valid for 1, 2 or 3 years, not " + years);
        }
        return EcertTemplate.issue(hierarchy.issuing(), subscriber, key, clock.instant(), years);
    }

    /** The issuing CA's certificate, then the root's. */
    public List<X509Certificate> caCertificates() {
        return hierarchy.certificates();
    }

    /**
     * Revokes an e-Cert from now on. A second time changes nothing.
     *
     * @throws IllegalArgumentException when this authority did not issue it
     */
    public void revoke(X509Certificate certificate, CRLReason reason) {
        revoked.add(certificate, clock.instant(), reason);
    }

    /** The issuing CA's full revocation list as of now, to be renewed after a day. */
    public X509CRL crl() {
        return revoked.issue(clock.instant());
    }

    /** The root's revocation list as of now: the issuing CA is never on it. */
    public X509CRL rootCrl() {
        return new RevocationList(hierarchy.root()).issue(clock.instant());
    }
}
