package org.tokentwin.emulator.cryptoki.object;

import java.util.Arrays;
import java.util.Optional;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** Checks the values of public objects, and adds those attributes that follow from others. */
final class DerivedValues {
    private static final int CHECK_VALUE_LENGTH = 3;

    private DerivedValues() {}

    /**
     * The object with its derived attributes.
     *
     * @throws CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} for a key, certificate or derived value that is wrong, {@code
     *     CKR_CURVE_NOT_SUPPORTED}
     */
    static StoredObject of(StoredObject object) {
        return switch (object.kind()) {
            case X_509_CERTIFICATE -> ofCertificate(object);
            case RSA_PUBLIC_KEY -> ofRsaPublicKey(object);
            case EC_PUBLIC_KEY -> ofPublicKey(object);
            default -> object;
        };
    }

    private static StoredObject ofRsaPublicKey(StoredObject object) {
        long bits = Unsigned.of(object.value(Cka.CKA_MODULUS)).bitLength();
        return ofPublicKey(object).with(Attribute.ofUlong(Cka.CKA_MODULUS_BITS, bits));
    }

    private static StoredObject ofPublicKey(StoredObject object) {
        return derived(object, Cka.CKA_PUBLIC_KEY_INFO, PublicKeyInfo.of(object));
    }

    private static StoredObject ofCertificate(StoredObject object) {
        byte[] value = object.value(Cka.CKA_VALUE);
        if (value.length == 0) {
            requireUrl(object);
            return object;
        }
        byte[] keyInfo = PublicKeyInfo.ofCertificate(value);
        StoredObject complete = derived(object, Cka.CKA_PUBLIC_KEY_INFO, keyInfo);
        boolean without = object.get(Cka.CKA_CHECK_VALUE)
                .filter(given -> given.length() == 0)
                .isPresent();
        return without ? complete : derived(complete, Cka.CKA_CHECK_VALUE, checkValue(value));
    }

    /** A certificate that lies elsewhere: section 4.6.3, on {@code CKA_URL}. */
    private static void requireUrl(StoredObject object) {
        if (object.value(Cka.CKA_URL).length == 0) {
            throw new CryptokiException(
                    Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "neither CKA_VALUE nor CKA_URL says where it is");
        }
        if (object.value(Cka.CKA_HASH_OF_SUBJECT_PUBLIC_KEY).length == 0
                || object.value(Cka.CKA_HASH_OF_ISSUER_PUBLIC_KEY).length == 0) {
            throw new CryptokiException(Ckr.CKR_TEMPLATE_INCOMPLETE, "CKA_URL without the hashes of both public keys");
        }
    }

    static StoredObject derived(StoredObject object, long type, byte[] value) {
        Attribute right = Attribute.of(type, value);
        Optional<Attribute> given = object.get(type).filter(attribute -> attribute.length() > 0);
        if (given.isPresent() && !given.get().matches(right)) {
            throw new CryptokiException(
                    Ckr.CKR_ATTRIBUTE_VALUE_INVALID, Cka.name(type) + " does not follow from the object");
        }
        return object.with(right);
    }

    /** The first bytes of the value's SHA-1, section 4.6.2. */
    private static byte[] checkValue(byte[] value) {
        return Arrays.copyOf(Sha1.of(value), CHECK_VALUE_LENGTH);
    }
}
