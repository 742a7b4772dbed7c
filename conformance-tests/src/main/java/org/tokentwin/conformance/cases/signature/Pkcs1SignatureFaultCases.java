package org.tokentwin.conformance.cases.signature;

import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256_RSA_PKCS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_LEN_RANGE;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Deviation;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SignatureBlock;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;

/** PKCS #1 v1.5 signatures by a key that the suite holds, sound and faulty, for the module to verify. */
@ExtendWith(ConformanceExtension.class)
class Pkcs1SignatureFaultCases {
    private static final byte[] MESSAGE = "The quick brown fox".getBytes(StandardCharsets.US_ASCII);

    /** A fault under one hash. */
    record Row(HashAlgorithm hash, Pkcs1SignatureFault fault) implements CaseRow {
        @Override
        public String id() {
            return "PKCS1-%s-%03d".formatted(hash, fault.number());
        }

        @Override
        public String requirement() {
            return "CKM_%s_RSA_PKCS refuses a signature whose block %s".formatted(hash, fault.text());
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(hash.rsaPkcs());
        }
    }

    /** A hash whose sound signature is accepted: without that, the refusals would say nothing. */
    record SoundRow(HashAlgorithm hash) implements CaseRow {
        @Override
        public String id() {
            return "PKCS1-%s-000".formatted(hash);
        }

        @Override
        public String requirement() {
            return "CKM_%s_RSA_PKCS accepts the suite's own signature".formatted(hash);
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(hash.rsaPkcs());
        }
    }

    /** A fault of the signature itself, whatever its block; computed by the case alone, since it takes a key pair. */
    record LengthRow(int number, String text, Supplier<byte[]> signature) implements CaseRow {
        @Override
        public String id() {
            return "PKCS1-VALUE-%03d".formatted(number);
        }

        @Override
        public String requirement() {
            return "CKM_SHA256_RSA_PKCS refuses a signature that " + text;
        }
    }

    @ConformanceCases(section = "2.1.6 PKCS #1 v1.5", rows = "sound", effect = Effect.SESSION_OBJECTS)
    void soundBlock_isAccepted(TokenUnderTest token, SoundRow row) throws PKCS11Exception {
        assertOk(() -> verify(token, row.hash().rsaPkcs(), sound(row.hash())));
    }

    @ConformanceCases(section = "2.1.6 PKCS #1 v1.5", rows = "faulty", effect = Effect.SESSION_OBJECTS)
    void faultyBlock_isRefused(TokenUnderTest token, Row row) throws PKCS11Exception {
        byte[] block = row.fault().block(length(), row.hash(), SignatureBlock.hash(row.hash(), MESSAGE));
        assumeVerifies(token, row.hash());

        assertReturns(CKR_SIGNATURE_INVALID, () -> verify(token, row.hash().rsaPkcs(), SoftwareKeys.signBlock(block)));
    }

    @ConformanceCases(
            section = "2.1.6 PKCS #1 v1.5",
            rows = "faultyValues",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256_RSA_PKCS)
    void faultyValue_isRefused(TokenUnderTest token, LengthRow row) throws PKCS11Exception {
        byte[] signature = row.signature().get();
        long expected = signature.length == length() ? CKR_SIGNATURE_INVALID : CKR_SIGNATURE_LEN_RANGE;
        assumeVerifies(token, HashAlgorithm.SHA256);

        assertReturnsOneOf(() -> verify(token, CKM_SHA256_RSA_PKCS, signature), expected);
    }

    @ConformanceCase(
            id = "PKCS1-VALUE-101",
            section = "2.1.6 PKCS #1 v1.5",
            requirement = "A DigestInfo without the NULL is refused, though its hash is right",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_SHA256_RSA_PKCS)
    void digestInfoWithoutNull_isRefused(TokenUnderTest token) throws PKCS11Exception {
        byte[] value = SignatureBlock.hash(HashAlgorithm.SHA256, MESSAGE);
        byte[] block = SignatureBlock.of(length(), SignatureBlock.digestInfoWithoutNull(HashAlgorithm.SHA256, value));
        assumeVerifies(token, HashAlgorithm.SHA256);
        long seen = Returns.of(() -> verify(token, CKM_SHA256_RSA_PKCS, SoftwareKeys.signBlock(block)));
        if (seen != CKR_SIGNATURE_INVALID) { // if accepted: nobody can forge by it, and early signers left the NULL out
            Deviation.note("CKR_SIGNATURE_INVALID", Returns.name(seen));
        }
    }

