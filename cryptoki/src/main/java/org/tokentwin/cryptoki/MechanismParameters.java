package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.Ckm.*;
import static org.tokentwin.cryptoki.Structure.*;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which structure a mechanism takes as its parameter, PKCS#11 v3.2 section 6. A mechanism that is not here takes none, bytes as they are (such as an
 * initialisation vector), or a structure that {@link Structure} does not have.
 */
public final class MechanismParameters {
    private static final Map<Long, Structure> STRUCTURES = new HashMap<>();

    static {
        put(CK_RSA_PKCS_OAEP_PARAMS, CKM_RSA_PKCS_OAEP);
        put(
                CK_RSA_PKCS_PSS_PARAMS,
                CKM_RSA_PKCS_PSS,
                CKM_SHA1_RSA_PKCS_PSS,
                CKM_SHA224_RSA_PKCS_PSS,
                CKM_SHA256_RSA_PKCS_PSS,
                CKM_SHA384_RSA_PKCS_PSS,
                CKM_SHA512_RSA_PKCS_PSS,
                CKM_SHA3_224_RSA_PKCS_PSS,
                CKM_SHA3_256_RSA_PKCS_PSS,
                CKM_SHA3_384_RSA_PKCS_PSS,
                CKM_SHA3_512_RSA_PKCS_PSS);
        put(CK_RSA_AES_KEY_WRAP_PARAMS, CKM_RSA_AES_KEY_WRAP);
        put(CK_ECDH_AES_KEY_WRAP_PARAMS, CKM_ECDH_AES_KEY_WRAP);
        put(CK_ECDH1_DERIVE_PARAMS, CKM_ECDH1_DERIVE, CKM_ECDH1_COFACTOR_DERIVE);
        put(CK_X9_42_DH1_DERIVE_PARAMS, CKM_X9_42_DH_DERIVE);
        put(
                CK_MAC_GENERAL_PARAMS,
                CKM_DES_MAC_GENERAL,
                CKM_DES3_MAC_GENERAL,
                CKM_DES3_CMAC_GENERAL,
                CKM_AES_MAC_GENERAL,
                CKM_AES_CMAC_GENERAL,
                CKM_SHA_1_HMAC_GENERAL,
                CKM_SHA224_HMAC_GENERAL,
                CKM_SHA256_HMAC_GENERAL,
                CKM_SHA384_HMAC_GENERAL,
                CKM_SHA512_HMAC_GENERAL,
                CKM_SHA512_224_HMAC_GENERAL,
                CKM_SHA512_256_HMAC_GENERAL,
                CKM_SHA3_224_HMAC_GENERAL,
                CKM_SHA3_256_HMAC_GENERAL,
                CKM_SHA3_384_HMAC_GENERAL,
                CKM_SHA3_512_HMAC_GENERAL);
        put(CK_AES_CTR_PARAMS, CKM_AES_CTR, CKM_CAMELLIA_CTR);
        put(CK_GCM_PARAMS, CKM_AES_GCM);
        put(CK_CCM_PARAMS, CKM_AES_CCM);
        put(CK_SALSA20_CHACHA20_POLY1305_PARAMS, CKM_CHACHA20_POLY1305, CKM_SALSA20_POLY1305);
        put(CK_DES_CBC_ENCRYPT_DATA_PARAMS, CKM_DES_CBC_ENCRYPT_DATA, CKM_DES3_CBC_ENCRYPT_DATA);
        put(
                CK_AES_CBC_ENCRYPT_DATA_PARAMS,
                CKM_AES_CBC_ENCRYPT_DATA,
                CKM_CAMELLIA_CBC_ENCRYPT_DATA,
                CKM_ARIA_CBC_ENCRYPT_DATA,
                CKM_SEED_CBC_ENCRYPT_DATA);
        put(
                CK_KEY_DERIVATION_STRING_DATA,
                CKM_CONCATENATE_BASE_AND_DATA,
                CKM_CONCATENATE_DATA_AND_BASE,
                CKM_XOR_BASE_AND_DATA,
                CKM_DES_ECB_ENCRYPT_DATA,
                CKM_DES3_ECB_ENCRYPT_DATA,
                CKM_AES_ECB_ENCRYPT_DATA);
        put(CK_RC2_CBC_PARAMS, CKM_RC2_CBC, CKM_RC2_CBC_PAD);
        put(CK_PKCS5_PBKD2_PARAMS2, CKM_PKCS5_PBKD2);
        put(CK_HKDF_PARAMS, CKM_HKDF_DERIVE, CKM_HKDF_DATA);
        put(CK_EDDSA_PARAMS, CKM_EDDSA);
        put(CK_SIGN_ADDITIONAL_CONTEXT, CKM_ML_DSA, CKM_SLH_DSA);
        put(CK_HASH_SIGN_ADDITIONAL_CONTEXT, CKM_HASH_ML_DSA, CKM_HASH_SLH_DSA);
    }

    private MechanismParameters() {}

    private static void put(Structure structure, long... mechanisms) {
        for (long mechanism : mechanisms) {
            STRUCTURES.put(mechanism, structure);
        }
    }

    /** Returns the structure that a mechanism takes; empty for one that takes none that is known. */
    public static Optional<Structure> of(long mechanism) {
        return Optional.ofNullable(STRUCTURES.get(mechanism));
    }

    /** Returns all mechanisms that take a structure, with it. */
    public static Map<Long, Structure> all() {
        return Map.copyOf(STRUCTURES);
    }
}
