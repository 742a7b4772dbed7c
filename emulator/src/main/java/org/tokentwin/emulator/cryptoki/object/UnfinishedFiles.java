package org.tokentwin.emulator.cryptoki.object;

import org.tokentwin.emulator.cryptoki.token.CardFiles;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;

/** Files of long objects that were never finished: the power went before the last of several commands. Nobody sees them, and they take memory. */
public final class UnfinishedFiles {
    private final CardFiles files;

    /** @param channel with the user's status */
    public UnfinishedFiles(TokenChannel channel) {
        this.files = new CardFiles(channel);
    }

    /** Deletes them. Nobody may be changing objects meanwhile. */
    public void delete() {
        new ObjectFiles(files).unfinished(files.index()).toList().forEach(files::delete);
    }
}
