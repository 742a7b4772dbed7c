package org.tokentwin.emulator.cryptoki.application;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.tokentwin.emulator.cryptoki.object.TokenObject;

/** The handles that one application has for objects on the token. They end with the object, those of private objects also with the login. */
final class TokenHandles {
    /** Above all handles that are made as they are needed. */
    private static final long STABLE = 0x1000_0000L;

    private static final int HIGH_MASK = 0xFFF;

    private final Handles handles;
    private final boolean stable;
    private final Map<String, Long> byIdentity = new HashMap<>();
    private final Set<String> privateIdentities = new HashSet<>();

    /** @param stable whether an object has the same handle in every application */
    TokenHandles(Handles handles, boolean stable) {
        this.handles = handles;
        this.stable = stable;
    }

    /** The object's handle, a new one where it has none yet. */
    long of(TokenObject object) {
        Long known = byIdentity.get(object.identity());
        if (known != null) {
            return known;
        }
        long handle = next(object.identity());
        put(object.identity(), handle, object.object().isPrivate());
        return handle;
    }

    /** A handle for an object that is known by this identity from now on. */
    long next(String identity) {
        if (!stable) {
            return handles.next();
        }
        int hash = identity.hashCode();
        long handle = STABLE | (long) (hash >>> Short.SIZE & HIGH_MASK) << Short.SIZE | (hash & 0xFFFF);
        while (byIdentity.containsValue(handle)) {
            handle++;
        }
        return handle;
    }

    void put(String identity, long handle, boolean isPrivate) {
        byIdentity.put(identity, handle);
        if (isPrivate) {
            privateIdentities.add(identity);
        }
    }

    void remove(String identity) {
        byIdentity.remove(identity);
        privateIdentities.remove(identity);
    }

    /** Forgets the objects that are on the token no more, no matter who destroyed them. Each of those that are has a handle. */
    void retain(Collection<TokenObject> objects) {
        if (byIdentity.size() > objects.size()) {
            Set<String> there = objects.stream().map(TokenObject::identity).collect(Collectors.toSet());
            byIdentity.keySet().retainAll(there);
            privateIdentities.retainAll(there);
        }
    }

    void endPrivate() {
        byIdentity.keySet().removeAll(privateIdentities);
        privateIdentities.clear();
    }
}
