package org.tokentwin.emulator.desk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who may come in: a browser that has the cookie, which it gets once for the secret of a link. The path is secret too, since a browser sends cookies
 * to every port of this machine, and by their path only to this server. Safe for use by many threads.
 */
final class DeskDoor {
    /** Bytes of a key from which path and cookie are made. */
    static final int KEY_BYTES = 32;

    private static final int SECRET_BYTES = 16;

    /** Links that were given out and not used; of more, the oldest is good no more. */
    private static final int MOST_LINKS = 16;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecureRandom random = new SecureRandom();

    @GuardedBy("this")
    private final Deque<String> secrets = new ArrayDeque<>();

    private final String path;
    private final String cookie;

    /** @param key the same one lets a browser in again after the server was restarted */
    DeskDoor(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a desk's key has " + KEY_BYTES + " bytes");
        }
        path = derived(key, "path");
        cookie = derived(key, "cookie");
    }

    private static String derived(byte[] key, String use) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] whole = mac.doFinal(use.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, SECRET_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** The part of every address that only those know who were let in. */
    String path() {
        return path;
    }

    String cookie() {
        return cookie;
    }

    /** Returns a secret that lets one browser in, once. */
    synchronized String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        if (secrets.size() == MOST_LINKS) {
            secrets.removeFirst();
        }
        secrets.addLast(secret);
        return secret;
    }

    /** Whether a secret was given out, and not taken before. */
    synchronized boolean take(String secret) {
        return secrets.removeIf(each -> same(each, secret));
    }

    boolean isCookie(String value) {
        return same(cookie, value);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
