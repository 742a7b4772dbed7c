package org.tokentwin.client.x509;

import java.security.PublicKey;
import java.util.Optional;
import java.util.OptionalInt;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;

/**
 * What a certificate with id-RSASSA-PSS allows its key, RFC 4055 section 3.1: PSS only, with one hash and a salt of some length where it
 * has parameters.
 *
 * @param hash its name, as {@code SHA256}; empty for any
 * @param shortestSalt in bytes; empty for any
 */
public record PssRestriction(Optional<String> hash, OptionalInt shortestSalt) {
    /** Empty for a key of another kind, rsaEncryption among them. */
    public static Optional<PssRestriction> of(PublicKey key) {
        AlgorithmIdentifier algorithm =
                SubjectPublicKeyInfo.getInstance(key.getEncoded()).getAlgorithm();
        if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            return Optional.empty();
        }
        ASN1Encodable parameters = algorithm.getParameters();
        if (parameters == null || DERNull.INSTANCE.equals(parameters)) {
            return Optional.of(new PssRestriction(Optional.empty(), OptionalInt.empty()));
        }
        RSASSAPSSparams restricted = RSASSAPSSparams.getInstance(parameters);
        String hash = new DefaultAlgorithmNameFinder()
                .getAlgorithmName(restricted.getHashAlgorithm().getAlgorithm())
                .replace("-", "");
        return Optional.of(new PssRestriction(
                Optional.of(hash), OptionalInt.of(restricted.getSaltLength().intValueExact())));
    }
}
