package org.tokentwin.emulator.cryptoki.application;

import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.object.InterruptedChanges;
import org.tokentwin.emulator.cryptoki.object.LostKeys;
import org.tokentwin.emulator.cryptoki.object.PublicObjects;
import org.tokentwin.emulator.cryptoki.object.UnfinishedFiles;
import org.tokentwin.emulator.cryptoki.token.InsertedCard;
import org.tokentwin.emulator.cryptoki.token.PinReference;
import org.tokentwin.emulator.cryptoki.token.PinStatus;
import org.tokentwin.emulator.cryptoki.token.Pins;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;
import org.tokentwin.emulator.profile.TokenProfile;

/** A token from its insertion to its removal, as all applications see it before they log in. */
final class Token {
    private final InsertedCard card;
    private final TokenProfile profile;
    private @Nullable PublicObjects publicObjects;
    private boolean tidy;

    Token(InsertedCard card, TokenProfile profile) {
        this.card = card;
        this.profile = profile;
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
            new UnfinishedFiles(channel).delete();
            new LostKeys(channel).delete();
            new InterruptedChanges(channel).finish(publicObjects().all());
            tidy = true;
        }
    }

    /** The PIN's status on the card at this moment. */
    PinStatus pinStatus(PinReference pin) {
        return new Pins(card.publicChannel()).status(pin);
    }
}