    @ConformanceCase(
            id = "PKCS1-VALUE-102",
            section = "2.1.6 PKCS #1 v1.5",
            requirement = "CKM_RSA_PKCS accepts exactly the data that was signed, whatever it is",
            effect = Effect.SESSION_OBJECTS,
            mechanisms = CKM_RSA_PKCS)
    void bareData_mustBeAllTheSame(TokenUnderTest token) throws PKCS11Exception {
        byte[] signature = SoftwareKeys.signBlock(SignatureBlock.of(length(), MESSAGE));
        long session = token.openReadOnly();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
        byte[] shorter = Arrays.copyOf(MESSAGE, MESSAGE.length - 1);
        byte[] longer = Arrays.copyOf(MESSAGE, MESSAGE.length + 1);

        assertOk(() -> token.verify(session, mechanism(CKM_RSA_PKCS), key, MESSAGE, signature));
        assertReturns(
                CKR_SIGNATURE_INVALID, () -> token.verify(session, mechanism(CKM_RSA_PKCS), key, shorter, signature));
        assertReturns(
                CKR_SIGNATURE_INVALID, () -> token.verify(session, mechanism(CKM_RSA_PKCS), key, longer, signature));
    }

    static List<SoundRow> sound() {
        return Arrays.stream(HashAlgorithm.values()).map(SoundRow::new).toList();
    }

    static List<Row> faulty() {
        List<Row> rows = new ArrayList<>();
        for (HashAlgorithm hash : List.of(HashAlgorithm.SHA1, HashAlgorithm.SHA256, HashAlgorithm.SHA512)) {
            for (Pkcs1SignatureFault fault : Pkcs1SignatureFault.values()) {
                rows.add(new Row(hash, fault));
            }
        }
        return rows;
    }

    static List<LengthRow> faultyValues() {
        return List.of(
                new LengthRow(1, "is one byte", () -> new byte[] {1}),
                new LengthRow(2, "lacks its last byte", () -> Arrays.copyOf(soundValue(), length() - 1)),
                new LengthRow(3, "lacks its first byte", () -> Arrays.copyOfRange(soundValue(), 1, length())),
                new LengthRow(
                        4,
                        "has a zero before it",
                        () -> org.bouncycastle.util.Arrays.concatenate(new byte[1], soundValue())),
                new LengthRow(5, "has a zero behind it", () -> Arrays.copyOf(soundValue(), length() + 1)),
                new LengthRow(6, "is 0", () -> number(BigInteger.ZERO)),
                new LengthRow(7, "is 1", () -> number(BigInteger.ONE)),
                new LengthRow(8, "is the modulus less 1", () -> number(modulus().subtract(BigInteger.ONE))),
                new LengthRow(9, "is the modulus", () -> number(modulus())),
                new LengthRow(10, "is the modulus and 1", () -> number(modulus().add(BigInteger.ONE))),
                new LengthRow(
                        11,
                        "is the right one's negative",
                        () -> number(modulus().subtract(new BigInteger(1, soundValue())))),
                new LengthRow(12, "is the block itself", () -> block(HashAlgorithm.SHA256)));
    }

    /** Whoever refuses the sound signature, too, has not seen the fault. */
    private static void assumeVerifies(TokenUnderTest token, HashAlgorithm hash) {
        Preparation.run("the token verifies nothing", () -> verify(token, hash.rsaPkcs(), sound(hash)));
    }

    private static void verify(TokenUnderTest token, long mechanism, byte[] signature) throws PKCS11Exception {
        long session = token.openReadOnly();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
        token.verify(session, mechanism(mechanism), key, MESSAGE, signature);
    }

    private static byte[] sound(HashAlgorithm hash) {
        return SoftwareKeys.signBlock(block(hash));
    }

    private static byte[] soundValue() {
        return sound(HashAlgorithm.SHA256);
    }

    private static BigInteger modulus() {
        return SoftwareKeys.rsaPublic().getModulus();
    }

    private static byte[] block(HashAlgorithm hash) {
        return SignatureBlock.of(length(), SignatureBlock.digestInfo(hash, SignatureBlock.hash(hash, MESSAGE)));
    }

    private static byte[] number(BigInteger value) {
        return BigIntegers.asUnsignedByteArray(length(), value);
    }

    private static int length() {
        return SoftwareKeys.modulusBytes(SoftwareKeys.rsaPublic());
    }
}
