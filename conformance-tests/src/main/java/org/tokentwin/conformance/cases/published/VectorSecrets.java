package org.tokentwin.conformance.cases.published;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DIGEST;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_AES;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CBC_PAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_CTR;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_ECB;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_GCM;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ENCRYPTED_DATA_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ENCRYPTED_DATA_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_LEN_RANGE;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_GCM_PARAMS;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.NotRun;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.published.VectorMechanisms.Way;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.SecretCipher;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.vectors.Computation;
import org.tokentwin.conformance.vectors.Computation.Cipher.Mode;
import org.tokentwin.conformance.vectors.TestVector;
import org.tokentwin.conformance.vectors.TestVector.Outcome;
import org.tokentwin.conformance.vectors.TestVector.Part;
import org.tokentwin.conformance.vectors.VectorGroup;

/** Published vectors without a key, or with a secret one. Each operation has a session for itself, which takes what hangs with it. */
final class VectorSecrets {
    private VectorSecrets() {}

    static void digest(TokenUnderTest token, VectorGroup group, Computation.Digest digest) throws PKCS11Exception {
        OptionalLong type = VectorMechanisms.digestMechanism(digest.hash());
        NotRun.unless(type.isPresent(), "the suite knows no mechanism for " + digest.hash());
        Way way = VectorMechanisms.ofMessage(mechanism(type.getAsLong()));
        VectorMechanisms.reported(token, List.of(way), CKF_DIGEST);
        VectorTally tally = new VectorTally();
        for (TestVector vector : group.vectors()) {
            long session = token.openReadOnly();
            if (tally.begins(vector, way.name(), () -> token.p11().C_DigestInit(session, way.mechanism(), true))) {
                byte[] message = vector.get(Part.MESSAGE);
                VectorTally.Result hash = message.length == 0
                        ? () -> token.p11().C_DigestFinal(session)
                        : () -> token.p11().C_Digest(session, message);
                tally.result(vector, way.name(), hash, vector.get(Part.DIGEST));
            }
            token.p11().C_CloseSession(session);
        }
        tally.judge();
    }

    static void mac(TokenUnderTest token, VectorGroup group, Computation.Mac mac) throws PKCS11Exception {
        Optional<HashAlgorithm> hash = mac.hash().flatMap(VectorMechanisms::hash);
        NotRun.unless(mac.hash().isPresent() == hash.isPresent(), "the suite knows no mechanism for " + group.title());
        Way whole = VectorMechanisms.ofMessage(mechanism(VectorMechanisms.mac(hash)));
        VectorMechanisms.reported(token, List.of(whole), CKF_SIGN, CKF_VERIFY);
        int wholeBytes = hash.map(HashAlgorithm::bytes).orElse(16);
        boolean cuts = Arrays.stream(token.p11().C_GetMechanismList(token.slot()))
                .anyMatch(type -> type == VectorMechanisms.cutMac(hash));
        long keyType = hash.isPresent() ? CKK_GENERIC_SECRET : CKK_AES;
        token.openReadOnlyUser();
        VectorTally tally = new VectorTally();
        for (TestVector vector : group.vectors()) {
            long session = token.openReadOnly();
            OptionalLong key =
                    key(tally, token, session, keyType, vector, bool(CKA_SIGN, true), bool(CKA_VERIFY, true));
            int bytes = vector.get(Part.TAG).length;
            if (key.isPresent() && bytes == wholeBytes) {
                verify(tally, token, session, whole.mechanism(), key.getAsLong(), vector);
                sign(tally, token, whole.mechanism(), key.getAsLong(), vector);
            } else if (key.isPresent() && cuts) {
                CK_MECHANISM cut = mechanism(VectorMechanisms.cutMac(hash), (long) bytes);
                verify(tally, token, session, cut, key.getAsLong(), vector);
                sign(tally, token, cut, key.getAsLong(), vector);
            } else if (key.isPresent() && bytes < wholeBytes) {
                sign(tally, token, whole.mechanism(), key.getAsLong(), vector);
            }
            token.p11().C_CloseSession(session);
        }
        tally.judge();
    }

    private static void verify(
            VectorTally tally,
            TokenUnderTest token,
            long session,
            CK_MECHANISM mechanism,
            long key,
            TestVector vector) {
        String name = VectorMechanisms.name(mechanism.mechanism);
        if (tally.begins(vector, name, () -> token.p11().C_VerifyInit(session, mechanism, key, true))) {
            tally.verification(
                    vector,
                    name,
                    () -> token.p11().C_Verify(session, vector.get(Part.MESSAGE), vector.get(Part.TAG)),
                    CKR_SIGNATURE_INVALID,
                    CKR_SIGNATURE_LEN_RANGE);
        }
    }

