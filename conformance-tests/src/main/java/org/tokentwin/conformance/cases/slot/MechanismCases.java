package org.tokentwin.conformance.cases.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_EC_POINT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DECRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DERIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DIGEST;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_ENCRYPT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_GENERATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_GENERATE_KEY_PAIR;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SIGN_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_UNWRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_VERIFY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_VERIFY_RECOVER;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_WRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_AES;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_WRAP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_AES_KEY_WRAP_PAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_DES3_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDH1_DERIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_ECDSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_EC_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_GENERIC_SECRET_KEY_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_KEY_PAIR_GEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_OAEP;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS_PSS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_X_509;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1OctetString;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.Attributes;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Deviation;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.EcCurve;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.KeyPairs;
import org.tokentwin.conformance.cases.reference.SecretCipher;
import org.tokentwin.conformance.cases.reference.SecretMac;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.CryptokiFunction;

/** What CK_MECHANISM_INFO says of each mechanism, against the table of the standard that says what it is for. */
@ExtendWith(ConformanceExtension.class)
class MechanismCases {
    private static final long FUNCTIONS = CKF_ENCRYPT
            | CKF_DECRYPT
            | CKF_DIGEST
            | CKF_SIGN
            | CKF_SIGN_RECOVER
            | CKF_VERIFY
            | CKF_VERIFY_RECOVER
            | CKF_GENERATE
            | CKF_GENERATE_KEY_PAIR
            | CKF_WRAP
            | CKF_UNWRAP
            | CKF_DERIVE;
    private static final long SIGNATURE = CKF_SIGN | CKF_VERIFY;
    private static final long RECOVERY = CKF_SIGN_RECOVER | CKF_VERIFY_RECOVER;
    private static final long CIPHER = CKF_ENCRYPT | CKF_DECRYPT | CKF_WRAP | CKF_UNWRAP;
    private static final int INFO_BYTES = 3 * RawMemory.ULONG_BYTES;

    /** Every module takes so many bits: a greatest size below is one of bytes. */
    private static final long RSA = 1024;

    /** Nor any curve, in bits. */
    private static final long EC = 112;

    /** The greatest key of AES, in bytes; some modules have bits. */
    private static final long AES = 32;

    private static final long ANY = 0;

    /**
     * A mechanism.
     *
     * @param functions the flags that it may have
     * @param size that the greatest of its keys has at least; a digest has no keys
     */
    record Row(int number, long type, long functions, long size) implements CaseRow {
        @Override
        public String id() {
            return "MECHANISM-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return Ckm.name(type) + " is reported for what the standard has it for, and for keys of its kind";
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(type);
        }
    }

    @ConformanceCases(section = "5.5 C_GetMechanismInfo", rows = "rows")
    void info_isOfTheMechanism(TokenUnderTest token, Row row) throws PKCS11Exception {
        CK_MECHANISM_INFO info = token.mechanismInfo(row.type());

        assertThat(info.flags & FUNCTIONS & ~row.functions()).isZero();
        assertThat(info.flags & row.functions()).isNotZero();
        if (row.functions() != CKF_DIGEST) {
            assertThat(info.ulMaxKeySize).isGreaterThanOrEqualTo(Math.max(info.ulMinKeySize, row.size()));
        }
    }

