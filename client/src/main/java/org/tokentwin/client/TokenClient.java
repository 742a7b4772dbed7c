package org.tokentwin.client;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.CryptokiLibrary;
import org.tokentwin.client.pkcs11.CryptokiSession;
import org.tokentwin.client.pkcs11.MechanismEntry;
import org.tokentwin.client.pkcs11.ModuleInfo;
import org.tokentwin.client.pkcs11.SessionKind;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.pkcs11.TokenFlag;
import org.tokentwin.client.x509.ECert;

/**
 * A client of any PKCS#11 module. Everything that goes wrong is a {@link TokenException}.
 *
 * <p>PKCS#11 knows one application per process: a login is seen by every client of the same module in this process. Several
 * clients of one module may be open at a time; the module is finalised with the last of them.
 */
public final class TokenClient implements AutoCloseable {
    private final CryptokiLibrary library;
    private final ModuleInfo module;

    private TokenClient(CryptokiLibrary library, ModuleInfo module) {
        this.library = library;
        this.module = module;
    }

    /**
     * Loads a module.
     *
     * @param module its path, or a bare name which the system's loader finds
     * @throws TokenException if it does not load, is no PKCS#11 module, or refuses to be initialised
     */
    public static TokenClient open(Path module) {
        CryptokiLibrary library = CryptokiLibrary.open(module);
        try {
            return new TokenClient(library, library.info());
        } catch (TokenException e) {
            library.close();
            throw e;
        }
    }

    public ModuleInfo module() {
        return module;
    }

    /** All slots, empty ones too, in the module's order. */
    public List<Slot> slots() {
        return library.slots();
    }

    /** The tokens that are there, in the order of their slots. */
    public List<Token> tokens() {
        return slots().stream().flatMap(slot -> slot.token().stream()).toList();
    }

    /**
     * Waits until a token is put into a slot or taken out of one; see {@link CryptokiLibrary#waitForSlotEvent}.
     *
     * @return the slot's id
     */
    public long waitForSlotEvent() {
        return library.waitForSlotEvent();
    }

    /** The mechanisms of a token, in the module's order. */
    public List<MechanismEntry> mechanisms(Token token) {
        return library.mechanisms(token.slotId());
    }

    /** The state of the user PIN now, with the number of tries left where the token tells it. Costs no try. */
    public PinStatus pinStatus(Token token) {
        Token now = library.token(token.slotId());
        if (!SafeNetExtension.appliesTo(module) || !now.has(TokenFlag.CKF_TOKEN_INITIALIZED)) {
            return PinStatus.of(now, OptionalInt.empty(), OptionalInt.empty());
        }
        try (CryptokiSession session = library.openSession(token.slotId(), SessionKind.READ_ONLY)) {
            return SafeNetExtension.pinStatus(now, session);
        }
    }

    /** The certificates that are visible without a login; none on a token that is not initialised. */
    public List<CertificateEntry> certificates(Token token) {
        if (!token.has(TokenFlag.CKF_TOKEN_INITIALIZED)) {
            return List.of();
        }
        try (TokenSession session = openSession(token)) {
            return session.certificates();
        }
    }

    /** Whether a token holds an e-Cert, so that the rule of the e-Cert Token's user guide is its own. */
    public boolean isEcertToken(Token token) {
        return certificates(token).stream()
                .flatMap(entry -> entry.certificate().stream())
                .anyMatch(ECert::is);
    }

    /**
     * Changes the user PIN. No login is needed. What cannot succeed is refused before a PIN is sent.
     *
     * @throws TokenException with CKR_PIN_INCORRECT where the current PIN is wrong, with CKR_PIN_LEN_RANGE or CKR_PIN_INVALID where
     *     the new one is not allowed, with CKR_PIN_LOCKED where the PIN is locked; without a return value where the last
     *     try would be at risk and {@code risk} does not allow it
     */
    public void changePin(Token token, Pin current, Pin replacement, TryRisk risk) {
        refuseReplacement(token, current, replacement);
        try (CryptokiSession session = library.openSession(token.slotId(), SessionKind.READ_WRITE)) {
            new PinAttempt(() -> pinStatus(token))
                    .run(risk, () -> session.setPin(current.characters(), replacement.characters()));
        }
    }

    /**
     * Refuses a new PIN that a token cannot take, before a PIN is sent.
     *
     * @throws TokenException if it is the current one, or shorter or longer than the token takes
     */
    public static void refuseReplacement(Token token, Pin current, Pin replacement) {
        if (replacement.isUnseen()) {
            return;
        }
        if (replacement.sameAs(current)) {
            throw TokenException.refused(
                    "the new PIN is the current one: nothing was sent to the token", "Choose another PIN.");
        }
        int length = replacement.length();
        if (length < token.minPinLength() || length > token.maxPinLength()) {
            throw TokenException.refused(
                    Ckr.CKR_PIN_LEN_RANGE,
                    "the new PIN has " + length + " bytes, and this token takes " + token.minPinLength() + " to "
                            + token.maxPinLength() + ": nothing was sent to it",
                    "Choose a PIN of that length.");
        }
    }

    /** The state of the SO PIN now; empty where the token says that it has none. Costs no try. */
    public Optional<PinStatus> soPinStatus(Token token) {
        Token now = library.token(token.slotId());
        if (!SafeNetExtension.appliesTo(module) || !now.has(TokenFlag.CKF_TOKEN_INITIALIZED)) {
            return Optional.of(PinStatus.ofSecurityOfficer(now, OptionalInt.empty(), OptionalInt.empty()));
        }
        try (CryptokiSession session = library.openSession(token.slotId(), SessionKind.READ_ONLY)) {
            return SafeNetExtension.soPinStatus(now, session);
        }
    }

