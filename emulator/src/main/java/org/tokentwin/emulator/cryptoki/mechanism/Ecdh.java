package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_DERIVE;
import static org.tokentwin.cryptoki.Ckf.CKF_HW;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.crypto.generators.KDF2BytesGenerator;
import org.bouncycastle.crypto.params.KDFParameters;
import org.tokentwin.cryptoki.Ckd;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/**
 * Elliptic curve Diffie-Hellman, mechanisms v2.40 section 2.3.8: the card multiplies, the host derives. The curves here have the cofactor 1, so that both
 * mechanisms make the same.
 */
final class Ecdh extends MechanismFamily {
    private static final Map<Long, Hash> KDFS = Map.of(
            Ckd.CKD_SHA1_KDF, Hash.SHA_1,
            Ckd.CKD_SHA224_KDF, Hash.SHA_224,
            Ckd.CKD_SHA256_KDF, Hash.SHA_256,
            Ckd.CKD_SHA384_KDF, Hash.SHA_384,
            Ckd.CKD_SHA512_KDF, Hash.SHA_512,
            Ckd.CKD_SHA3_224_KDF, Hash.SHA3_224,
            Ckd.CKD_SHA3_256_KDF, Hash.SHA3_256,
            Ckd.CKD_SHA3_384_KDF, Hash.SHA3_384,
            Ckd.CKD_SHA3_512_KDF, Hash.SHA3_512);

    @Override
    List<Row> rows() {
        return List.of(
                new Row(Ckm.CKM_ECDH1_DERIVE, CKF_HW | CKF_DERIVE | Ecdsa.CURVES),
                new Row(Ckm.CKM_ECDH1_COFACTOR_DERIVE, CKF_HW | CKF_DERIVE | Ecdsa.CURVES));
    }

    @Override
    MechanismInfo info(Row row, KeySizes sizes) {
        return sizes.ecInfo(row.flags());
    }

    /** A generic secret at least is what comes of it. */
    @Override
    Set<SecretKeyType> keyTypes() {
        return Set.of(SecretKeyType.GENERIC_SECRET);
    }

    @Override
    byte[] derive(Use use, KeyInUse key, Optional<Integer> bytes) {
        PrivateKeyOnCard.Ec ec = use.sizes().ecOnCard(key);
        MechanismParameter.Structured given = Parameters.structure(use.parameter(), Structure.CK_ECDH1_DERIVE_PARAMS);
        long kdf = given.ulong("kdf");
        byte[] shared = given.bytes("pSharedData");
        Optional<Hash> hash = Optional.ofNullable(KDFS.get(kdf)).filter(use.hashes()::contains);
        if (kdf != Ckd.CKD_NULL && hash.isEmpty()) {
            throw Parameters.invalid("no key derivation function: " + Ckd.name(kdf));
        }
        if (kdf == Ckd.CKD_NULL && shared.length > 0) {
            throw Parameters.invalid("shared data without a key derivation function");
        }
        byte[] secret = ec.agree(point(NamedCurve.of(ec.ecParams()), given.bytes("pPublicData")));
        try {
            return hash.map(each -> derived(each, secret, shared, bytes)).orElseGet(() -> end(secret, bytes));
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** The other side's point, as it is or in an OCTET STRING. One that is not on the curve would tell the private key, bit by bit. */
    private static byte[] point(NamedCurve curve, byte[] publicData) {
        try {
            boolean wrapped = publicData.length != curve.pointLength();
            byte[] point = wrapped ? ASN1OctetString.getInstance(publicData).getOctets() : publicData;
            return curve.requirePoint(point);
        } catch (IllegalArgumentException e) {
            throw Parameters.invalid("the public data is no point on " + curve);
        }
    }

    /** The last bytes: what is too long is cut at its beginning. */
    private static byte[] end(byte[] secret, Optional<Integer> bytes) {
        int length = bytes.orElse(secret.length);
        if (length > secret.length) {
            throw new CryptokiException(
                    Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "the shared secret has " + secret.length + " bytes only");
        }
        return Arrays.copyOfRange(secret, secret.length - length, secret.length);
    }

    private static byte[] derived(Hash hash, byte[] secret, byte[] shared, Optional<Integer> bytes) {
        int length =
                bytes.orElseThrow(() -> new CryptokiException(Ckr.CKR_TEMPLATE_INCOMPLETE, "CKA_VALUE_LEN is missing"));
        KDF2BytesGenerator generator = new KDF2BytesGenerator(hash.newDigest());
        generator.init(new KDFParameters(secret, shared));
        byte[] key = new byte[length];
        generator.generateBytes(key, 0, length);
        return key;
    }
}
