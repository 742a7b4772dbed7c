package org.tokentwin.emulator.issuer;

import java.security.PublicKey;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What the key of an e-Cert is for, as its key usage says. */
public enum EcertUsage {
    /** Signatures and, with RSA, encryption: Hongkong Post's e-Cert has one key for both. */
    BOTH,
    /** Signatures only. */
    SIGNING,
    /** Encryption only. */
    ENCRYPTION;

    /** Key encipherment is for keys that encipher: RFC 8813 section 3 has key agreement for elliptic curves. */
    KeyUsage extension(PublicKey key) {
        boolean rsa = key.getAlgorithm().equals("RSA");
        return new KeyUsage(
                switch (this) {
                    case BOTH -> rsa ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment : KeyUsage.digitalSignature;
                    case SIGNING -> KeyUsage.digitalSignature;
                    case ENCRYPTION -> rsa ? KeyUsage.keyEncipherment : KeyUsage.keyAgreement;
                });
    }
}
