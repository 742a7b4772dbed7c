package org.tokentwin.emulator.cryptoki.application;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.KeyPairHandles;
import org.tokentwin.emulator.cryptoki.object.KeyMaking;
import org.tokentwin.emulator.cryptoki.object.KeyPairObjects;
import org.tokentwin.emulator.cryptoki.object.ObjectWriter;
import org.tokentwin.emulator.cryptoki.object.PrivateObjects;
import org.tokentwin.emulator.cryptoki.object.SecretKeys;
import org.tokentwin.emulator.cryptoki.object.StoredObject;
import org.tokentwin.emulator.cryptoki.object.TokenObject;

/**
 * The objects that one application sees on one token: the token's, and its own session objects; by handle. A private object is there
 * only while the user is logged in, and its handle ends with the login. Safe for use by many threads.
 */
final class ObjectDirectory {
    /**
     * An object and its handle.
     *
     * @param onToken where it lies, for a token object
     */
    record Found(long handle, StoredObject object, Optional<TokenObject> onToken) {}

    private record SessionObject(Session owner, StoredObject object) {}

    private final Token token;
    private final TokenLogin login;
    private final Handles handles;
    private final AtomicLong made;
    private final List<HardwareFeature> features;
    private final TokenHandles tokenHandles;

    @GuardedBy("this")
    private final Map<Long, SessionObject> sessionObjects = new LinkedHashMap<>();

    /** @param made counts the objects that the application makes */
    ObjectDirectory(Token token, TokenLogin login, Handles handles, AtomicLong made) {
        this.token = token;
        this.login = login;
        this.handles = handles;
        this.made = made;
        this.tokenHandles = new TokenHandles(handles, token.profile().objects().stableHandles());
        this.features = features(token, handles);
    }

    private static List<HardwareFeature> features(Token token, Handles handles) {
        List<HardwareFeature> features = new ArrayList<>();
        if (token.profile().objects().retryCounterObject()) {
            features.add(new TokenFeature(handles.next(), token));
        }
        if (token.profile().objects().pinPolicyObject()) {
            features.add(new PolicyFeature(handles.next(), token));
        }
        return List.copyOf(features);
    }

    /** The hardware features that the token's profile has. Searches for other objects do not see them. */
    List<HardwareFeature> features() {
        return features;
    }

    Optional<HardwareFeature> feature(long handle) {
        return features.stream().filter(each -> each.handle() == handle).findFirst();
    }

    /** What can be seen now: token objects first. */
    synchronized List<Found> visible() {
        List<Found> found = new ArrayList<>();
        Collection<TokenObject> onToken = new ArrayList<>(token.publicObjects().all());
        onToken.addAll(privateObjectsStillOpen());
        for (TokenObject object : onToken) {
            found.add(new Found(tokenHandles.of(object), object.object(), Optional.of(object)));
        }
        tokenHandles.retain(onToken);
        sessionObjects.forEach((handle, entry) -> {
            Found object = new Found(handle, entry.object(), Optional.empty());
            if (isVisible(object)) {
                found.add(object);
            }
        });
        return found;
    }

    /** The object with this handle, if it can be seen now. Only as much of the token is asked as it takes. */
    synchronized Optional<Found> find(long handle) {
        SessionObject entry = sessionObjects.get(handle);
        if (entry != null) {
            return Optional.of(new Found(handle, entry.object(), Optional.empty()))
                    .filter(this::isVisible);
        }
        return find(handle, token.publicObjects().all()).or(() -> find(handle, privateObjects()));
    }

    private Optional<Found> find(long handle, List<TokenObject> objects) {
        for (TokenObject object : objects) {
            if (tokenHandles.of(object) == handle) {
                return Optional.of(new Found(handle, object.object(), Optional.of(object)));
            }
        }
        return Optional.empty();
    }

    private boolean isVisible(Found found) {
        return !found.object().isPrivate() || login.current().isUser();
    }