    @ConformanceCase(
            id = "MECHANISM-008",
            section = "5.5 C_GetMechanismInfo",
            requirement = "C_GetMechanismInfo sets every field, whatever the structure held before")
    void info_doesNotDependOnWhatWasThere(TokenUnderTest token) throws PKCS11Exception {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            for (long type : token.p11().C_GetMechanismList(token.slot())) {
                assertThat(info(token, type, memory.block(INFO_BYTES).fill((byte) 0xFF)))
                        .as(Ckm.name(type))
                        .isEqualTo(info(token, type, memory.block(INFO_BYTES)));
            }
        }
    }

    @ConformanceCase(
            id = "MECHANISM-101",
            section = "2.3.1 EC mechanisms",
            requirement =
                    "Where a key on P-256 is made by the curve's name, the flags of the mechanism tell of prime fields,"
                            + " named curves and uncompressed points",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_EC_KEY_PAIR_GEN)
    void flagsOfCurves_areThoseOfTheKeysMade(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnlyUser();
        long key = KeyPairs.ec(token, session, EcCurve.P256).publicKey();
        byte[] point = (byte[]) Objects.requireNonNull(Attributes.read(token, session, key, CKA_EC_POINT));
        long form =
                ASN1OctetString.getInstance(point).getOctets()[0] == 4 ? Ckf.CKF_EC_UNCOMPRESS : Ckf.CKF_EC_COMPRESS;
        long wanted = Ckf.CKF_EC_F_P | Ckf.CKF_EC_NAMEDCURVE | form;
        long told = token.mechanismInfo(CKM_EC_KEY_PAIR_GEN).flags & wanted;

        if (told != wanted) {
            Deviation.note("flags 0x" + Long.toHexString(wanted), "flags 0x" + Long.toHexString(told));
        }
    }

    private static byte[] info(TokenUnderTest token, long type, MemorySegment place) throws PKCS11Exception {
        token.raw().call(CryptokiFunction.C_GetMechanismInfo, token.slot(), type, place);
        return place.toArray(ValueLayout.JAVA_BYTE);
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(1, CKM_RSA_PKCS_KEY_PAIR_GEN, CKF_GENERATE_KEY_PAIR, RSA));
        rows.add(new Row(2, CKM_RSA_PKCS, SIGNATURE | RECOVERY | CIPHER, RSA));
        rows.add(new Row(3, CKM_RSA_X_509, SIGNATURE | RECOVERY | CIPHER, RSA));
        rows.add(new Row(4, CKM_RSA_PKCS_OAEP, CIPHER, RSA));
        rows.add(new Row(5, CKM_RSA_PKCS_PSS, SIGNATURE, RSA));
        rows.add(new Row(6, CKM_EC_KEY_PAIR_GEN, CKF_GENERATE_KEY_PAIR, EC));
        rows.add(new Row(7, CKM_ECDSA, SIGNATURE, EC));
        int number = 11;
        for (HashAlgorithm hash : HashAlgorithm.values()) {
            number = hash == HashAlgorithm.SHA3_224 ? 111 : number; // what had its number before keeps it
            rows.add(new Row(number++, hash.mechanism(), CKF_DIGEST, ANY));
            rows.add(new Row(number++, hash.rsaPkcs(), SIGNATURE, RSA));
            rows.add(new Row(number++, hash.rsaPss(), SIGNATURE, RSA));
            rows.add(new Row(number++, hash.ecdsa(), SIGNATURE, EC));
        }
        addSecretKeys(rows);
        return rows;
    }

    private static void addSecretKeys(List<Row> rows) {
        rows.add(new Row(131, Ckm.CKM_RSA_AES_KEY_WRAP, CKF_WRAP | CKF_UNWRAP, RSA));
        rows.add(new Row(132, Ckm.CKM_CHACHA20_KEY_GEN, CKF_GENERATE, ANY));
        rows.add(new Row(133, Ckm.CKM_HKDF_DERIVE, CKF_DERIVE, ANY));
        rows.add(new Row(134, Ckm.CKM_HKDF_DATA, CKF_DERIVE, ANY));
        rows.add(new Row(135, Ckm.CKM_HKDF_KEY_GEN, CKF_GENERATE, ANY));
        rows.add(new Row(41, CKM_AES_KEY_GEN, CKF_GENERATE, AES));
        rows.add(new Row(42, CKM_DES3_KEY_GEN, CKF_GENERATE, ANY));
        rows.add(new Row(43, CKM_GENERIC_SECRET_KEY_GEN, CKF_GENERATE, ANY));
        rows.add(new Row(44, CKM_ECDH1_DERIVE, CKF_DERIVE, EC));
        rows.add(new Row(45, CKM_AES_KEY_WRAP, CIPHER, ANY));
        rows.add(new Row(46, CKM_AES_KEY_WRAP_PAD, CIPHER, ANY));
        for (SecretCipher cipher : SecretCipher.values()) {
            rows.add(new Row(50 + cipher.number(), cipher.type(), CIPHER, cipher.keyType() == CKK_AES ? AES : ANY));
        }
        for (SecretMac mac : SecretMac.values()) {
            rows.add(new Row(70 + mac.number(), mac.type(), SIGNATURE, ANY));
        }
    }
}
