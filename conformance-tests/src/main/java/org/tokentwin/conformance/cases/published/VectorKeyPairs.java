package org.tokentwin.conformance.cases.published;

import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.bytes;
import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.oaep;
import static org.tokentwin.conformance.Attributes.pss;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_DERIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_PARAMS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_POINT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EXTRACTABLE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_KEY_TYPE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SENSITIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VALUE_LEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKD_NULL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DERIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_EC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_GENERIC_SECRET;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDH1_DERIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_OAEP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_PSS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PUBLIC_KEY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DOMAIN_PARAMS_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ENCRYPTED_DATA_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ENCRYPTED_DATA_LEN_RANGE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_PARAM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_LEN_RANGE;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_ECDH1_DERIVE_PARAMS;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.CK_RSA_PKCS_OAEP_PARAMS;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.tokentwin.conformance.Deviation;
import org.tokentwin.conformance.NotRun;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.published.VectorMechanisms.Way;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.PrivateKeys;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SecretKeys;
import org.tokentwin.conformance.vectors.Computation;
import org.tokentwin.conformance.vectors.TestVector;
import org.tokentwin.conformance.vectors.TestVector.Outcome;
import org.tokentwin.conformance.vectors.TestVector.Part;
import org.tokentwin.conformance.vectors.VectorGroup;

/** Published vectors with RSA and EC keys. Each has a session for itself, which takes a hanging operation with it. */
final class VectorKeyPairs {
    private VectorKeyPairs() {}

    static void verifyRsa(TokenUnderTest token, VectorGroup group, Computation.RsaVerification rsa)
            throws PKCS11Exception {
        requireHash(rsa.hash());
        List<Way> ways = VectorMechanisms.reported(
                token,
                rsa.pss().map(pss -> pssWays(rsa.hash(), pss)).orElseGet(() -> pkcs1Ways(rsa.hash())),
                CKF_VERIFY);
        long key = PublicKeys.onToken(token, token.openReadOnly(), rsa.key());
        VectorTally tally = new VectorTally();
        for (TestVector vector : group.vectors()) {
            for (Way way : ways) {
                verify(tally, token, way, key, vector);
            }
        }
        tally.judge();
    }

    private static List<Way> pkcs1Ways(String hash) {
        List<Way> ways = new ArrayList<>();
        VectorMechanisms.hash(hash)
                .ifPresent(known -> ways.add(VectorMechanisms.ofMessage(mechanism(known.rsaPkcs()))));
        ways.add(VectorMechanisms.ofDigestInfo(mechanism(CKM_RSA_PKCS), hash));
        return ways;
    }

    private static List<Way> pssWays(String hash, Computation.Pss pss) {
        Optional<HashAlgorithm> known = VectorMechanisms.hash(hash);
        Optional<HashAlgorithm> mask = VectorMechanisms.hash(pss.mgfHash());
        NotRun.unless(
                known.isPresent() && mask.isPresent(), "the suite knows no PSS with " + hash + " and " + pss.mgfHash());
        Object parameter = pss(known.get().mechanism(), mask.get().mgf(), pss.saltBytes());
        return List.of(
                VectorMechanisms.ofMessage(mechanism(known.get().rsaPss(), parameter)),
                VectorMechanisms.ofHash(mechanism(CKM_RSA_PKCS_PSS, parameter), hash));
    }

    static void verifyEcdsa(TokenUnderTest token, VectorGroup group, Computation.EcdsaVerification ecdsa)
            throws PKCS11Exception {
        ecdsa.hash().ifPresent(VectorKeyPairs::requireHash);
        List<Way> ways = new ArrayList<>();
        ecdsa.hash()
                .flatMap(VectorMechanisms::hash)
                .ifPresent(known -> ways.add(VectorMechanisms.ofMessage(mechanism(known.ecdsa()))));
        ways.add(ecdsa.hash()
                .map(hash -> VectorMechanisms.ofHash(mechanism(CKM_ECDSA), hash))
                .orElseGet(() -> VectorMechanisms.ofMessage(mechanism(CKM_ECDSA))));
        List<Way> reported = VectorMechanisms.reported(token, ways, CKF_VERIFY);
        VectorTally tally = new VectorTally();
        long session = token.openReadOnly();
        for (TestVector vector : group.vectors()) {
            CK_ATTRIBUTE[] template = {
                ulong(CKA_CLASS, CKO_PUBLIC_KEY),
                ulong(CKA_KEY_TYPE, CKK_EC),
                bool(CKA_TOKEN, false),
                bool(CKA_VERIFY, true),
                bytes(CKA_EC_PARAMS, parameters(ecdsa.curve())),
                bytes(CKA_EC_POINT, octets(vector.get(Part.POINT)))
            };
            try {
                long key = token.p11().C_CreateObject(session, template, true);
                for (Way way : reported) {
                    verify(tally, token, way, key, vector);
                }
                token.p11().C_DestroyObject(session, key);
            } catch (PKCS11Exception e) {
                tally.untaken("a public key on " + ecdsa.curve() + ": " + Returns.name(e.getErrorCode()));
            }
        }
        tally.judge();
    }

