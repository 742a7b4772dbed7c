package org.tokentwin.emulator.issuer;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CRLException;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.tokentwin.emulator.provider.Cryptography;

/**
 * A certification authority for tests, shaped like the one behind Hongkong Post's "Mutual Recognition" e-Certs: a root,
 * the issuing CA "2 - 15" below it, e-Certs (Personal) and (Organisational), which it suspends and revokes. Its names say that it
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
    private final AuthorityKeys keys;
    private final Optional<AuthorityAddress> address;
    private final Hierarchy hierarchy;
    private final InstantSource clock;
    private final Register.Keeper register;

    private TestAuthority(
            AuthorityKeys keys, Optional<AuthorityAddress> address, InstantSource clock, Register.Keeper register) {
        this(keys, address, Hierarchy.of(keys, address), clock, register);
    }

    private TestAuthority(
            AuthorityKeys keys,
            Optional<AuthorityAddress> address,
            Hierarchy hierarchy,
            InstantSource clock,
            Register.Keeper register) {
        this.keys = keys;
        this.address = address;
        this.hierarchy = hierarchy;
        this.clock = clock;
        this.register = register;
    }

    /**
     * The authority that comes with the emulator. Its CA certificates are the same everywhere and its CA keys are
     * published: trust its root in tests, and nowhere else. Each call gives one with its own register.
     *
     * @param clock for the begin of validity and the dates of revocation lists
     */
    public static TestAuthority bundled(InstantSource clock) {
        return of(AuthorityKeys.published(), clock, Register.inMemory());
    }

    /** An authority with new keys, which nobody else has. Takes as long as four RSA keys. */
    public static TestAuthority fresh(InstantSource clock) {
        return of(AuthorityKeys.generate(), clock, Register.inMemory());
    }

    /** An authority with these keys that goes on with a register. */
    public static TestAuthority of(AuthorityKeys keys, InstantSource clock, Register.Keeper register) {
        return new TestAuthority(keys, Optional.of(AuthorityAddress.DEFAULT), clock, register);
    }

    /** The same authority with another address in the certificates that it issues; {@link AuthorityAddress#DEFAULT} is theirs by default. */
    public TestAuthority at(AuthorityAddress other) {
        return new TestAuthority(keys, Optional.of(other), clock, register);
    }

    /** The same authority, which issues certificates that do not say where to ask about them. */
    public TestAuthority withoutAddress() {
        return new TestAuthority(keys, Optional.empty(), clock, register);
    }

    /** The same authority by another clock. */
    public TestAuthority withClock(InstantSource other) {
        return new TestAuthority(keys, address, hierarchy, other, register);
    }

    /**
     * An authority with the same keys and CA certificates, and its own register, whose e-Certs say another address: one for each of many
     * tests, at no cost.
     */
    public TestAuthority branch(AuthorityAddress other) {
        return new TestAuthority(keys, Optional.of(other), hierarchy, clock, Register.inMemory());
    }

    /**
     * Makes a key pair for a subscriber and issues an e-Cert for it, as Hongkong Post does.
     *
     * @param years of validity, 1 to 3
     * @throws IllegalArgumentException for another number of years
     */
    public Credential issue(Subscriber subscriber, KeyType type, KeySource source, int years) {
        return issue(subscriber, EcertPolicies.STANDARD, type, source, years);
    }

    /** Likewise, with other policies. */
    public Credential issue(Subscriber subscriber, EcertPolicies policies, KeyType type, KeySource source, int years) {
        return issue(subscriber, policies, EcertUsage.BOTH, type, source, years);
    }

    /** Likewise, for one use only. */
    public Credential issue(
            Subscriber subscriber,
            EcertPolicies policies,
            EcertUsage usage,
            KeyType type,
            KeySource source,
            int years) {
        requireYears(years);
        KeyPair pair = source.take(type);
        return new Credential(
                pair.getPrivate(),
                Stream.concat(
                                Stream.of(certify(subscriber, policies, usage, pair.getPublic(), years)),
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
        return certify(subscriber, EcertPolicies.STANDARD, EcertUsage.BOTH, key, years);
    }

    private X509Certificate certify(
            Subscriber subscriber, EcertPolicies policies, EcertUsage usage, PublicKey key, int years) {
        requireYears(years);
        X509Certificate certificate = EcertTemplate.issue(
                hierarchy.issuing(), address, subscriber, policies, usage, key, clock.instant(), years);
        register.update(before -> before.with(RegisteredCertificate.issued(certificate)));
        return certificate;
    }

    private static void requireYears(int years) {
        if (years < 1 || years > 3) {
            throw new IllegalArgumentException("An e-Cert is valid for 1, 2 or 3 years, not " + years);
        }
    }

    /** The issuing CA's certificate, then the root's. */
    public List<X509Certificate> caCertificates() {
        return hierarchy.certificates();
    }

    /** Who signs OCSP responses: a delegated responder, RFC 6960 section 4.2.2.2. */
    public ServiceSigner ocspSigner() {
        return service(
                keys.ocsp(),
                ServiceCertificates.ocsp(hierarchy.issuing(), keys.ocsp().getPublic(), address));
    }

    /** Who signs time stamps. */
    public ServiceSigner timeStampSigner() {
        return service(
                keys.timeStamps(),
                ServiceCertificates.timeStamps(
                        hierarchy.issuing(), keys.timeStamps().getPublic(), address));
    }

    /** Who signed time stamps until 2016, and should not any more. */
    public ServiceSigner expiredTimeStampSigner() {
        return service(
                keys.timeStamps(),
                ServiceCertificates.expiredTimeStamps(
                        hierarchy.issuing(), keys.timeStamps().getPublic(), address));
    }

    private ServiceSigner service(KeyPair pair, X509Certificate certificate) {
        return new ServiceSigner(
                Cryptography.fastest().rsaSigningKey(pair.getPrivate()),
                Stream.concat(Stream.of(certificate), hierarchy.certificates().stream())
                        .toList());
    }

    /** What it issued, and how it stands now. */
    public Register register() {
        return register.current();
    }

    /** Where the certificates that it issues say to ask about them. */
    public Optional<AuthorityAddress> address() {
        return address;
    }

    /** What its clock shows. */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Revokes an e-Cert from now on, for good. A second time changes nothing. With the reason {@link CRLReason#CERTIFICATE_HOLD} it is {@link
     * #hold}.
     *
     * @throws IllegalArgumentException when this authority did not issue it, or the reason is none of a revocation
     */
    public void revoke(X509Certificate certificate, CRLReason reason) {
        switch (reason) {
            case CERTIFICATE_HOLD -> hold(certificate);
            case REMOVE_FROM_CRL, UNUSED ->
                throw new IllegalArgumentException("A certificate is not revoked for the reason " + reason);
            default -> change(certificate, each -> each.revoked(seconds(), reason));
        }
    }

    /**
     * Suspends an e-Cert from now on, until it is released or revoked.
     *
     * @throws IllegalArgumentException when this authority did not issue it
     * @throws IllegalStateException when it is on hold or revoked already
     */
    public void hold(X509Certificate certificate) {
        change(certificate, each -> each.held(seconds()));
    }

    /**
     * Takes an e-Cert's suspension back.
     *
     * @throws IllegalArgumentException when this authority did not issue it
     * @throws IllegalStateException when it is not on hold
     */
    public void release(X509Certificate certificate) {
        change(certificate, each -> each.released(seconds()));
    }

    /**
     * Holds that an e-Cert may be renewed, which is to issue another one for the same subscriber while it stays good.
     *
     * @throws IllegalStateException when it is expired, on hold or revoked: those are not renewed
     * @throws IllegalArgumentException when this authority did not issue it
     */
    public void requireRenewable(X509Certificate certificate) {
        requireIssuedHere(certificate);
        CertificateState state = register()
                .find(certificate.getSerialNumber())
                .map(RegisteredCertificate::state)
                .orElse(CertificateState.GOOD);
        boolean expired = certificate.getNotAfter().toInstant().isBefore(clock.instant());
        if (expired || state != CertificateState.GOOD) {
            throw new IllegalStateException("the e-Cert "
                    + certificate.getSerialNumber().toString(16) + " is "
                    + (expired ? "expired" : state.words()) + ", and such ones are not renewed");
        }
    }

    /** X.509's times have no fractions of a second. */
    private Instant seconds() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** A certificate of its that is not in its register, as one of another process, goes into it. */
    private void change(X509Certificate certificate, UnaryOperator<RegisteredCertificate> change) {
        requireIssuedHere(certificate);
        register.update(before -> before.with(change.apply(before.find(certificate.getSerialNumber())
                .orElseGet(() -> RegisteredCertificate.issued(certificate)))));
    }

    private void requireIssuedHere(X509Certificate certificate) {
        try {
            certificate.verify(hierarchy.issuing().certificate().getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "Only the CA that issued a certificate can revoke it: "
                            + hierarchy.issuing().certificate().getSubjectX500Principal() + " did not issue that of "
                            + certificate.getSubjectX500Principal(),
                    e);
        }
    }

    /** The issuing CA's full revocation list as of now, to be renewed after a day. */
    public X509CRL crl() {
        return parsed(issueCrl(0));
    }

    /** The same in DER, with more entries: for programs that have to take long lists. */
    public byte[] crlWith(int others) {
        return encoded(issueCrl(others));
    }

    private X509CRLHolder issueCrl(int others) {
        Register numbered = register.update(Register::withNextCrlNumber);
        return RevocationList.issue(
                hierarchy.issuing(),
                numbered.crlNumber(),
                numbered.certificates().values(),
                others,
                clock.instant());
    }

    /** The root's revocation list as of now: the issuing CA is never on it. */
    public X509CRL rootCrl() {
        Instant now = clock.instant();
        BigInteger number = BigInteger.valueOf(now.getEpochSecond()).max(BigInteger.ONE);
        return parsed(RevocationList.issue(hierarchy.root(), number, List.of(), 0, now));
    }

    private static X509CRL parsed(X509CRLHolder list) {
        try {
            return new JcaX509CRLConverter().getCRL(list);
        } catch (CRLException e) {
            throw new IllegalStateException("The revocation list that was made does not parse", e);
        }
    }

    private static byte[] encoded(X509CRLHolder list) {
        try {
            return list.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("The revocation list that was made cannot be encoded", e);
        }
    }
}
