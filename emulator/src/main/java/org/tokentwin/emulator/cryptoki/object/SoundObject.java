package org.tokentwin.emulator.cryptoki.object;

import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.mechanism.NamedCurve;

/**
 * What a file must say for its object to be one. Any program with the PIN can write such files through a card reader, so nothing is taken for
 * granted that this module's own writing would see to.
 */
final class SoundObject {
    private SoundObject() {}

    /**
     * @param isPrivate whether the file is one that the user alone reads
     * @param secretKeys whether the token holds secret keys
     * @throws CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} and its like, which say what is wrong
     */
    static void require(ObjectFile file, boolean isPrivate, boolean secretKeys) {
        StoredObject object = file.object();
        object.attributes().forEach(AttributeForm::check);
        require(object.isToken(), "CKA_TOKEN is not CK_TRUE");
        require(object.isPrivate() == isPrivate, "CKA_PRIVATE is not what the file's name says");
        require(
                object.kind().isPrivateKey() == (object.keyReference() != StoredObject.NO_KEY),
                "a key reference goes with a private key, and with nothing else");
        boolean hasCertificateFile = file.certificateFile() != TokenObject.NO_FILE;
        require(
                !hasCertificateFile || object.kind() == ObjectKind.X_509_CERTIFICATE,
                "a certificate's file goes with a certificate, and with nothing else");
        object.kind().rules().stream()
                .filter(rule -> rule.is(Trait.NEEDED_TO_CREATE) && !rule.is(Trait.SECRET))
                .filter(rule -> rule.type() != Cka.CKA_VALUE
                        || !(hasCertificateFile || object.kind().isSecretKey()))
                .forEach(rule -> object.value(rule.type()));
        require(!object.kind().isSecretKey() || (isPrivate && secretKeys), "no secret key lies here");
        requireKey(object);
    }

    private static void requireKey(StoredObject object) {
        switch (object.kind()) {
            case RSA_PUBLIC_KEY, RSA_PRIVATE_KEY ->
                require(
                        Unsigned.of(object.value(Cka.CKA_MODULUS)).signum() > 0
                                && Unsigned.of(object.value(Cka.CKA_PUBLIC_EXPONENT))
                                                .signum()
                                        > 0,
                        "no RSA key's numbers");
            case EC_PUBLIC_KEY, EC_PRIVATE_KEY -> NamedCurve.of(object.value(Cka.CKA_EC_PARAMS));
            case DATA, X_509_CERTIFICATE -> {}
            default -> SecretKeys.requireSound(object);
        }
    }

    private static void require(boolean condition, String why) {
        if (!condition) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, why);
        }
    }
}
