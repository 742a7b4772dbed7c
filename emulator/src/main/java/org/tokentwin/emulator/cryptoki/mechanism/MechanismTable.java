package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_DECRYPT;
import static org.tokentwin.cryptoki.Ckf.CKF_DIGEST;
import static org.tokentwin.cryptoki.Ckf.CKF_EC_F_P;
import static org.tokentwin.cryptoki.Ckf.CKF_EC_NAMEDCURVE;
import static org.tokentwin.cryptoki.Ckf.CKF_EC_UNCOMPRESS;
import static org.tokentwin.cryptoki.Ckf.CKF_ENCRYPT;
import static org.tokentwin.cryptoki.Ckf.CKF_GENERATE_KEY_PAIR;
import static org.tokentwin.cryptoki.Ckf.CKF_HW;
import static org.tokentwin.cryptoki.Ckf.CKF_SIGN;
import static org.tokentwin.cryptoki.Ckf.CKF_SIGN_RECOVER;
import static org.tokentwin.cryptoki.Ckf.CKF_VERIFY;
import static org.tokentwin.cryptoki.Ckf.CKF_VERIFY_RECOVER;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tokentwin.cryptoki.Ckm;

/** All mechanisms of this module, in the order in which they are listed. */
final class MechanismTable {
    /** The type of a mechanism's key. */
    enum KeyType {
        NONE,
        RSA,
        EC
    }

    /** What a mechanism does with its key. */
    enum Scheme {
        DIGEST(KeyType.NONE),
        RSA_KEY_PAIR_GENERATION(KeyType.RSA),
        RSA_PKCS(KeyType.RSA),
        RSA_X_509(KeyType.RSA),
        RSA_OAEP(KeyType.RSA),
        RSA_PSS(KeyType.RSA),
        EC_KEY_PAIR_GENERATION(KeyType.EC),
        ECDSA(KeyType.EC);

        private final KeyType keyType;

        Scheme(KeyType keyType) {
            this.keyType = keyType;
        }

        KeyType keyType() {
            return keyType;
        }
    }

    /**
     * A mechanism.
     *
     * @param type {@code CKM_*}
     * @param hash what it hashes with, if it does
     * @param flags of its {@code CK_MECHANISM_INFO}; {@code CKF_HW} where it uses a private key, which is the card's
     */
    record Row(long type, Scheme scheme, Optional<Hash> hash, long flags) {
        Row(long type, Scheme scheme, long flags) {
            this(type, scheme, Optional.empty(), flags);
        }

        Row(long type, Scheme scheme, Hash hash, long flags) {
            this(type, scheme, Optional.of(hash), flags);
        }
    }

    private static final long SIGNATURE = CKF_HW | CKF_SIGN | CKF_VERIFY;
    private static final long CIPHER = CKF_HW | CKF_ENCRYPT | CKF_DECRYPT;
    private static final long ALL = SIGNATURE | CIPHER | CKF_SIGN_RECOVER | CKF_VERIFY_RECOVER;
    private static final long CURVES = CKF_EC_F_P | CKF_EC_NAMEDCURVE | CKF_EC_UNCOMPRESS;

    static final List<Row> ROWS = List.of(
            new Row(Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN, Scheme.RSA_KEY_PAIR_GENERATION, CKF_HW | CKF_GENERATE_KEY_PAIR),
            new Row(Ckm.CKM_RSA_PKCS, Scheme.RSA_PKCS, ALL),
            new Row(Ckm.CKM_RSA_X_509, Scheme.RSA_X_509, ALL),
            new Row(Ckm.CKM_RSA_PKCS_OAEP, Scheme.RSA_OAEP, CIPHER),
            new Row(Ckm.CKM_RSA_PKCS_PSS, Scheme.RSA_PSS, SIGNATURE),
            new Row(Ckm.CKM_SHA1_RSA_PKCS, Scheme.RSA_PKCS, Hash.SHA_1, SIGNATURE),
            new Row(Ckm.CKM_SHA224_RSA_PKCS, Scheme.RSA_PKCS, Hash.SHA_224, SIGNATURE),
            new Row(Ckm.CKM_SHA256_RSA_PKCS, Scheme.RSA_PKCS, Hash.SHA_256, SIGNATURE),
            new Row(Ckm.CKM_SHA384_RSA_PKCS, Scheme.RSA_PKCS, Hash.SHA_384, SIGNATURE),
            new Row(Ckm.CKM_SHA512_RSA_PKCS, Scheme.RSA_PKCS, Hash.SHA_512, SIGNATURE),
            new Row(Ckm.CKM_SHA1_RSA_PKCS_PSS, Scheme.RSA_PSS, Hash.SHA_1, SIGNATURE),
            new Row(Ckm.CKM_SHA224_RSA_PKCS_PSS, Scheme.RSA_PSS, Hash.SHA_224, SIGNATURE),
            new Row(Ckm.CKM_SHA256_RSA_PKCS_PSS, Scheme.RSA_PSS, Hash.SHA_256, SIGNATURE),
            new Row(Ckm.CKM_SHA384_RSA_PKCS_PSS, Scheme.RSA_PSS, Hash.SHA_384, SIGNATURE),
            new Row(Ckm.CKM_SHA512_RSA_PKCS_PSS, Scheme.RSA_PSS, Hash.SHA_512, SIGNATURE),
            new Row(Ckm.CKM_EC_KEY_PAIR_GEN, Scheme.EC_KEY_PAIR_GENERATION, CKF_HW | CKF_GENERATE_KEY_PAIR | CURVES),
            new Row(Ckm.CKM_ECDSA, Scheme.ECDSA, SIGNATURE | CURVES),
            new Row(Ckm.CKM_ECDSA_SHA1, Scheme.ECDSA, Hash.SHA_1, SIGNATURE | CURVES),
            new Row(Ckm.CKM_ECDSA_SHA224, Scheme.ECDSA, Hash.SHA_224, SIGNATURE | CURVES),
            new Row(Ckm.CKM_ECDSA_SHA256, Scheme.ECDSA, Hash.SHA_256, SIGNATURE | CURVES),
            new Row(Ckm.CKM_ECDSA_SHA384, Scheme.ECDSA, Hash.SHA_384, SIGNATURE | CURVES),
            new Row(Ckm.CKM_ECDSA_SHA512, Scheme.ECDSA, Hash.SHA_512, SIGNATURE | CURVES),
            new Row(Ckm.CKM_SHA_1, Scheme.DIGEST, Hash.SHA_1, CKF_DIGEST),
            new Row(Ckm.CKM_SHA224, Scheme.DIGEST, Hash.SHA_224, CKF_DIGEST),
            new Row(Ckm.CKM_SHA256, Scheme.DIGEST, Hash.SHA_256, CKF_DIGEST),
            new Row(Ckm.CKM_SHA384, Scheme.DIGEST, Hash.SHA_384, CKF_DIGEST),
            new Row(Ckm.CKM_SHA512, Scheme.DIGEST, Hash.SHA_512, CKF_DIGEST));

    /** Their types, looked up with each call that comes by p11-kit. */
    static final Set<Long> TYPES = ROWS.stream().map(Row::type).collect(Collectors.toUnmodifiableSet());

    private MechanismTable() {}
}
