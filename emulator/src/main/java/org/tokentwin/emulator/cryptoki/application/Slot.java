package org.tokentwin.emulator.cryptoki.application;

import com.google.errorprone.annotations.concurrent.GuardedBy;
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
import org.tokentwin.emulator.profile.SlotLayout;
import org.tokentwin.emulator.profile.TokenProfile;

/** A slot: a reader, and the token in it as long as it stays there. */
final class Slot {
    private final long id;
    private final CardReader reader;
    private final TokenProfile profile;
    private volatile Supplier<Optional<Instant>> clock = Optional::empty;

    @GuardedBy("this")
    private Optional<Token> token = Optional.empty();

    /** @param changed receives this slot's id when a card came or went */
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

    /** A slot without a description is blank: nothing is plugged in that had a manufacturer or a version. */
    SlotInfo info() {
        SlotLayout layout = profile.slots();
        boolean present = isTokenPresent();
        String description = present ? reader.name() : layout.emptyDescription((int) id);
        boolean blank = description.isEmpty() && !present;
        return new SlotInfo(
                description,
                blank ? "" : layout.manufacturer(),
                present ? Ckf.CKF_TOKEN_PRESENT | Ckf.CKF_REMOVABLE_DEVICE | Ckf.CKF_HW_SLOT : layout.emptyFlagBits(),
                blank ? new Version(0, 0) : version(layout.hardwareVersion()),
                blank ? new Version(0, 0) : version(layout.firmwareVersion()));
    }

    static Version version(MajorMinor version) {
        return new Version(version.major(), version.minor());
    }

    private synchronized void forget() {
        token.ifPresent(Token::markRemoved);
        token = Optional.empty();
    }
}
