package org.tokentwin.conformance.cases.signature;

import static org.tokentwin.conformance.Attributes.mechanism;
import static org.tokentwin.conformance.Attributes.pss;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_INVALID;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.cases.reference.HashAlgorithm;
import org.tokentwin.conformance.cases.reference.PssBlock;
import org.tokentwin.conformance.cases.reference.PublicKeys;
import org.tokentwin.conformance.cases.reference.SoftwareKeys;

/** PSS signatures by a key that the suite holds, sound with salts of several lengths and faulty, for the module to verify. */
@ExtendWith(ConformanceExtension.class)
class PssFaultCases {
    private static final byte[] MESSAGE = "jumps over the lazy dog".getBytes(StandardCharsets.US_ASCII);

    /** Bytes of the block that are neither salt nor hash: the separator and the trailer. */
    private static final int OVERHEAD = 2;

    /** A sound signature with a salt of this length. */
    record SaltRow(HashAlgorithm hash, int number, int salt) implements CaseRow {
        @Override
        public String id() {
            return "PSS-%s-%03d".formatted(hash, number);
        }

        @Override
        public String requirement() {
            return "CKM_%s_RSA_PKCS_PSS accepts a salt of %d bytes where the parameters say so".formatted(hash, salt);
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(hash.rsaPss());
        }
    }

    /** A faulty signature. */
    record FaultRow(HashAlgorithm hash, int number, String text, UnaryOperator<PssBlock> fault) implements CaseRow {
        @Override
        public String id() {
            return "PSS-%s-%03d".formatted(hash, number);
        }

        @Override
        public String requirement() {
            return "CKM_%s_RSA_PKCS_PSS refuses a signature whose block %s".formatted(hash, text);
        }

        @Override
        public List<Long> mechanisms() {
            return List.of(hash.rsaPss());
        }
    }

    @ConformanceCases(section = "2.1.14 PSS", rows = "salts", effect = Effect.SESSION_OBJECTS)
    void saltOfAnyLength_isAccepted(TokenUnderTest token, SaltRow row) throws PKCS11Exception {
        byte[] block = new PssBlock(row.hash(), MESSAGE).withSalt(row.salt()).encode(length());

        assertOk(() -> verify(token, row.hash(), row.salt(), block));
    }

    @ConformanceCases(section = "2.1.14 PSS", rows = "faults", effect = Effect.SESSION_OBJECTS)
    void faultyBlock_isRefused(TokenUnderTest token, FaultRow row) throws PKCS11Exception {
        byte[] block = row.fault().apply(new PssBlock(row.hash(), MESSAGE)).encode(length());

        byte[] sound = new PssBlock(row.hash(), MESSAGE).encode(length());
        Preparation.run(
                "the token verifies nothing",
                () -> verify(token, row.hash(), row.hash().bytes(), sound));
        assertReturns(
                CKR_SIGNATURE_INVALID,
                () -> verify(token, row.hash(), row.hash().bytes(), block));
    }

    static List<SaltRow> salts() {
        List<SaltRow> rows = new ArrayList<>();
        for (HashAlgorithm hash : HashAlgorithm.values()) {
            rows.add(new SaltRow(hash, 101, hash.bytes()));
            rows.add(new SaltRow(hash, 102, 0));
            rows.add(new SaltRow(hash, 103, 8));
            rows.add(new SaltRow(hash, 104, length() - hash.bytes() - OVERHEAD));
        }
        return rows;
    }

    static List<FaultRow> faults() {
        List<FaultRow> rows = new ArrayList<>();
        for (HashAlgorithm hash : List.of(HashAlgorithm.SHA1, HashAlgorithm.SHA256, HashAlgorithm.SHA512)) {
            HashAlgorithm other = hash == HashAlgorithm.SHA256 ? HashAlgorithm.SHA1 : HashAlgorithm.SHA256;
            int bytes = hash.bytes();
            int n = 1;
            rows.add(new FaultRow(hash, n++, "has no salt", block -> block.withSalt(0)));
            rows.add(new FaultRow(hash, n++, "has a salt one byte shorter", block -> block.withSalt(bytes - 1)));
            rows.add(new FaultRow(hash, n++, "has a salt one byte longer", block -> block.withSalt(bytes + 1)));
            rows.add(new FaultRow(
                    hash, n++, "has the longest salt", block -> block.withSalt(length() - bytes - OVERHEAD)));
            rows.add(new FaultRow(hash, n++, "has another salt than its hash", PssBlock::withOtherSalt));
            rows.add(new FaultRow(hash, n++, "is masked with another hash", block -> block.withMgf(other)));
            rows.add(new FaultRow(hash, n++, "has 00 before the salt", block -> block.withSeparator(0)));
            rows.add(new FaultRow(hash, n++, "has 02 before the salt", block -> block.withSeparator(2)));
            rows.add(new FaultRow(hash, n++, "has padding that is not zero", block -> block.withFirstPaddingByte(1)));
            rows.add(new FaultRow(hash, n++, "ends with CC", block -> block.withTrailer(0xCC)));
            rows.add(new FaultRow(hash, n++, "ends with BD", block -> block.withTrailer(0xBD)));
            rows.add(new FaultRow(hash, n++, "has a bit of its hash changed", PssBlock::withHashBit));
            rows.add(new FaultRow(hash, n++, "has the bit set that must be 0", PssBlock::withTopBit));
        }
        return rows;
    }

    private static void verify(TokenUnderTest token, HashAlgorithm hash, int salt, byte[] block)
            throws PKCS11Exception {
        long session = token.openReadOnly();
        long key = PublicKeys.onToken(token, session, SoftwareKeys.rsaPublic());
        token.verify(
                session,
                mechanism(hash.rsaPss(), pss(hash.mechanism(), hash.mgf(), salt)),
                key,
                MESSAGE,
                SoftwareKeys.signBlock(block));
    }

    private static int length() {
        return SoftwareKeys.modulusBytes(SoftwareKeys.rsaPublic());
    }
}
