package org.tokentwin.emulator.cryptoki.object;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.mechanism.NamedCurve;
import org.tokentwin.emulator.cryptoki.token.ImportedKey;

/**
 * A private key's value in a template for {@code C_CreateObject}, on its way to the card.
 *
 * @param key what the card imports
 * @param publicPart the attributes that anyone who sees the object may read
 */
record PrivateKeyValues(ImportedKey key, List<Attribute> publicPart) {
    /**
     * @throws CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} for a number that no key has, {@code CKR_TEMPLATE_INCONSISTENT} for numbers
     *     that belong to different keys, {@code CKR_CURVE_NOT_SUPPORTED}
     */
    static PrivateKeyValues of(ObjectKind kind, StoredObject template) {
        return kind.isRsa() ? ofRsa(template) : ofEc(template);
    }

    /** The object without its key's value. */
    StoredObject publicPartOf(StoredObject template) {
        List<Attribute> kept = new ArrayList<>(template.attributes());
        kept.removeIf(attribute ->
                template.kind().rule(attribute.type()).orElseThrow().is(Trait.SECRET));
        return new StoredObject(template.kind(), kept, StoredObject.NO_KEY).with(publicPart);
    }

    private static PrivateKeyValues ofRsa(StoredObject template) {
        RsaNumbers numbers = RsaNumbers.of(template);
        return new PrivateKeyValues(
                numbers.key(),
                List.of(
                        Attribute.of(Cka.CKA_PUBLIC_EXPONENT, Unsigned.bytes(numbers.e())),
                        Attribute.of(Cka.CKA_PUBLIC_KEY_INFO, PublicKeyInfo.ofRsa(numbers.n(), numbers.e()))));
    }

    private static PrivateKeyValues ofEc(StoredObject template) {
        NamedCurve curve = NamedCurve.of(template.value(Cka.CKA_EC_PARAMS));
        X9ECParameters domain = ECNamedCurveTable.getByOID(ASN1ObjectIdentifier.getInstance(curve.ecParams()));
        BigInteger scalar = Unsigned.of(template.value(Cka.CKA_VALUE));
        if (scalar.signum() == 0 || scalar.compareTo(domain.getN()) >= 0) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "CKA_VALUE is no private key of " + curve);
        }
        byte[] point = domain.getG().multiply(scalar).normalize().getEncoded(false);
        return new PrivateKeyValues(
                ImportedKey.ec(curve.bits(), Unsigned.bytes(scalar, curve.orderLength()), point),
                List.of(Attribute.of(Cka.CKA_PUBLIC_KEY_INFO, PublicKeyInfo.ofEc(curve, point))));
    }
}
