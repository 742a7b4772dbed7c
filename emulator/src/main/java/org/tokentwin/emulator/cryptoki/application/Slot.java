package org.tokentwin.emulator.cryptoki.application;

import java.time.Instant;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.CardReader;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.SlotInfo;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.cryptoki.token.InsertedCard;
import org.tokentwin.emulator.profile.MajorMinor;
import org.tokentwin.emulator.profile.TokenProfile;

/** A slot: a reader, and the token in it as long as it stays there. */
final class Slot {
    private final long id;
    private final CardReader reader;
    private final TokenProfile profile;
    private volatile Supplier<Optional<Instant>> clock = Optional::empty;
    private Optional<Token> token = Optional.empty();

    /** @param changed is told this slot's id when a card came or went */
    Slot(long id, CardReader reader, TokenProfile profile, LongConsumer changed) {
        this.id = id;
        this.reader = reader;
        this.profile = profile;
        reader.addListener(same -> {
            forget();
            changed.accept(id);
        });
    }

    long id() {
        return id;
    }

    CardReader reader() {
        return reader;
    }

    /** Takes over what the clock of the token that is inserted next shows, where it was set. */
    void clock(Supplier<Optional<Instant>> ofNextToken) {
        clock = ofNextToken;
    }

    boolean isTokenPresent() {
        return reader.card().isPresent();
    }

    /** The token in the slot; another object after every insertion. */
    synchronized Optional<Token> token() {
        if (token.filter(Token::isPresent).isEmpty()) {
            forget();
            token = reader.card().map(card -> new Token(new InsertedCard(reader, card), profile, clock));
        }
        return token;
    }

    /** @throws CryptokiException {@code CKR_TOKEN_NOT_PRESENT} */
    Token requireToken() {
        return token().orElseThrow(() -> new CryptokiException(Ckr.CKR_TOKEN_NOT_PRESENT, "slot " + id + " is empty"));
    }

    /** A reader without a name is a blank slot: nothing is plugged in that could be called hardware. */
    SlotInfo info() {
        boolean blank = reader.name().isEmpty() && !isTokenPresent();
        return new SlotInfo(
                reader.name(),
                blank ? "" : profile.slots().manufacturer(),
                Ckf.CKF_REMOVABLE_DEVICE
                        | (isTokenPresent() ? Ckf.CKF_TOKEN_PRESENT : 0)
                        | (blank ? 0 : Ckf.CKF_HW_SLOT),
                blank ? new Version(0, 0) : version(profile.slots().hardwareVersion()),
                blank ? new Version(0, 0) : version(profile.slots().firmwareVersion()));
    }

    static Version version(MajorMinor version) {
        return new Version(version.major(), version.minor());
    }

    private synchronized void forget() {
        token.ifPresent(Token::markRemoved);
        token = Optional.empty();
    }
}
