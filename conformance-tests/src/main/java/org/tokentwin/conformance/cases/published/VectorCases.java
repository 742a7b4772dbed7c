package org.tokentwin.conformance.cases.published;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotRun;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.vectors.Computation;
import org.tokentwin.conformance.vectors.VectorDirectory;
import org.tokentwin.conformance.vectors.VectorGroup;

/** Published test vectors, a group of them each. Keys and what is made with them end with the session. */
@ExtendWith(ConformanceExtension.class)
class VectorCases {
    /** A group of vectors. */
    record Row(VectorGroup group) implements CaseRow {
        @Override
        public String id() {
            return group.id();
        }

        @Override
        public String requirement() {
            int all = group.vectors().size() + group.leftOut();
            return group.vectors().isEmpty()
                    ? "%s: none of %d vectors".formatted(group.title(), all)
                    : "%s: outcomes of %d of %d vectors"
                            .formatted(group.title(), group.vectors().size(), all);
        }
    }

    @ConformanceCases(section = "5.10 C_Digest", rows = "digests")
    void digests_areThosePublished(TokenUnderTest token, Row row) throws Exception {
        VectorSecrets.digest(
                token, row.group(), (Computation.Digest) row.group().computation());
    }

    @ConformanceCases(section = "5.11 C_Sign", rows = "macs", effect = Effect.SESSION_OBJECTS)
    void codes_areThosePublished(TokenUnderTest token, Row row) throws Exception {
        VectorSecrets.mac(token, row.group(), (Computation.Mac) row.group().computation());
    }

    @ConformanceCases(section = "5.8 C_Encrypt", rows = "ciphers", effect = Effect.SESSION_OBJECTS)
    void cryptograms_areThosePublished(TokenUnderTest token, Row row) throws Exception {
        VectorSecrets.cipher(
                token, row.group(), (Computation.Cipher) row.group().computation());
    }

    @ConformanceCases(section = "5.12 C_Verify", rows = "rsaVerifications", effect = Effect.SESSION_OBJECTS)
    void rsaSignatures_areJudged(TokenUnderTest token, Row row) throws Exception {
        VectorKeyPairs.verifyRsa(
                token, row.group(), (Computation.RsaVerification) row.group().computation());
    }

    @ConformanceCases(section = "5.12 C_Verify", rows = "ecdsaVerifications", effect = Effect.SESSION_OBJECTS)
    void ecdsaSignatures_areJudged(TokenUnderTest token, Row row) throws Exception {
        VectorKeyPairs.verifyEcdsa(
                token, row.group(), (Computation.EcdsaVerification) row.group().computation());
    }

    @ConformanceCases(section = "5.11 C_Sign", rows = "rsaSignatures", effect = Effect.SESSION_OBJECTS)
    void rsaSignatures_areThosePublished(TokenUnderTest token, Row row) throws Exception {
        VectorKeyPairs.signRsa(
                token, row.group(), (Computation.RsaSigning) row.group().computation());
    }

    @ConformanceCases(section = "5.9 C_Decrypt", rows = "rsaDecryptions", effect = Effect.SESSION_OBJECTS)
    void rsaCryptograms_areJudged(TokenUnderTest token, Row row) throws Exception {
        VectorKeyPairs.decryptRsa(
                token, row.group(), (Computation.RsaDecryption) row.group().computation());
    }

    @ConformanceCases(section = "5.14 C_DeriveKey", rows = "agreements", effect = Effect.SESSION_OBJECTS)
    void sharedSecrets_areThosePublished(TokenUnderTest token, Row row) throws Exception {
        VectorKeyPairs.agree(
                token, row.group(), (Computation.Agreement) row.group().computation());
    }

    @ConformanceCases(section = "vectors", rows = "others")
    void otherVectors_areNotRun(TokenUnderTest token, Row row) {
        throw new NotRun(((Computation.None) row.group().computation()).why());
    }

    static List<Row> digests(Path directory) {
        return rows(directory, Computation.Digest.class);
    }

    static List<Row> macs(Path directory) {
        return rows(directory, Computation.Mac.class);
    }

    static List<Row> ciphers(Path directory) {
        return rows(directory, Computation.Cipher.class);
    }

    static List<Row> rsaVerifications(Path directory) {
        return rows(directory, Computation.RsaVerification.class);
    }

    static List<Row> ecdsaVerifications(Path directory) {
        return rows(directory, Computation.EcdsaVerification.class);
    }

    static List<Row> rsaSignatures(Path directory) {
        return rows(directory, Computation.RsaSigning.class);
    }

    static List<Row> rsaDecryptions(Path directory) {
        return rows(directory, Computation.RsaDecryption.class);
    }

    static List<Row> agreements(Path directory) {
        return rows(directory, Computation.Agreement.class);
    }

    static List<Row> others(Path directory) {
        return rows(directory, Computation.None.class);
    }

    private static List<Row> rows(Path directory, Class<? extends Computation> kind) {
        return VectorDirectory.read(directory).stream()
                .filter(group -> kind.isInstance(group.computation()))
                .map(Row::new)
                .toList();
    }
}
