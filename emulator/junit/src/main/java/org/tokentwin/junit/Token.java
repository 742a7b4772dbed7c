package org.tokentwin.junit;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A token that a test has, in a slot of a PKCS#11 module. What it was issued with does not follow a PIN that is changed or a certificate that is deleted
 * later on. Safe for use by many threads.
 */
public interface Token {
    /** The serial number that {@code C_GetTokenInfo} reports: 8 lower-case hexadecimal digits. */
    String serial();

    /** The name that {@code C_GetTokenInfo} reports as the token's label. */
    String label();

    /** The user PIN. The array is the caller's own. */
    char[] pin();

    /** The user PIN that the token was personalised with, that of the PIN envelope. The array is the caller's own. */
    char[] initialPin();

    /** The SO PIN, where the profile has one. The array is the caller's own. */
    Optional<char[]> soPin();

    /**
     * The signature PIN that the token was issued with, which keys with {@code CKA_ALWAYS_AUTHENTICATE} want for each use, where the profile has one. The array is
     * the caller's own.
     */
    Optional<char[]> signaturePin();

    /**
     * The certificate of the token's key.
     *
     * @throws IllegalStateException when it has none
     */
    default X509Certificate certificate() {
        return certificateChain().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The token " + serial() + " has no certificate"));
    }

    /** That certificate, its issuer's, and so on. */
    List<X509Certificate> certificateChain();

    /** The certificates of the token's keys: {@link #certificate} first. */
    List<X509Certificate> certificates();

    /**
     * Where the authority answers about the certificates that the test's tokens were issued with, as they say it: OCSP at {@code /ocsp}, time stamps at
     * {@code /tsa}, the revocation list at {@code /crl/eCertCA2-15CRL1.crl}. Only the test's own certificates are known there.
     */
    URI authorityUrl();

    /**
     * Has the authority suspend {@link #certificate}, until it is released or revoked.
     *
     * @throws IllegalStateException when it is on hold or revoked already, or no e-Cert of the authority
     */
    void hold();

    /**
     * Takes the suspension back.
     *
     * @throws IllegalStateException when it is not on hold
     */
    void release();

    /**
     * Has the authority revoke {@link #certificate}, for good.
     *
     * @param reason as RFC 5280 section 5.3.1 spells it, such as {@code keyCompromise} or {@code superseded}
     * @throws IllegalArgumentException when there is no such reason
     * @throws IllegalStateException when it is no e-Cert of the authority
     */
    void revoke(String reason);

    /**
     * Makes the authority's responses go wrong, such as {@code try-later}, {@code stale@crl:always} or {@code clock=2031-01-01}.
     *
     * @throws IllegalArgumentException that says what is wrong with one; then none of them happens
     */
    void injectIntoAuthority(String... faults);

    /** Takes back all faults of the authority that have not happened, and a clock that was set. */
    void clearAuthorityFaults();

    /**
     * The PKCS#11 library for the code under test. It sees the tokens of this test only. One JVM may load the libraries of many tests at the same time; the file
     * is there as long as the token.
     */
    Path modulePath();

    /** The PKCS#11 URI of the token, RFC 7512. */
    String uri();

    /**
     * The id of the token's slot.
     *
     * @throws IllegalStateException when it is in none
     */
    long slot();

    /** Whether it is in a slot. */
    boolean isInserted();

    /**
     * Puts it into the first empty slot again. Nobody is logged in on it then.
     *
     * @throws IllegalStateException when it is in a slot
     */
    void insert();

    /**
     * Takes it out. Its sessions are gone with it.
     *
     * @throws IllegalStateException when it is in no slot
     */
    void remove();

    /** How many wrong user PINs it takes until the PIN is locked, as the card says at this moment; 0 when it is locked. */
    int triesLeft();

    /** Gives the PINs all their tries back, locked ones too. No command of the card and no call of PKCS#11 does this. */
    void resetTries();

    /**
     * Lets faults happen to it, such as {@code remove@sign}, {@code sw=6581@write:2} or {@code slow=20ms}.
     *
     * @throws IllegalArgumentException that says what is wrong with one; then none of them happens
     */
    void inject(String... faults);

    /** What waits to happen. */
    List<String> faults();

    /** Takes back all faults that have not happened. A token that is out stays out. */
    void clearFaults();

    /**
     * What was called, and what went to the card: the transcript of all tokens of the module so far, without any secret. Of a long one it is the end.
     */
    String trace();
}
