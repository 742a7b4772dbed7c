package org.tokentwin.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.pkcs11.CkMechanism;
import org.tokentwin.client.pkcs11.HashMechanism;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.cryptoki.Ckm;

/**
 * The mechanisms that the client signs with. ECDSA signatures are r and s, each as long as the curve's order, PKCS#11 v2.40
 * section 2.3.1.
 */
public enum SignatureMechanism {
    CKM_RSA_PKCS(Ckm.CKM_RSA_PKCS, KeyType.RSA, null, false),
    CKM_SHA1_RSA_PKCS(Ckm.CKM_SHA1_RSA_PKCS, KeyType.RSA, HashMechanism.SHA_1, false),
    CKM_SHA256_RSA_PKCS(Ckm.CKM_SHA256_RSA_PKCS, KeyType.RSA, HashMechanism.SHA_256, false),
    CKM_SHA384_RSA_PKCS(Ckm.CKM_SHA384_RSA_PKCS, KeyType.RSA, HashMechanism.SHA_384, false),
    CKM_SHA512_RSA_PKCS(Ckm.CKM_SHA512_RSA_PKCS, KeyType.RSA, HashMechanism.SHA_512, false),
    CKM_SHA256_RSA_PKCS_PSS(Ckm.CKM_SHA256_RSA_PKCS_PSS, KeyType.RSA, HashMechanism.SHA_256, true),
    CKM_SHA384_RSA_PKCS_PSS(Ckm.CKM_SHA384_RSA_PKCS_PSS, KeyType.RSA, HashMechanism.SHA_384, true),
    CKM_SHA512_RSA_PKCS_PSS(Ckm.CKM_SHA512_RSA_PKCS_PSS, KeyType.RSA, HashMechanism.SHA_512, true),
    CKM_ECDSA(Ckm.CKM_ECDSA, KeyType.EC, null, false),
    CKM_ECDSA_SHA1(Ckm.CKM_ECDSA_SHA1, KeyType.EC, HashMechanism.SHA_1, false),
    CKM_ECDSA_SHA256(Ckm.CKM_ECDSA_SHA256, KeyType.EC, HashMechanism.SHA_256, false),
    CKM_ECDSA_SHA384(Ckm.CKM_ECDSA_SHA384, KeyType.EC, HashMechanism.SHA_384, false),
    CKM_ECDSA_SHA512(Ckm.CKM_ECDSA_SHA512, KeyType.EC, HashMechanism.SHA_512, false);

    private final long ckm;
    private final KeyType keyType;
    private final @Nullable HashMechanism hash;
    private final boolean pss;

    SignatureMechanism(long ckm, KeyType keyType, @Nullable HashMechanism hash, boolean pss) {
        this.ckm = ckm;
        this.keyType = keyType;
        this.hash = hash;
        this.pss = pss;
    }

    /** The mechanism to sign with where the user names none: SHA-256 with PKCS#1 v1.5 for RSA, with ECDSA for EC. */
    public static SignatureMechanism defaultFor(KeyType keyType) {
        return switch (keyType) {
            case RSA -> CKM_SHA256_RSA_PKCS;
            case EC -> CKM_ECDSA_SHA256;
            case OTHER ->
                throw TokenException.refused("the key is neither RSA nor EC", "Choose an RSA or EC key with --id.");
        };
    }

    public long ckm() {
        return ckm;
    }

    public KeyType keyType() {
        return keyType;
    }

    /** The hash that the mechanism computes, or empty where the caller hashes. */
    public Optional<HashMechanism> hash() {
        return Optional.ofNullable(hash);
    }

    public boolean isPss() {
        return pss;
    }

    /** The mechanism that signs a hash which the host has computed, in the same way. */
    SignatureMechanism withoutHash() {
        return keyType == KeyType.EC ? CKM_ECDSA : CKM_RSA_PKCS;
    }

    CkMechanism toCkMechanism() {
        return pss && hash != null ? CkMechanism.pss(ckm, hash) : CkMechanism.plain(ckm);
    }
}