    /** A code that the vector has cut is compared as far as it goes. */
    private static void sign(
            VectorTally tally, TokenUnderTest token, CK_MECHANISM mechanism, long key, TestVector vector)
            throws PKCS11Exception {
        String name = VectorMechanisms.name(mechanism.mechanism);
        byte[] tag = vector.get(Part.TAG);
        if (vector.outcome() != Outcome.VALID) {
            return;
        }
        long session = token.openReadOnly();
        if (tally.begins(vector, name, () -> token.p11().C_SignInit(session, mechanism, key, true))) {
            tally.result(
                    vector,
                    name,
                    () -> Arrays.copyOf(token.p11().C_Sign(session, vector.get(Part.MESSAGE)), tag.length),
                    tag);
        }
        token.p11().C_CloseSession(session);
    }

    static void cipher(TokenUnderTest token, VectorGroup group, Computation.Cipher cipher) throws PKCS11Exception {
        Way way = VectorMechanisms.ofMessage(mechanism(type(cipher.mode())));
        VectorMechanisms.reported(token, List.of(way), CKF_ENCRYPT, CKF_DECRYPT);
        token.openReadOnlyUser();
        VectorTally tally = new VectorTally();
        for (TestVector vector : group.vectors()) {
            long session = token.openReadOnly();
            OptionalLong key =
                    key(tally, token, session, CKK_AES, vector, bool(CKA_ENCRYPT, true), bool(CKA_DECRYPT, true));
            if (key.isPresent()) {
                decrypt(tally, token, session, cipher.mode(), key.getAsLong(), vector);
                encrypt(tally, token, cipher.mode(), key.getAsLong(), vector);
            }
            token.p11().C_CloseSession(session);
        }
        tally.judge();
    }

    private static void decrypt(
            VectorTally tally, TokenUnderTest token, long session, Mode mode, long key, TestVector vector) {
        CK_MECHANISM mechanism = mechanismOf(mode, vector);
        String name = VectorMechanisms.name(mechanism.mechanism);
        if (!tally.begins(vector, name, () -> token.p11().C_DecryptInit(session, mechanism, key, true))) {
            return;
        }
        if (vector.outcome() == Outcome.INVALID) {
            tally.verification(
                    vector,
                    name,
                    () -> token.p11().C_Decrypt(session, cryptogram(vector)),
                    CKR_ENCRYPTED_DATA_INVALID,
                    CKR_ENCRYPTED_DATA_LEN_RANGE);
        } else {
            tally.result(
                    vector, name, () -> token.p11().C_Decrypt(session, cryptogram(vector)), vector.get(Part.MESSAGE));
        }
    }

    private static void encrypt(VectorTally tally, TokenUnderTest token, Mode mode, long key, TestVector vector)
            throws PKCS11Exception {
        CK_MECHANISM mechanism = mechanismOf(mode, vector);
        String name = VectorMechanisms.name(mechanism.mechanism);
        if (vector.outcome() != Outcome.VALID) {
            return;
        }
        long session = token.openReadOnly();
        if (tally.begins(vector, name, () -> token.p11().C_EncryptInit(session, mechanism, key, true))) {
            tally.result(
                    vector, name, () -> token.p11().C_Encrypt(session, vector.get(Part.MESSAGE)), cryptogram(vector));
        }
        token.p11().C_CloseSession(session);
    }

    /** PKCS#11 has the tag of GCM behind the cryptogram. */
    private static byte[] cryptogram(TestVector vector) {
        return org.bouncycastle.util.Arrays.concatenate(vector.get(Part.CRYPTOGRAM), vector.get(Part.TAG));
    }

    private static CK_MECHANISM mechanismOf(Mode mode, TestVector vector) {
        byte[] iv = vector.get(Part.IV);
        return switch (mode) {
            case ECB -> mechanism(type(mode));
            case CTR -> mechanism(type(mode), SecretCipher.counter(iv));
            case GCM -> {
                CK_GCM_PARAMS parameters = new CK_GCM_PARAMS();
                parameters.pIv = iv;
                parameters.pAAD = vector.get(Part.HEADER);
                parameters.ulTagBits = (long) vector.get(Part.TAG).length * Byte.SIZE;
                yield mechanism(type(mode), parameters);
            }
            case CBC, CBC_PAD -> mechanism(type(mode), iv);
        };
    }

    private static long type(Mode mode) {
        return switch (mode) {
            case ECB -> CKM_AES_ECB;
            case CBC -> CKM_AES_CBC;
            case CBC_PAD -> CKM_AES_CBC_PAD;
            case CTR -> CKM_AES_CTR;
            case GCM -> CKM_AES_GCM;
        };
    }

    private static OptionalLong key(
            VectorTally tally, TokenUnderTest token, long session, long type, TestVector vector, CK_ATTRIBUTE... uses) {
        try {
            return OptionalLong.of(SecretKeys.onToken(token, session, type, vector.get(Part.KEY), uses));
        } catch (NotApplicable e) {
            tally.untaken(String.valueOf(e.getMessage()));
            return OptionalLong.empty();
        }
    }
}
