package org.tokentwin.emulator.cryptoki.object;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tokentwin.emulator.cryptoki.token.CardFiles;
import org.tokentwin.emulator.cryptoki.token.CardKeys;
import org.tokentwin.emulator.cryptoki.token.FileEntry;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;

/** The token objects that the user alone may read, on the channel of one login. Else as {@link PublicObjects}. */
public final class PrivateObjects {
    private final CardFiles files;
    private final CardKeys keys;
    private final PublicObjects publicObjects;
    private final FreshObjects fresh;
    private final boolean secretKeys;

    /** The values of secret keys by their objects' identities: one is wiped when its object is gone, and not under a call that uses it. */
    @GuardedBy("this")
    private final Map<String, SecretValue> secrets = new HashMap<>();

    /** Those of a card that holds no secret keys. */
    public PrivateObjects(TokenChannel channel, PublicObjects publicObjects) {
        this(channel, publicObjects, false);
    }

    /**
     * @param channel that has the user's status
     * @param publicObjects of the same card
     * @param secretKeys whether the token holds secret keys
     */
    public PrivateObjects(TokenChannel channel, PublicObjects publicObjects, boolean secretKeys) {
        this.secretKeys = secretKeys;
        this.files = new CardFiles(channel);
        this.keys = new CardKeys(channel);
        this.publicObjects = publicObjects;
        this.fresh = new FreshObjects(files, this::load);
    }

    /** The objects as they are on the card now. */
    public synchronized List<TokenObject> all() {
        return fresh.get();
    }

    /** Wipes what was read of secret keys, as the login ends. */
    public synchronized void forget() {
        secrets.values().forEach(SecretValue::wipe);
        secrets.clear();
        fresh.forget();
    }

    private synchronized List<TokenObject> load() {
        List<FileEntry> index = files.index();
        Set<Integer> references = new HashSet<>(keys.references());
        List<TokenObject> objects = new ArrayList<>();
        new ObjectFiles(files, publicObjects.strays(), secretKeys)
                .read(index, true)
                .filter(object -> hasItsKey(object.object(), references))
                .forEach(objects::add);
        keepSecrets(objects);
        List<TokenObject> open = publicObjects.all();
        objects.forEach(object -> references.remove(object.object().keyReference()));
        open.forEach(object -> references.remove(object.object().keyReference()));
        Map<Integer, StoredObject> certificates = certificatesByContainer(index, open);
        for (int reference : references) {
            BareObjects.privateKey(reference, certificates).ifPresent(objects::add);
        }
        return objects;
    }

    @GuardedBy("this")
    private void keepSecrets(List<TokenObject> objects) {
        Map<String, SecretValue> before = new HashMap<>(secrets);
        secrets.clear();
        objects.replaceAll(object -> object.object()
                .secret()
                .map(read -> object.with(object.object().withSecret(kept(object.identity(), read, before))))
                .orElse(object));
        before.values().forEach(SecretValue::wipe);
    }

    @GuardedBy("this")
    private SecretValue kept(String identity, SecretValue read, Map<String, SecretValue> before) {
        SecretValue earlier = before.get(identity);
        SecretValue kept = read;
        if (earlier != null && earlier.isSameAs(read)) {
            read.wipe();
            before.remove(identity);
            kept = earlier;
        }
        secrets.put(identity, kept);
        return kept;
    }

    /** False for a key object whose key was deleted by other means. */
    private static boolean hasItsKey(StoredObject object, Set<Integer> references) {
        return !object.kind().isPrivateKey() || references.contains(object.keyReference());
    }

    private static Map<Integer, StoredObject> certificatesByContainer(List<FileEntry> index, List<TokenObject> open) {
        Map<Integer, Integer> containers = new HashMap<>();
        index.forEach(file -> FileNames.container(file).ifPresent(container -> containers.put(file.id(), container)));
        Map<Integer, StoredObject> certificates = new HashMap<>();
        for (TokenObject object : open) {
            Integer container = containers.get(object.certificateFile());
            if (container != null) {
                certificates.put(container, object.object());
            }
        }
        return certificates;
    }
}
