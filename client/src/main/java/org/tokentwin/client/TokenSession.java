package org.tokentwin.client;

import java.io.IOException;
import java.io.InputStream;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.List;
import org.tokentwin.client.pkcs11.CkAttribute;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.CryptokiLibrary;
import org.tokentwin.client.pkcs11.CryptokiSession;
import org.tokentwin.client.pkcs11.CryptokiSession.Authentication;
import org.tokentwin.client.pkcs11.SessionKind;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;

/**
 * A session with a token, with a login or without. Each operation runs in its own PKCS#11 session, so that one that fails
 * leaves nothing behind, and several threads may sign at a time. Closing it ends the login.
 */
public final class TokenSession implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();

    private final TokenClient client;
    private final CryptokiLibrary library;
    private final Token token;
    private final CryptokiSession session;
    private final boolean privateObjectsVisible;
    private final Runnable logout;
    private PinSource pinForEachUse = TokenSession::nobodyToAsk;
    private TryRisk risk = TryRisk.KEEP_FINAL_TRY;

    TokenSession(
            TokenClient client,
            CryptokiLibrary library,
            Token token,
            CryptokiSession session,
            boolean privateObjectsVisible,
            Runnable logout) {
        this.client = client;
        this.library = library;
        this.token = token;
        this.session = session;
        this.privateObjectsVisible = privateObjectsVisible;
        this.logout = logout;
    }

    /**
     * Says where the PIN comes from for a key that wants it again for each use (CKA_ALWAYS_AUTHENTICATE). Without this, such a key is
     * refused before anything is sent to the token.
     *
     * @return this session
     */
    public TokenSession askingForEachUse(PinSource source, TryRisk tryRisk) {
        pinForEachUse = source;
        risk = tryRisk;
        return this;
    }

    private static Pin nobodyToAsk() {
        throw TokenException.refused(
                Ckr.CKR_USER_NOT_LOGGED_IN,
                "the key wants the PIN for each use",
                "Say where it comes from with askingForEachUse.");
    }

    public Token token() {
        return token;
    }

    /** Writes and deletes objects, as far as this session's login and the token allow it. */
    public TokenEditor editor() {
        return new TokenEditor(library, token);
    }

    /** The certificates that are visible, in the module's order. */
    public List<CertificateEntry> certificates() {
        try (CryptokiSession own = ownSession()) {
            return new CertificateReader(own, privateObjectsVisible).read();
        }
    }

    /** The private keys that are visible, in the module's order: as a rule none before login. */
    public List<PrivateKeyEntry> privateKeys() {
        try (CryptokiSession own = ownSession()) {
            return own.find(new CkAttribute(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY)).stream()
                    .map(key -> privateKey(own, key))
                    .toList();
        }
    }

    /** The data objects that are visible, in the module's order. */
    public List<DataObjectEntry> dataObjects() {
        try (CryptokiSession own = ownSession()) {
            return own.find(new CkAttribute(Cka.CKA_CLASS, Cko.CKO_DATA)).stream()
                    .map(object -> new DataObjectEntry(
                            own.text(object, Cka.CKA_LABEL),
                            own.text(object, Cka.CKA_APPLICATION),
                            own.bytes(object, Cka.CKA_VALUE).length))
                    .toList();
        }
    }

    private static PrivateKeyEntry privateKey(CryptokiSession session, long key) {
        KeyType type = session.number(key, Cka.CKA_KEY_TYPE).map(KeyType::of).orElse(KeyType.OTHER);
        String id = HEX.formatHex(session.bytes(key, Cka.CKA_ID));
        return new PrivateKeyEntry(
                key, id, session.text(key, Cka.CKA_LABEL), type, session.flag(key, Cka.CKA_ALWAYS_AUTHENTICATE));
    }

    /**
     * Signs all of the data with a private key on the token. Where the token signs hashes only, and does not offer the mechanism
     * that hashes too, the host hashes.
     *
     * @return the signature as PKCS#11 has it: for ECDSA r and s, not their ASN.1
     * @throws TokenException if the token refuses
     * @throws IOException if the data cannot be read
     */
    public byte[] sign(PrivateKeyEntry key, SignatureMechanism mechanism, InputStream data) throws IOException {
        try (Pin pin = forEachUse(key);
                CryptokiSession own = ownSession()) {
            boolean hashed = hashesOnHost(mechanism);
            return own.sign(
                    (hashed ? mechanism.withoutHash() : mechanism).toCkMechanism(),
                    key.handle(),
                    authentication(key, pin),
                    hashed ? HostHash.of(mechanism, data) : data);
        }
    }

    /** The PIN is asked for before the operation begins, so that no operation waits for a user. */
    private Pin forEachUse(PrivateKeyEntry key) throws IOException {
        return key.alwaysAuthenticate() ? pinForEachUse.read() : Pin.fromTokensOwnDialogue();
    }

    private Authentication authentication(PrivateKeyEntry key, Pin pin) {
        return key.alwaysAuthenticate()
                ? own -> new PinAttempt(() -> client.pinStatus(token))
                        .runForUse(risk, () -> own.loginForOperation(pin.characters()))
                : own -> {};
    }

    /**
     * Has the token verify a signature. The public key becomes a session object for that, so it need not be on the token.
     *
     * @param signature as {@link #sign} gives it
     * @return whether the signature is the key's for this data
     * @throws TokenException if the token cannot verify
     * @throws IOException if the data cannot be read
     */
    public boolean verify(PublicKey key, SignatureMechanism mechanism, InputStream data, byte[] signature)
            throws IOException {
        try (CryptokiSession own = ownSession()) {
            long object = own.createObject(PublicKeyTemplate.of(key));
            if (hashesOnHost(mechanism)) {
                own.verify(mechanism.withoutHash().toCkMechanism(), object, HostHash.of(mechanism, data), signature);
            } else {
                own.verify(mechanism.toCkMechanism(), object, data, signature);
            }
            return true;
        } catch (TokenException e) {
            if (e.is(Ckr.CKR_SIGNATURE_INVALID) || e.is(Ckr.CKR_SIGNATURE_LEN_RANGE)) {
                return false;
            }
            throw e;
        }
    }

    /** Decrypts with a private key on the token. */
    public byte[] decrypt(PrivateKeyEntry key, DecryptionMechanism mechanism, byte[] ciphertext) throws IOException {
        try (Pin pin = forEachUse(key);
                CryptokiSession own = ownSession()) {
            return own.decrypt(mechanism.toCkMechanism(), key.handle(), authentication(key, pin), ciphertext);
        }
    }

    private boolean hashesOnHost(SignatureMechanism mechanism) {
        return mechanism.hash().isPresent() && !mechanism.isPss() && !library.offers(token.slotId(), mechanism.ckm());
    }

    private CryptokiSession ownSession() {
        return library.openSession(token.slotId(), SessionKind.READ_ONLY);
    }

    /** Logs out, where this session logged in, and ends it. */
    @Override
    public void close() {
        try (session) {
            logout.run();
        }
    }
}
