package org.tokentwin.emulator.issuer;

import java.util.Map;
import java.util.OptionalInt;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.operator.DefaultSecretKeySizeProvider;

/** The ciphers that OpenSSL encrypts keys with beyond those that Bouncy Castle knows the key's length of. */
final class KeyLengths {
    static final int MOST_BYTES = 64;

    private static final ASN1ObjectIdentifier BLOWFISH_CBC = new ASN1ObjectIdentifier("1.3.6.1.4.1.3029.1.2");
    private static final ASN1ObjectIdentifier CAMELLIA = new ASN1ObjectIdentifier("0.3.4401.5.3.1.9");
    private static final ASN1ObjectIdentifier ARIA = new ASN1ObjectIdentifier("1.2.410.200046.1.1");
    /** By the last arc modulo {@link #CAMELLIA_STEP}. */
    private static final Map<Integer, String> CAMELLIA_MODES = Map.of(3, "OFB", 4, "CFB");

    private static final int AES_STEP = 20;
    private static final int CAMELLIA_STEP = 20;
    private static final int ARIA_STEP = 5;

    private KeyLengths() {}

    /** Empty for a cipher that is not read. */
    static OptionalInt bits(ASN1ObjectIdentifier cipher) {
        int known = DefaultSecretKeySizeProvider.INSTANCE.getKeySize(cipher);
        if (known > 0) {
            return OptionalInt.of(known);
        }
        if (cipher.on(NISTObjectIdentifiers.aes)) {
            return stepped(lastArc(cipher) / AES_STEP);
        }
        if (cipher.on(CAMELLIA)) {
            return stepped(lastArc(cipher) / CAMELLIA_STEP);
        }
        if (cipher.on(ARIA)) {
            return stepped((lastArc(cipher) - 1) / ARIA_STEP);
        }
        return cipher.equals(BLOWFISH_CBC) || cipher.equals(PKCSObjectIdentifiers.RC2_CBC)
                ? stepped(0)
                : OptionalInt.empty();
    }

    /** AES, Camellia and ARIA each give their ciphers numbers that rise with the key: 128, 192, 256 bits. */
    private static OptionalInt stepped(int step) {
        return step > 2 ? OptionalInt.empty() : OptionalInt.of(128 + 64 * step);
    }

    /** The name under which the provider has a cipher: its object identifier, but for those that it has under none, or without padding. */
    static String transformation(ASN1ObjectIdentifier cipher) {
        if (cipher.equals(BLOWFISH_CBC)) {
            return "Blowfish/CBC/PKCS5Padding";
        }
        if (cipher.equals(PKCSObjectIdentifiers.RC2_CBC)) {
            return "RC2/CBC/PKCS5Padding";
        }
        String mode = cipher.on(CAMELLIA) ? CAMELLIA_MODES.get(lastArc(cipher) % CAMELLIA_STEP) : null;
        return mode == null ? cipher.getId() : "Camellia/" + mode + "/NoPadding";
    }

    private static int lastArc(ASN1ObjectIdentifier identifier) {
        String id = identifier.getId();
        String last = id.substring(id.lastIndexOf('.') + 1);
        return last.length() > 3 ? Integer.MAX_VALUE : Integer.parseInt(last);
    }
}
