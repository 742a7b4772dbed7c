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
    private final Handles handles;
    private final Map<String, Long> byIdentity = new HashMap<>();
    private final Set<String> privateIdentities = new HashSet<>();

    TokenHandles(Handles handles) {
        this.handles = handles;
    }

    /** The object's handle, a new one where it has none yet. */
    long of(TokenObject object) {
        Long known = byIdentity.get(object.identity());
        if (known != null) {
            return known;
        }
        long handle = handles.next();
        put(object.identity(), handle, object.object().isPrivate());
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

    /** Forgets the objects that are on the token no more, whoever destroyed them. Each of those that are has a handle. */
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
