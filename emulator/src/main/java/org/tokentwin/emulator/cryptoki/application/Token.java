package org.tokentwin.emulator.cryptoki.application;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.PinStatus;
import org.tokentwin.emulator.cryptoki.object.InterruptedChanges;
import org.tokentwin.emulator.cryptoki.object.LostKeys;
import org.tokentwin.emulator.cryptoki.object.PublicObjects;
import org.tokentwin.emulator.cryptoki.object.UnfinishedFiles;
import org.tokentwin.emulator.cryptoki.token.InsertedCard;
import org.tokentwin.emulator.cryptoki.token.PinAge;
import org.tokentwin.emulator.cryptoki.token.Pins;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;
import org.tokentwin.emulator.profile.TokenFlag;
import org.tokentwin.emulator.profile.TokenProfile;

/** A token from its insertion to its removal, as all applications see it before they log in. */
final class Token {
    private static final Logger LOG = LoggerFactory.getLogger(Token.class);

    private final InsertedCard card;
    private final TokenProfile profile;
    private final Supplier<Optional<Instant>> clock;

    @GuardedBy("this")
    private @Nullable PublicObjects publicObjects;

    @GuardedBy("this")
    private boolean tidy;

    /** The last day that the card has learned; 0 before the first. */
    private volatile short toldDay;

    /** @param clock what the token's clock shows, where it was set */
    Token(InsertedCard card, TokenProfile profile, Supplier<Optional<Instant>> clock) {
        this.card = card;
        this.profile = profile;
        this.clock = clock;
    }

    boolean isPresent() {
        return card.isPresent();
    }

    void markRemoved() {
        card.markRemoved();
    }

    InsertedCard card() {
        return card;
    }

    TokenProfile profile() {
        return profile;
    }

    /** What its clock shows: one that was set, or this machine's where the model has a clock. */
    Optional<Instant> time() {
        Optional<Instant> set = clock.get();
        return set.isEmpty() && profile.token().flags().contains(TokenFlag.CKF_CLOCK_ON_TOKEN)
                ? Optional.of(InstantSource.system().instant())
                : set;
    }

    synchronized PublicObjects publicObjects() {
        if (publicObjects == null) {
            publicObjects = new PublicObjects(card.publicChannel());
        }
        return publicObjects;
    }

    /**
     * Takes away or ends what a power cut left behind, at the first login since the token was inserted. Other logins wait for it, so nobody makes a
     * key meanwhile.
     *
     * @param channel with the user's status
     */
    synchronized void tidyOnce(TokenChannel channel) {
        if (!tidy) {
            tidy(() -> new UnfinishedFiles(channel).delete());
            tidy(() -> new LostKeys(channel).delete());
            tidy(() -> new InterruptedChanges(channel).finish(publicObjects().all()));
            tidy = true;
        }
    }

    /** A file that another program has put beyond the user's reach keeps nobody from logging in. */
    private static void tidy(Runnable step) {
        try {
            step.run();
        } catch (CryptokiException e) {
            if (e.ckr() != Ckr.CKR_USER_NOT_LOGGED_IN) {
                throw e;
            }
            LOG.warn("What was left on the card stays there: {}", e.getMessage());
        }
    }

    /** The PIN's status on the card at this moment. */
    PinStatus pinStatus(PinReference pin) {
        PinStatus status = new Pins(card.publicChannel()).status(pin);
        return status.ages() && tellDay() ? new Pins(card.publicChannel()).status(pin) : status;
    }

    /** Tells the card the day before a PIN is set, if it counts days. */
    void keepDay() {
        pinStatus(PinReference.USER);
    }

    /** The day of a clock that was set, or of this machine's; returns whether the card had to learn it. */
    private boolean tellDay() {
        short day = PinAge.day(clock.get().orElseGet(InstantSource.system()::instant));
        if (day == toldDay) {
            return false;
        }
        new PinAge(card.publicChannel()).tell(day);
        toldDay = day;
        return true;
    }
}
