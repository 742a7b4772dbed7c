package org.tokentwin.emulator.cryptoki.object;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.tokentwin.emulator.cryptoki.token.CardFiles;
import org.tokentwin.emulator.cryptoki.token.CardKeys;
import org.tokentwin.emulator.cryptoki.token.FileEntry;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;

/**
 * Keys that were never finished: the power went after the key and before the file of its attributes, or in the middle of a deletion. Nobody
 * sees such a key, and each takes a slot. A key that the container map has is other middleware's, if not ours.
 */
public final class LostKeys {
    private final CardFiles files;
    private final CardKeys keys;
    private final Containers containers;

    /** @param channel with the user's status */
    public LostKeys(TokenChannel channel) {
        this.files = new CardFiles(channel);
        this.keys = new CardKeys(channel);
        this.containers = new Containers(files);
    }

    /** Deletes them. Nobody may be making a key meanwhile. */
    public void delete() {
        List<FileEntry> index = files.index();
        Set<Integer> lost = new HashSet<>(keys.references());
        lost.removeIf(reference -> containers.isKnown(reference, index));
        if (!lost.isEmpty()) {
            new ObjectFiles(files)
                    .read(index)
                    .forEach(object -> lost.remove(object.object().keyReference()));
            lost.forEach(keys::delete);
        }
    }
}