    /**
     * Gives the user another PIN, locked or not, and all its tries back, by the SO PIN. The user must not be logged in.
     *
     * @throws TokenException with CKR_PIN_INCORRECT where the SO PIN is wrong, with CKR_PIN_LOCKED where it is locked, with
     *     CKR_PIN_LEN_RANGE or CKR_PIN_INVALID where the new PIN is not allowed; without a return value where the last try of the SO PIN
     *     would be at risk and {@code risk} does not allow it, or where the token has none
     */
    public void unlock(Token token, Pin soPin, Pin replacement, TryRisk risk) {
        try (CryptokiSession session = library.openSession(token.slotId(), SessionKind.READ_WRITE)) {
            new PinAttempt(() -> requireSoPin(token)).run(risk, () -> session.loginSecurityOfficer(soPin.characters()));
            try {
                session.initPin(replacement.characters());
            } finally {
                session.logout();
            }
        }
    }

    /** The rules for a new user PIN, where the module has an object that tells them. Costs no try. */
    public Optional<PinPolicy> pinPolicy(Token token) {
        if (!token.has(TokenFlag.CKF_TOKEN_INITIALIZED)) {
            return Optional.empty();
        }
        try (CryptokiSession session = library.openSession(token.slotId(), SessionKind.READ_ONLY)) {
            return PolicyObject.find(session).map(PolicyObject::policy);
        }
    }

    /**
     * Changes rules for a new user PIN, by the SO PIN. The user must not be logged in.
     *
     * @param changes the rules that become others, with their new values
     * @throws TokenException with CKR_PIN_INCORRECT where the SO PIN is wrong, with CKR_PIN_LOCKED where it is locked, with
     *     CKR_ATTRIBUTE_VALUE_INVALID for rules that the token cannot hold; without a return value where the last try of the SO PIN would be at
     *     risk and {@code risk} does not allow it, where the token has no SO PIN, where the module has no object for the rules, and where the
     *     token said that it took them and tells others
     */
    public void changePinPolicy(Token token, Pin soPin, Map<PolicyRule, Integer> changes, TryRisk risk) {
        try (CryptokiSession session = library.openSession(token.slotId(), SessionKind.READ_WRITE)) {
            PolicyObject rules = PolicyObject.find(session).orElseThrow(TokenClient::withoutPolicy);
            new PinAttempt(() -> requireSoPin(token)).run(risk, () -> session.loginSecurityOfficer(soPin.characters()));
            try {
                rules.write(changes);
                requireTaken(session, changes);
            } finally {
                session.logout();
            }
        }
    }

    private static void requireTaken(CryptokiSession session, Map<PolicyRule, Integer> changes) {
        PinPolicy now = PolicyObject.find(session).map(PolicyObject::policy).orElseThrow(TokenClient::withoutPolicy);
        if (!now.changesTo(changes).isEmpty()) {
            throw TokenException.refused(
                    "the token said that it changed its PIN rules, and now tells: " + now,
                    "Look at the rules before you change them again.");
        }
    }

    private static TokenException withoutPolicy() {
        return TokenException.refused(
                "the module has no object for the token's PIN rules: no PIN was sent to it",
                "Change them with the software of the token's vendor.");
    }

    /** Whether the module has an object by which the token can be renamed; see {@link TokenEditor#rename}. */
    public boolean isRenamable(Token token) {
        if (!token.has(TokenFlag.CKF_TOKEN_INITIALIZED)) {
            return false;
        }
        try (CryptokiSession session = library.openSession(token.slotId(), SessionKind.READ_ONLY)) {
            return TokenName.find(session, token).isPresent();
        }
    }

    private PinStatus requireSoPin(Token token) {
        return soPinStatus(token)
                .orElseThrow(() -> TokenException.refused(
                        "the token has no SO PIN", "A locked token stays locked: have its certificate revoked."));
    }

    /** Opens a session without a login: it sees public objects and verifies signatures. */
    public TokenSession openSession(Token token) {
        CryptokiSession session = library.openSession(token.slotId(), SessionKind.READ_ONLY);
        return new TokenSession(this, library, token, session, !token.has(TokenFlag.CKF_LOGIN_REQUIRED), () -> {});
    }

    /**
     * Logs in as the user, until the session is closed.
     *
     * @throws TokenException with CKR_PIN_INCORRECT where the PIN is wrong, with CKR_PIN_LOCKED where it is locked, with
     *     CKR_PIN_EXPIRED where it must be changed first, with CKR_USER_ALREADY_LOGGED_IN where this process is; without a return
     *     value where the last try would be at risk and {@code risk} does not allow it
     */
    public TokenSession login(Token token, Pin pin, TryRisk risk) {
        CryptokiSession session = library.openSession(token.slotId(), SessionKind.READ_ONLY);
        try {
            new PinAttempt(() -> pinStatus(token)).run(risk, () -> session.login(pin.characters()));
        } catch (TokenException e) {
            session.close();
            throw e;
        }
        return new TokenSession(this, library, token, session, true, session::logout);
    }

    /** Ends the sessions that are open, and finalises the module if nobody else in the process uses it. */
    @Override
    public void close() {
        library.close();
    }
}