    private static void verify(VectorTally tally, TokenUnderTest token, Way way, long key, TestVector vector)
            throws PKCS11Exception {
        long session = token.openReadOnly();
        if (tally.begins(vector, way.name(), () -> token.p11().C_VerifyInit(session, way.mechanism(), key, true))) {
            tally.verification(
                    vector,
                    way.name(),
                    () -> token.p11()
                            .C_Verify(session, way.input(vector.get(Part.MESSAGE)), vector.get(Part.SIGNATURE)),
                    CKR_SIGNATURE_INVALID,
                    CKR_SIGNATURE_LEN_RANGE);
        }
        token.p11().C_CloseSession(session);
    }

    static void signRsa(TokenUnderTest token, VectorGroup group, Computation.RsaSigning rsa) throws PKCS11Exception {
        requireHash(rsa.hash());
        List<Way> ways = VectorMechanisms.reported(token, pkcs1Ways(rsa.hash()), CKF_SIGN);
        long key = PrivateKeys.onToken(token, token.openReadOnlyUser(), rsa.key(), bool(CKA_SIGN, true));
        VectorTally tally = new VectorTally();
        for (TestVector vector : group.vectors()) {
            for (Way way : ways) {
                long session = token.openReadOnly();
                if (tally.begins(
                        vector, way.name(), () -> token.p11().C_SignInit(session, way.mechanism(), key, true))) {
                    tally.result(
                            vector,
                            way.name(),
                            () -> token.p11().C_Sign(session, way.input(vector.get(Part.MESSAGE))),
                            vector.get(Part.SIGNATURE));
                }
                token.p11().C_CloseSession(session);
            }
        }
        tally.judge();
    }

    static void decryptRsa(TokenUnderTest token, VectorGroup group, Computation.RsaDecryption rsa)
            throws PKCS11Exception {
        long type = rsa.oaep().isPresent() ? CKM_RSA_PKCS_OAEP : CKM_RSA_PKCS;
        rsa.oaep()
                .ifPresent(oaep -> NotRun.unless(
                        VectorMechanisms.hash(oaep.hash()).isPresent()
                                && VectorMechanisms.hash(oaep.mgfHash()).isPresent(),
                        "the suite knows no OAEP with " + oaep.hash() + " and " + oaep.mgfHash()));
        VectorMechanisms.reported(token, List.of(VectorMechanisms.ofMessage(mechanism(type))), CKF_DECRYPT);
        long key = PrivateKeys.onToken(token, token.openReadOnlyUser(), rsa.key(), bool(CKA_DECRYPT, true));
        VectorTally tally = new VectorTally();
        for (TestVector vector : group.vectors()) {
            CK_MECHANISM mechanism =
                    rsa.oaep().map(oaep -> oaepMechanism(oaep, vector)).orElseGet(() -> mechanism(CKM_RSA_PKCS));
            long session = token.openReadOnly();
            String name = VectorMechanisms.name(type);
            if (tally.begins(vector, name, () -> token.p11().C_DecryptInit(session, mechanism, key, true))) {
                decrypt(tally, token, session, rsa.oaep().isEmpty(), name, vector);
            }
            token.p11().C_CloseSession(session);
        }
        tally.judge();
    }

