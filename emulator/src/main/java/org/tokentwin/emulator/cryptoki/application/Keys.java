package org.tokentwin.emulator.cryptoki.application;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.Function;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.mechanism.KeyInUse;
import org.tokentwin.emulator.cryptoki.mechanism.PrivateKeyOnCard;
import org.tokentwin.emulator.cryptoki.mechanism.PublicKeyOnHost;
import org.tokentwin.emulator.cryptoki.mechanism.SecretKeyOnHost;
import org.tokentwin.emulator.cryptoki.object.ObjectKind;
import org.tokentwin.emulator.cryptoki.object.SecretKeys;
import org.tokentwin.emulator.cryptoki.object.StoredObject;
import org.tokentwin.emulator.cryptoki.token.OnCard;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;

/** Keys as operations use them, looked up for one use, which their attributes have to permit. */
final class Keys {
    private Keys() {}

    /**
     * A key for an operation.
     *
     * @param classes of objects that the operation takes
     * @param usage the flag that must be true
     * @throws CryptokiException {@code CKR_KEY_HANDLE_INVALID} if there is no such object or none that may be seen, {@code CKR_PIN_EXPIRED} where
     *     it might be seen with another PIN, {@code CKR_KEY_TYPE_INCONSISTENT}, {@code CKR_KEY_FUNCTION_NOT_PERMITTED}, {@code
     *     CKR_MECHANISM_INVALID} where {@code CKA_ALLOWED_MECHANISMS} does not list the mechanism
     */
    static StoredObject find(Session session, long handle, Set<Long> classes, long usage, Mechanism mechanism) {
        StoredObject key = find(session, handle);
        long objectClass = key.kind().objectClass();
        if (!classes.contains(objectClass)) {
            throw new CryptokiException(
                    Ckr.CKR_KEY_TYPE_INCONSISTENT, "this is not done with a " + Cko.name(objectClass));
        }
        if (!key.flag(usage)) {
            throw new CryptokiException(Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED, Cka.name(usage) + " is false");
        }
        if (!allows(key, mechanism)) {
            throw new CryptokiException(Ckr.CKR_MECHANISM_INVALID, "the key does not allow " + mechanism);
        }
        return key;
    }

    /** An object whose handle is a key's, else as above. */
    static StoredObject find(Session session, long handle) {
        return session.token()
                .objects()
                .find(handle)
                .orElseThrow(() -> notFound(session))
                .object();
    }

    /** Does something with a key. */
    static <T> T with(Session session, StoredObject key, Function<KeyInUse, T> use) {
        if (key.kind().isSecretKey()) {
            try (SecretKeyOnHost secret = SecretKeys.onHost(key)) {
                return use.apply(secret);
            }
        }
        return use.apply(key.kind().isPrivateKey() ? onCard(session, key) : onHost(key));
    }

    private static PrivateKeyOnCard onCard(Session session, StoredObject key) {
        TokenLogin login = session.token().login();
        TokenChannel channel = key.isPrivate()
                ? login.channel()
                : session.token().token().card().publicChannel();
        return key.kind() == ObjectKind.RSA_PRIVATE_KEY
                ? OnCard.rsa(
                        channel, key.keyReference(), key.value(Cka.CKA_MODULUS), key.value(Cka.CKA_PUBLIC_EXPONENT))
                : OnCard.ec(channel, key.keyReference(), key.value(Cka.CKA_EC_PARAMS));
    }

    private static PublicKeyOnHost onHost(StoredObject key) {
        return key.kind() == ObjectKind.RSA_PUBLIC_KEY
                ? PublicKeyOnHost.rsa(key.value(Cka.CKA_MODULUS), key.value(Cka.CKA_PUBLIC_EXPONENT))
                : PublicKeyOnHost.ec(key.value(Cka.CKA_EC_PARAMS), key.value(Cka.CKA_EC_POINT));
    }

    private static boolean allows(StoredObject key, Mechanism mechanism) {
        return key.get(Cka.CKA_ALLOWED_MECHANISMS)
                .map(list -> {
                    ByteBuffer types = ByteBuffer.wrap(list.value());
                    while (types.remaining() >= Long.BYTES) {
                        if (types.getLong() == mechanism.type()) {
                            return true;
                        }
                    }
                    return list.length() == 0;
                })
                .orElse(true);
    }

    private static CryptokiException notFound(Session session) {
        boolean expired = session.token().login().current().expired();
        return new CryptokiException(
                expired ? Ckr.CKR_PIN_EXPIRED : Ckr.CKR_KEY_HANDLE_INVALID, "there is no such key");
    }
}
