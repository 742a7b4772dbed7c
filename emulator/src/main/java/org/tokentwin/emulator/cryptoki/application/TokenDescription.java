package org.tokentwin.emulator.cryptoki.application;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.PinStatus;
import org.tokentwin.emulator.cryptoki.TokenInfo;
import org.tokentwin.emulator.cryptoki.token.CardIdentity;
import org.tokentwin.emulator.profile.TokenIdentity;
import org.tokentwin.emulator.profile.TokenProfile;

/** {@code CK_TOKEN_INFO} from profile and card: what the model is from the one, what the token's state is from the other. */
final class TokenDescription {
    /** {@code CK_EFFECTIVELY_INFINITE}. */
    private static final long NO_LIMIT = 0;

    /** PKCS#11 v2.40 section 3.2: the last two digits are reserved. */
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'00'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final int SO_FLAGS_ABOVE_USER_FLAGS = 4;
    private static final int MEMORY = 0xDF43;

    private TokenDescription() {}

    /**
     * @param sessions of the application that asks
     * @param readWriteSessions likewise
     */
    static TokenInfo of(Token token, int sessions, int readWriteSessions) {
        TokenIdentity model = token.profile().token();
        CardIdentity card = token.card().identity();
        PinStatus user = token.pinStatus(PinReference.USER);
        PinStatus so = token.pinStatus(PinReference.SO);
        Optional<Instant> time = token.time();
        long reportedFree = freeMemory(token);
        return new TokenInfo(
                label(token),
                model.manufacturer(),
                model.model(),
                model.serial().of(HexFormat.of().parseHex(card.cardId())),
                flags(token.profile(), card, user, so) | (time.isPresent() ? Ckf.CKF_CLOCK_ON_TOKEN : 0),
                NO_LIMIT,
                model.sessionCounts().told(sessions),
                NO_LIMIT,
                model.sessionCounts().told(readWriteSessions),
                user.maxLength(),
                user.minLength(),
                model.totalMemory(),
                reportedFree,
                model.totalMemory(),
                reportedFree,
                Slot.version(model.hardwareVersion()),
                Slot.version(model.firmwareVersion()),
                time.map(UTC_TIME::format)
                        .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                        .orElseGet(() -> model.utcTime().bytes()));
    }

    /** The label on the card, else that of the model. */
    static String label(Token token) {
        return token.card().identity().label().orElse(token.profile().token().label());
    }

    /** The free memory that is reported. */
    static long freeMemory(Token token) {
        int free = ByteBuffer.wrap(token.card().publicChannel().getData(MEMORY)).getInt(Integer.BYTES);
        return Math.min(free, token.profile().token().freeMemoryAtMost());
    }

    private static long flags(TokenProfile profile, CardIdentity card, PinStatus user, PinStatus so) {
        return profile.token().flagBits()
                | (card.isOperational() ? Ckf.CKF_TOKEN_INITIALIZED : 0)
                | (user.initialised() ? Ckf.CKF_USER_PIN_INITIALIZED : 0)
                | pinFlags(user, profile)
                | pinFlags(so, profile) << SO_FLAGS_ABOVE_USER_FLAGS;
    }

    /** The flags of a user PIN; those of an SO PIN stand four bits higher. */
    private static long pinFlags(PinStatus pin, TokenProfile profile) {
        boolean low = pin.isCountLow()
                && pin.triesLeft() <= profile.countLowAt()
                && (!pin.isLocked() || profile.countLowWhenLocked());
        return (low ? Ckf.CKF_USER_PIN_COUNT_LOW : 0)
                | (pin.isFinalTry() ? Ckf.CKF_USER_PIN_FINAL_TRY : 0)
                | (pin.isLocked() ? Ckf.CKF_USER_PIN_LOCKED : 0)
                | (pin.mustChange() ? Ckf.CKF_USER_PIN_TO_BE_CHANGED : 0);
    }
}