    /** Stores an object, whose key, if it has one, is on the card; returns its handle. */
    synchronized long add(Session session, StoredObject object) {
        long handle;
        if (object.isToken()) {
            String identity = onToken(object);
            handle = tokenHandles.next(identity);
            tokenHandles.put(identity, handle, object.isPrivate());
        } else {
            handle = handles.next();
            sessionObjects.put(handle, new SessionObject(session, object));
        }
        made.incrementAndGet();
        return handle;
    }

    /** A secret key's value is the card's from now on. */
    private String onToken(StoredObject object) {
        try {
            return writer().create(object, tokenObjects());
        } finally {
            SecretKeys.wipe(object);
        }
    }

    /** Stores both halves of a key pair, or neither. */
    synchronized KeyPairHandles addPair(Session session, KeyPairObjects pair) {
        long privateKey = add(session, pair.privateKey());
        try {
            return new KeyPairHandles(add(session, pair.publicKey()), privateKey);
        } catch (CryptokiException e) {
            find(privateKey).ifPresent(this::remove);
            throw e;
        }
    }

    /** Puts a changed object in the place of the one that was found. */
    synchronized void replace(Found found, StoredObject object) {
        if (found.onToken().isPresent()) {
            TokenObject earlier = found.onToken().get();
            String identity = writer().replace(earlier, object);
            tokenHandles.remove(earlier.identity());
            tokenHandles.put(identity, found.handle(), object.isPrivate());
        } else {
            sessionObjects.computeIfPresent(
                    found.handle(), (handle, entry) -> new SessionObject(entry.owner(), object));
        }
    }

    synchronized void remove(Found found) {
        if (found.onToken().isPresent()) {
            writer().delete(found.onToken().get(), tokenObjects());
            tokenHandles.remove(found.onToken().get().identity());
            SecretKeys.wipe(found.object());
        } else {
            removeSessionObjects(entry -> entry.object() == found.object());
        }
    }

    /** Destroys the session's objects; those keys that were on a card which is gone are gone with it. */
    synchronized void sessionCloses(Session session) {
        removeSessionObjects(entry -> entry.owner() == session);
    }

    /**
     * Destroys private session objects and ends the handles of private token objects, PKCS#11 v2.40 section 5.6,
     * C_Logout.
     */
    synchronized void userLeaves() {
        removeSessionObjects(entry -> entry.object().isPrivate());
        tokenHandles.endPrivate();
    }

    @GuardedBy("this")
    private void removeSessionObjects(Predicate<SessionObject> which) {
        List<SessionObject> removed =
                sessionObjects.values().stream().filter(which).toList();
        sessionObjects.values().removeAll(removed);
        removed.forEach(entry -> SecretKeys.wipe(entry.object()));
        removed.stream()
                .map(SessionObject::object)
                .filter(object -> object.kind().isPrivateKey() && token.isPresent())
                .forEach(this::deleteKey);
    }

    /** A card that took the login away meanwhile refuses; the key is then out of reach, and goes with the power. */
    private void deleteKey(StoredObject object) {
        try {
            new KeyMaking(login.channel()).delete(object);
        } catch (CryptokiException e) {
            if (e.ckr() != Ckr.CKR_USER_NOT_LOGGED_IN) {
                throw e;
            }
        }
    }

    private ObjectWriter writer() {
        return new ObjectWriter(login.channel());
    }

    private Collection<TokenObject> tokenObjects() {
        List<TokenObject> all = new ArrayList<>(token.publicObjects().all());
        all.addAll(privateObjects());
        return all;
    }

    /** None where the card has taken the login away, as it does with the last wrong PIN: what is public can be seen all the same. */
    private List<TokenObject> privateObjectsStillOpen() {
        try {
            return privateObjects();
        } catch (CryptokiException e) {
            if (e.ckr() != Ckr.CKR_USER_NOT_LOGGED_IN) {
                throw e;
            }
            return List.of();
        }
    }

    private List<TokenObject> privateObjects() {
        return login.current().privateObjects().map(PrivateObjects::all).orElse(List.of());
    }
}
