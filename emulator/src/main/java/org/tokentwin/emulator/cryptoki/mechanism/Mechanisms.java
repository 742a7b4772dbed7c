package org.tokentwin.emulator.cryptoki.mechanism;

import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.cryptoki.mechanism.MechanismTable.Row;
import org.tokentwin.emulator.cryptoki.mechanism.MechanismTable.Scheme;
import org.tokentwin.emulator.profile.KeyProfile;

/**
 * The mechanisms that a token offers, and the operations that they make. One object serves every session of a token; safe for use
 * by many threads.
 *
 * <p>What makes an operation throws, and looks in this order: {@code CKR_MECHANISM_INVALID} for a mechanism that is not offered
 * or is for something else; {@code CKR_KEY_TYPE_INCONSISTENT}; {@code CKR_KEY_SIZE_RANGE} for a key outside the range of {@link
 * #info} or too small for the encoding; {@code CKR_MECHANISM_PARAM_INVALID} for a parameter that is wrong, missing, or there where
 * the mechanism has none. Whether the key's attributes permit the use ({@code CKA_SIGN} and the like) is the caller's to see.
 */
public final class Mechanisms {
    private final Map<Long, Row> offered = new LinkedHashMap<>();
    private final KeySizes sizes;
    private final RsaEncodings encodings;

    /**
     * @param profile what the token offers, in its order
     * @param random for paddings and salts; not the card's
     * @throws IllegalArgumentException when the profile offers a mechanism that this module does not have
     */
    public Mechanisms(KeyProfile profile, SecureRandom random) {
        Map<String, Row> known =
                MechanismTable.ROWS.stream().collect(Collectors.toMap(row -> Ckm.name(row.type()), row -> row));
        for (String name : profile.mechanisms()) {
            Row row = Optional.ofNullable(known.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("no such mechanism here: " + name));
            offered.put(row.type(), row);
        }
        this.sizes = KeySizes.of(profile);
        this.encodings = new RsaEncodings(random);
    }

    /** Whether a token of some profile can offer the mechanism. */
    public static boolean isKnown(long type) {
        return MechanismTable.TYPES.contains(type);
    }

    /** {@code C_GetMechanismList}: the types in the profile's order. */
    public long[] types() {
        return offered.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * {@code C_GetMechanismInfo}.
     *
     * @throws CryptokiException {@code CKR_MECHANISM_INVALID}
     */
    public MechanismInfo info(long type) {
        return sizes.info(offered(type));
    }

    /** {@code C_DigestInit}. */
    public DigestOperation digest(Mechanism mechanism) {
        Row row = offeredFor(mechanism, Ckf.CKF_DIGEST);
        Parameters.expectNone(mechanism.parameter());
        return new DigestOperation(row.hash().orElseThrow());
    }

    /** {@code C_SignInit}. */
    public SignOperation sign(Mechanism mechanism, PrivateKeyOnCard key) {
        Row row = offeredFor(mechanism, Ckf.CKF_SIGN);
        return new SignOperation(new Message(row.hash()), signer(row, mechanism, key));
    }

    /** {@code C_VerifyInit}. */
    public VerifyOperation verify(Mechanism mechanism, PublicKeyOnHost key) {
        Row row = offeredFor(mechanism, Ckf.CKF_VERIFY);
        return new VerifyOperation(new Message(row.hash()), verifier(row, mechanism, key));
    }

    /** {@code C_EncryptInit}. */
    public BlockOperation encrypt(Mechanism mechanism, PublicKeyOnHost key) {
        Row row = offeredFor(mechanism, Ckf.CKF_ENCRYPT);
        PublicKeyOnHost.Rsa rsa = sizes.rsa(key);
        return new RsaBlocks(encodings.forEncryption(row, mechanism.parameter(), rsa.modulus())).encrypt(rsa);
    }

    /** {@code C_DecryptInit}. */
    public BlockOperation decrypt(Mechanism mechanism, PrivateKeyOnCard key) {
        Row row = offeredFor(mechanism, Ckf.CKF_DECRYPT);
        PrivateKeyOnCard.Rsa rsa = sizes.rsa(key);
        return new RsaBlocks(encodings.forEncryption(row, mechanism.parameter(), modulus(rsa))).decrypt(rsa);
    }

    /** {@code C_SignRecoverInit}. */
    public BlockOperation signRecover(Mechanism mechanism, PrivateKeyOnCard key) {
        Row row = offeredFor(mechanism, Ckf.CKF_SIGN_RECOVER);
        PrivateKeyOnCard.Rsa rsa = sizes.rsa(key);
        return new RsaBlocks(encodings.forRecovery(row, mechanism.parameter(), modulus(rsa))).signRecover(rsa);
    }

    /** {@code C_VerifyRecoverInit}. */
    public BlockOperation verifyRecover(Mechanism mechanism, PublicKeyOnHost key) {
        Row row = offeredFor(mechanism, Ckf.CKF_VERIFY_RECOVER);
        PublicKeyOnHost.Rsa rsa = sizes.rsa(key);
        return new RsaBlocks(encodings.forRecovery(row, mechanism.parameter(), rsa.modulus())).verifyRecover(rsa);
    }

    /**
     * The check of the mechanism in {@code C_GenerateKeyPair}: {@code CKM_RSA_PKCS_KEY_PAIR_GEN} or {@code CKM_EC_KEY_PAIR_GEN}.
     *
     * @return the range that the key's size must lie in, else {@code CKR_KEY_SIZE_RANGE} is due
     * @throws CryptokiException {@code CKR_MECHANISM_INVALID}, {@code CKR_MECHANISM_PARAM_INVALID}
     */
    public MechanismInfo generateKeyPair(Mechanism mechanism) {
        Row row = offeredFor(mechanism, Ckf.CKF_GENERATE_KEY_PAIR);
        Parameters.expectNone(mechanism.parameter());
        return sizes.info(row);
    }

    private Signer signer(Row row, Mechanism mechanism, PrivateKeyOnCard key) {
        if (row.scheme() == Scheme.ECDSA) {
            PrivateKeyOnCard.Ec ec = sizes.ec(key);
            Parameters.expectNone(mechanism.parameter());
            return new EcdsaSigner(ec, NamedCurve.of(ec.ecParams()));
        }
        PrivateKeyOnCard.Rsa rsa = sizes.rsa(key);
        return new RsaSigner(rsa, encodings.forSignature(row, mechanism.parameter(), modulus(rsa)));
    }

    private Verifier verifier(Row row, Mechanism mechanism, PublicKeyOnHost key) {
        if (row.scheme() == Scheme.ECDSA) {
            PublicKeyOnHost.Ec ec = sizes.ec(key);
            Parameters.expectNone(mechanism.parameter());
            return new EcdsaVerifier(ec);
        }
        PublicKeyOnHost.Rsa rsa = sizes.rsa(key);
        return new RsaVerifier(rsa, encodings.forSignature(row, mechanism.parameter(), rsa.modulus()));
    }

    private Row offered(long type) {
        return Optional.ofNullable(offered.get(type))
                .orElseThrow(
                        () -> new CryptokiException(Ckr.CKR_MECHANISM_INVALID, Ckm.name(type) + " is not offered"));
    }

    private Row offeredFor(Mechanism mechanism, long flag) {
        Row row = offered(mechanism.type());
        if ((row.flags() & flag) == 0) {
            throw new CryptokiException(Ckr.CKR_MECHANISM_INVALID, mechanism + " is not for this function");
        }
        return row;
    }

    private static RsaModulus modulus(PrivateKeyOnCard.Rsa key) {
        return RsaModulus.of(key.modulus());
    }
}