    private static CK_MECHANISM oaepMechanism(Computation.Oaep oaep, TestVector vector) {
        CK_RSA_PKCS_OAEP_PARAMS parameters = oaep(
                VectorMechanisms.hash(oaep.hash()).orElseThrow().mechanism(),
                VectorMechanisms.hash(oaep.mgfHash()).orElseThrow().mgf());
        parameters.pSourceData = vector.get(Part.LABEL);
        return mechanism(CKM_RSA_PKCS_OAEP, parameters);
    }

    private static void decrypt(
            VectorTally tally,
            TokenUnderTest token,
            long session,
            boolean mayRejectImplicitly,
            String name,
            TestVector vector) {
        if (vector.outcome() != Outcome.INVALID) {
            tally.result(
                    vector,
                    name,
                    () -> token.p11().C_Decrypt(session, vector.get(Part.CRYPTOGRAM)),
                    vector.get(Part.MESSAGE));
            return;
        }
        tally.verification(
                vector,
                name,
                () -> {
                    byte[] message = token.p11().C_Decrypt(session, vector.get(Part.CRYPTOGRAM));
                    if (mayRejectImplicitly && !Arrays.equals(message, vector.get(Part.MESSAGE))) {
                        Deviation.note("CKR_ENCRYPTED_DATA_INVALID", "CKR_OK and other data");
                        throw new PKCS11Exception(CKR_ENCRYPTED_DATA_INVALID);
                    }
                },
                CKR_ENCRYPTED_DATA_INVALID,
                CKR_ENCRYPTED_DATA_LEN_RANGE);
    }

    static void agree(TokenUnderTest token, VectorGroup group, Computation.Agreement agreement) throws PKCS11Exception {
        VectorMechanisms.reported(token, List.of(VectorMechanisms.ofMessage(mechanism(CKM_ECDH1_DERIVE))), CKF_DERIVE);
        token.openReadOnlyUser();
        VectorTally tally = new VectorTally();
        for (TestVector vector : group.vectors()) {
            long session = token.openReadOnly();
            CK_ATTRIBUTE[] template = {
                ulong(CKA_CLASS, CKO_PRIVATE_KEY),
                ulong(CKA_KEY_TYPE, CKK_EC),
                bool(CKA_TOKEN, false),
                bool(CKA_PRIVATE, true),
                bool(CKA_SENSITIVE, true),
                bool(CKA_EXTRACTABLE, false),
                bool(CKA_DERIVE, true),
                bytes(CKA_EC_PARAMS, parameters(agreement.curve())),
                bytes(CKA_VALUE, vector.get(Part.PRIVATE_KEY))
            };
            try {
                long key = token.p11().C_CreateObject(session, template, true);
                agree(tally, token, session, key, vector);
            } catch (PKCS11Exception e) {
                tally.untaken("a private key on " + agreement.curve() + ": " + Returns.name(e.getErrorCode()));
            }
            token.p11().C_CloseSession(session);
        }
        tally.judge();
    }

    private static void agree(VectorTally tally, TokenUnderTest token, long session, long key, TestVector vector) {
        CK_ECDH1_DERIVE_PARAMS parameters = new CK_ECDH1_DERIVE_PARAMS();
        parameters.kdf = CKD_NULL;
        parameters.pPublicData = vector.get(Part.POINT);
        byte[] shared = vector.get(Part.SHARED_SECRET);
        CK_ATTRIBUTE[] template =
                SecretKeys.readable(CKK_GENERIC_SECRET, ulong(CKA_VALUE_LEN, Math.max(1, shared.length)));
        VectorTally.Result derivation = () -> {
            long derived =
                    token.p11().C_DeriveKey(session, mechanism(CKM_ECDH1_DERIVE, parameters), key, template, true);
            return SecretKeys.value(token, session, derived);
        };
        String name = VectorMechanisms.name(CKM_ECDH1_DERIVE);
        if (vector.outcome() == Outcome.INVALID) {
            tally.verification(vector, name, derivation::get, CKR_MECHANISM_PARAM_INVALID, CKR_DOMAIN_PARAMS_INVALID);
        } else {
            tally.result(vector, name, derivation, shared);
        }
    }

    private static void requireHash(String hash) {
        NotRun.unless(VectorMechanisms.isKnownToJdk(hash), "the suite does not know the hash " + hash);
    }

    private static byte[] parameters(String curve) {
        try {
            return ECNamedCurveTable.getOID(curve).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] octets(byte[] point) {
        try {
            return new DEROctetString(point).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
