package org.tokentwin.emulator.cryptoki.application;

import java.util.Optional;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.PinStatus;
import org.tokentwin.emulator.cryptoki.object.PrivateObjects;
import org.tokentwin.emulator.cryptoki.token.Pins;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;
import org.tokentwin.emulator.profile.PinExpiry;

/**
 * One application's login on one token, and what it does with PINs. Whether a PIN is right, locked or due for a change is asked of the card
 * every time. Changes are guarded by the caller.
 */
final class TokenLogin {
    private final Token token;
    private volatile Login login = Login.NOBODY;

    TokenLogin(Token token) {
        this.token = token;
    }

    Login current() {
        return login;
    }

    /** The channel with the login's status, or the public one. */
    TokenChannel channel() {
        return login.channel().orElseGet(() -> token.card().publicChannel());
    }

    /**
     * @throws CryptokiException {@code CKR_USER_NOT_LOGGED_IN} where the user is not logged in, {@code CKR_PIN_EXPIRED} where that has to wait for
     *     another PIN
     */
    void requireUser() {
        Login now = login;
        if (!now.isUser()) {
            throw new CryptokiException(
                    now.expired() ? Ckr.CKR_PIN_EXPIRED : Ckr.CKR_USER_NOT_LOGGED_IN, "the user is not logged in");
        }
    }

    /** {@code C_Login} for {@link Role#USER} or {@link Role#SO}, after {@link #requireLoginOf}. */
    void login(Role role, byte[] pin) {
        TokenChannel channel = token.card().openChannel();
        try {
            login = verified(role, channel, pin);
        } catch (CryptokiException e) {
            channel.close();
            throw e;
        }
    }

    /** {@code C_Login} for {@code CKU_CONTEXT_SPECIFIC}: the PIN once more, or the signature PIN where the token has one. A wrong one does not cost the login. */
    void verifyAgain(byte[] pin) {
        if (pinForEachUse() == PinReference.SIGNATURE) {
            // The card gives this channel one use of a key.
            new Pins(channel()).verify(PinReference.SIGNATURE, pin);
            return;
        }
        try (TokenChannel channel = token.card().openChannel()) {
            new Pins(channel).verify(Role.USER.pin(), pin);
        }
    }

    /** The PIN that {@link #verifyAgain} takes. */
    PinReference pinForEachUse() {
        return token.profile().signaturePin().isPresent() ? PinReference.SIGNATURE : Role.USER.pin();
    }

    /** {@code C_Logout}; also where nobody is logged in. */
    void logout() {
        Login last = login;
        login = Login.NOBODY;
        last.privateObjects().ifPresent(PrivateObjects::forget);
        last.channel().ifPresent(TokenChannel::close);
    }

    /** {@code C_SetPIN}: the user's, or the SO's where the SO is logged in. */
    void setPin(byte[] oldPin, byte[] newPin) {
        Login now = login;
        token.keepDay();
        new Pins(channel()).change(now.role().pin(), oldPin, newPin);
        if (now.expired()) {
            login = verified(now.role(), channel(), newPin);
        }
    }

    /** {@code C_InitPIN}: the SO sets the user's PIN. */
    void initPin(byte[] pin) {
        requireSo();
        token.keepDay();
        new Pins(channel()).setUserPin(pin);
    }

    /**
     * @throws CryptokiException {@code CKR_USER_ALREADY_LOGGED_IN} and its like, {@code CKR_USER_TYPE_INVALID} where the token has no such PIN
     */
    void requireLoginOf(Role role) {
        requireNobody(role);
        if (!token.pinStatus(role.pin()).exists()) {
            throw new CryptokiException(Ckr.CKR_USER_TYPE_INVALID, "the token has no " + role + " PIN");
        }
    }

    /** @throws CryptokiException {@code CKR_USER_NOT_LOGGED_IN} where the SO is not logged in */
    void requireSo() {
        if (login.role() != Role.SO) {
            throw new CryptokiException(Ckr.CKR_USER_NOT_LOGGED_IN, "the SO is not logged in");
        }
    }

    private Login verified(Role role, TokenChannel channel, byte[] pin) {
        Pins pins = new Pins(channel);
        pins.verify(role.pin(), pin);
        PinStatus status = pins.status(role.pin());
        // The right PIN without the status it should give: the card waits for another PIN.
        boolean expired = !status.verified();
        if (expired && token.profile().pinExpiry() == PinExpiry.LOGIN) {
            throw new CryptokiException(Ckr.CKR_PIN_EXPIRED, "the PIN must be changed first");
        }
        return new Login(role, expired, Optional.of(channel), privateObjects(role, expired, channel));
    }

    private Optional<PrivateObjects> privateObjects(Role role, boolean expired, TokenChannel channel) {
        if (role != Role.USER || expired) {
            return Optional.empty();
        }
        token.tidyOnce(channel);
        return Optional.of(new PrivateObjects(
                channel, token.publicObjects(), token.profile().objects().secretKeysOnToken()));
    }

    private void requireNobody(Role role) {
        Role now = login.role();
        if (now == role) {
            throw new CryptokiException(Ckr.CKR_USER_ALREADY_LOGGED_IN, role + " is logged in");
        }
        if (now != Role.PUBLIC) {
            throw new CryptokiException(Ckr.CKR_USER_ANOTHER_ALREADY_LOGGED_IN, now + " is logged in");
        }
    }
}
