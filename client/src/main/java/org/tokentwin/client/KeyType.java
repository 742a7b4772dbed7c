package org.tokentwin.client;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** The types of keys that the client signs with, and their CKK. */
public enum KeyType {
    RSA(0x0),
    EC(0x3),
    OTHER(-1);

    private final long ckk;

    KeyType(long ckk) {
        this.ckk = ckk;
    }

    long ckk() {
        return ckk;
    }

    static KeyType of(long ckk) {
        for (KeyType type : values()) {
            if (type.ckk == ckk) {
                return type;
            }
        }
        return OTHER;
    }

    public static KeyType of(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> RSA;
            case ECPublicKey ec -> EC;
            default -> OTHER;
        };
    }
}
