package org.tokentwin.emulator.cryptoki.object;

import java.io.IOException;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.mechanism.NamedCurve;
import org.tokentwin.emulator.cryptoki.token.AccessCondition;
import org.tokentwin.emulator.cryptoki.token.CardKeys;
import org.tokentwin.emulator.cryptoki.token.GeneratedKey;
import org.tokentwin.emulator.cryptoki.token.KeyUsage;
import org.tokentwin.emulator.cryptoki.token.Pins;
import org.tokentwin.emulator.cryptoki.token.TokenChannel;

/** Private keys come onto the card: generated there, or imported. */
public final class KeyMaking {
    private static final byte[] F4 = {1, 0, 1};

    private final CardKeys keys;
    private final Pins pins;

    /** @param channel with the status that the card asks for */
    public KeyMaking(TokenChannel channel) {
        this.keys = new CardKeys(channel);
        this.pins = new Pins(channel);
    }

    /**
     * Imports a new object's private key.
     *
     * @return the object with its key's reference
     */
    public StoredObject imported(NewObject made) {
        StoredObject object = made.object();
        return made.key()
                .map(key -> object.withKeyReference(keys.importKey(object.isToken(), usage(object), key)))
                .orElse(object);
    }

    /**
     * Makes the pair that {@link PairTemplate} describes.
     *
     * @param range that the key's size must be in
     * @throws CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} for a size out of range or an exponent that the card does not take
     */
    public KeyPairObjects generated(PairTemplate pair, Mechanism mechanism, MechanismInfo range) {
        boolean rsa = pair.publicKey().kind().isRsa();
        KeyPairObjects made = rsa ? generateRsa(pair, range) : generateEc(pair, range);
        List<Attribute> origin = List.of(
                Attribute.ofBoolean(Cka.CKA_LOCAL, true),
                Attribute.ofUlong(Cka.CKA_KEY_GEN_MECHANISM, mechanism.type()));
        List<Attribute> always = List.of(
                Attribute.ofBoolean(Cka.CKA_ALWAYS_SENSITIVE, true),
                Attribute.ofBoolean(Cka.CKA_NEVER_EXTRACTABLE, true));
        return new KeyPairObjects(
                made.publicKey().with(origin), made.privateKey().with(origin).with(always));
    }

    /** Deletes a key that was never finished, or that its session leaves behind. */
    public void delete(StoredObject object) {
        keys.delete(object.keyReference());
    }

    private KeyPairObjects generateRsa(PairTemplate pair, MechanismInfo range) {
        long bits = pair.publicKey().get(Cka.CKA_MODULUS_BITS).orElseThrow().asUlong();
        if (bits < range.minKeySize() || bits > range.maxKeySize() || bits % 256 != 0) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "no RSA keys of " + bits + " bits");
        }
        byte[] exponent = exponent(pair.publicKey());
        StoredObject template = pair.privateKey();
        GeneratedKey key = keys.generateRsa(template.isToken(), usage(template), (int) bits, exponent);
        List<Attribute> values = List.of(
                Attribute.of(Cka.CKA_MODULUS, Unsigned.bytes(Unsigned.of(key.modulus()))),
                Attribute.of(Cka.CKA_PUBLIC_EXPONENT, Unsigned.bytes(Unsigned.of(key.exponent()))));
        return pairOf(key, pair.publicKey().with(values), template.with(values));
    }

    private KeyPairObjects generateEc(PairTemplate pair, MechanismInfo range) {
        byte[] ecParams = pair.publicKey().value(Cka.CKA_EC_PARAMS);
        int bits = NamedCurve.of(ecParams).bits();
        if (bits < range.minKeySize() || bits > range.maxKeySize()) {
            throw new CryptokiException(Ckr.CKR_CURVE_NOT_SUPPORTED, "no EC keys of " + bits + " bits");
        }
        StoredObject template = pair.privateKey();
        GeneratedKey key = keys.generateEc(template.isToken(), usage(template), bits);
        return pairOf(
                key,
                pair.publicKey().with(Attribute.of(Cka.CKA_EC_POINT, octetString(key.point()))),
                template.with(Attribute.of(Cka.CKA_EC_PARAMS, ecParams)));
    }

    private static KeyPairObjects pairOf(GeneratedKey key, StoredObject publicPart, StoredObject privatePart) {
        StoredObject publicKey = DerivedValues.of(publicPart);
        Attribute info = publicKey.get(Cka.CKA_PUBLIC_KEY_INFO).orElseThrow();
        return new KeyPairObjects(publicKey, privatePart.with(info).withKeyReference(key.reference()));
    }

    private static byte[] exponent(StoredObject publicKey) {
        return publicKey
                .get(Cka.CKA_PUBLIC_EXPONENT)
                .map(Attribute::value)
                .map(given -> Unsigned.bytes(Unsigned.of(given)))
                .orElse(F4);
    }

    private KeyUsage usage(StoredObject object) {
        return new KeyUsage(
                condition(object),
                object.flag(Cka.CKA_SIGN) || object.flag(Cka.CKA_SIGN_RECOVER),
                object.flag(Cka.CKA_DECRYPT) || object.flag(Cka.CKA_UNWRAP),
                object.flag(Cka.CKA_DERIVE));
    }

    /** A key that wants the PIN for each use wants the signature PIN, where the card has one. */
    private AccessCondition condition(StoredObject object) {
        if (!object.isPrivate()) {
            return AccessCondition.ALWAYS;
        }
        boolean signature = object.flag(Cka.CKA_ALWAYS_AUTHENTICATE)
                && pins.status(PinReference.SIGNATURE).exists();
        return signature ? AccessCondition.SIGNATURE : AccessCondition.USER;
    }

    private static byte[] octetString(byte[] octets) {
        try {
            return new DEROctetString(octets).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("an octet string always has an encoding", e);
        }
    }
}
