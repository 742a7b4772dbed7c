package org.tokentwin.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import picocli.CommandLine;

/** Published vectors on the emulator: excerpts of the real files, which all hold, and the same with one value changed, which is noticed. */
class VectorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROFILE = "pkcs11-3.2";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    private Path excerpts = Path.of("");

    @BeforeEach
    void findExcerpts() throws URISyntaxException {
        excerpts = Path.of(
                Objects.requireNonNull(getClass().getResource("/vectors")).toURI());
    }

    @Test
    void excerptsOfThePublishedFiles_holdOnTheEmulator() {
        assertThat(run(excerpts)).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("pass  wycheproof/testvectors_v1/rsa_signature_2048_sha256_test-001")
                .contains("pass  wycheproof/testvectors_v1/rsa_pss_2048_sha256_mgf1_32_test-001")
                .contains("pass  wycheproof/testvectors_v1/ecdsa_secp256r1_sha256_test-001")
                .contains("pass  wycheproof/testvectors_v1/aes_cbc_pkcs5_test-001")
                .contains("pass  wycheproof/testvectors_v1/hmac_sha256_test-002")
                .contains("pass  wycheproof/testvectors/ecdsa_secp256r1_sha256_p1363_test-001")
                .contains("pass  wycheproof/testvectors_v1/ecdh_secp256r1_test-001")
                .contains("pass  wycheproof/testvectors_v1/ecdh_secp256r1_pem_test-001")
                .contains("pass  wycheproof/testvectors_v1/ecdh_secp256r1_webcrypto_test-001")
                .contains("pass  wycheproof/testvectors_v1/aes_gcm_test-001")
                .contains("pass  wycheproof/testvectors_v1/aes_cmac_test-001")
                .contains("pass  acvp/ACVP-AES-ECB-1.0/prompt-001")
                .contains("pass  acvp/SHA2-256-1.0/internalProjection-001")
                .contains("-     wycheproof/testvectors_v1/ed25519_test-001")
                .contains("the suite has no case for EDDSA")
                .doesNotContain("LOGIN-001");
    }

    /** The result of each kind of vector, and one more bit in it. */
    @ParameterizedTest
    @CsvSource({
        "wycheproof/testvectors_v1/rsa_signature_2048_sha256_test.json, sig, refused with CKR_SIGNATURE_INVALID",
        "wycheproof/testvectors_v1/rsa_pss_2048_sha256_mgf1_32_test.json, msg, refused with CKR_SIGNATURE_INVALID",
        "wycheproof/testvectors_v1/ecdsa_secp256r1_sha256_p1363_test.json, sig, refused with CKR_SIGNATURE_INVALID",
        "wycheproof/testvectors_v1/rsa_oaep_2048_sha256_mgf1sha256_test.json, ct, refused with CKR_ENCRYPTED_DATA_INVALID",
        "wycheproof/testvectors_v1/rsa_pkcs1_2048_sig_gen_test.json, sig, gave other bytes",
        "wycheproof/testvectors_v1/ecdh_secp256r1_ecpoint_test.json, shared, gave other bytes",
        "wycheproof/testvectors_v1/aes_cbc_pkcs5_test.json, ct, CKM_AES_CBC_PAD",
        "wycheproof/testvectors_v1/hmac_sha256_test.json, tag, refused with CKR_SIGNATURE_INVALID",
        "wycheproof/testvectors_v1/aes_cmac_test.json, tag, refused with CKR_SIGNATURE_INVALID",
        "wycheproof/testvectors_v1/aes_gcm_test.json, tag, refused with CKR_ENCRYPTED_DATA_INVALID",
        "wycheproof/testvectors_v1/rsa_pkcs1_2048_test.json, ct, CKM_RSA_PKCS",
        "acvp/SHA2-256-1.0/internalProjection.json, md, gave other bytes",
        "acvp/ACVP-AES-CBC-1.0/internalProjection.json, ct, gave other bytes",
        "acvp/ECDSA-SigVer-FIPS186-5/internalProjection.json, s, refused with CKR_SIGNATURE_INVALID"
    })
    void changedVector_isAFailureThatNamesTheRow(String name, String field, String seen) throws IOException {
        int number = change(name, test -> {
            String hex = test.get(field).textValue();
            char last = hex.charAt(hex.length() - 1);
            test.put(field, hex.substring(0, hex.length() - 1) + (last == '0' ? '1' : '0'));
        });

        assertThat(run(directory)).as(out.toString()).isEqualTo(1);
        assertThat(out.toString()).contains("vector " + number + ", valid").contains(seen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wycheproof/testvectors_v1/rsa_signature_2048_sha256_test.json",
                "wycheproof/testvectors_v1/ecdsa_secp256r1_sha256_p1363_test.json",
                "wycheproof/testvectors_v1/hmac_sha256_test.json"
            })
    void soundSignatureThatIsSaidToBeForged_isAFailure(String name) throws IOException {
        int number = change(name, test -> test.put("result", "invalid"));

        assertThat(run(directory)).isEqualTo(1);
        assertThat(out.toString()).contains("vector " + number + ", invalid").contains("accepted, by CKM_");
    }

    @Test
    void acceptableVector_isNoFailureWhateverComesOfIt() throws IOException {
        change(
                "wycheproof/testvectors_v1/rsa_signature_2048_sha256_test.json",
                test -> test.put("result", "acceptable")
                        .put("sig", test.get("sig").textValue().replace('a', 'b')));

        assertThat(run(directory)).as(out.toString()).isZero();
    }

    @Test
    void manyFailures_areBounded() throws IOException {
        Path file = copy("wycheproof/testvectors_v1/aes_cbc_pkcs5_test.json");
        JsonNode document = JSON.readTree(file.toFile());
        ArrayNode tests = (ArrayNode) document.get("testGroups").get(0).get("tests");
        ObjectNode valid = (ObjectNode) tests.get(0);
        IntStream.range(0, 40)
                .forEach(number -> tests.add(valid.deepCopy()
                        .put("tcId", 1000 + number)
                        .put("comment", "\u202E" + "x".repeat(3000))
                        .put("ct", "00".repeat(16))));
        JSON.writeValue(file.toFile(), document);

        assertThat(run(directory)).isEqualTo(1);
        assertThat(out.toString())
                .contains("80 of ")
                .contains("… and 70 more")
                .doesNotContain("\u202E")
                .hasSizeLessThan(6000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|is not understood; allowed are files of Project Wycheproof",
                "[1]|is not understood",
                "{\"numberOfTests\":1,|is no sound JSON",
                "{\"numberOfTests\":1,\"numberOfTests\":1}|is no sound JSON",
                "{\"numberOfTests\":1,\"testGroups\":[]} {}|is no sound JSON",
                "{\"numberOfTests\":1,\"testGroups\":3}|\"testGroups\" is missing or not a list",
                "{\"numberOfTests\":1,\"testGroups\":[{\"type\":\"MacTest\"}]}|\"tests\" is missing or not a list",
                "{\"vsId\":1,\"algorithm\":\"SHA2-256\",\"testGroups\":[{\"testType\":\"AFT\",\"tests\":[{\"tcId\":1,\"len\":8,\"msg\":\"0g\",\"md\":\"\"}]}]}|group 1, test 1: \"msg\" is missing or not bytes in hexadecimal"
            })
    void fileThatIsNotUnderstood_isRefusedWithItsName(String text, String wrong) throws IOException {
        copy("acvp/SHA2-256-1.0/internalProjection.json");
        Files.writeString(directory.resolve("other_test.json"), text);

        assertThat(run(directory)).isEqualTo(2);
        assertThat(err.toString()).contains("other_test.json").contains(wrong);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void deepJson_isRefused() throws IOException {
        Files.writeString(directory.resolve("deep.json"), "[".repeat(1000) + "]".repeat(1000));

        assertThat(run(directory)).isEqualTo(2);
        assertThat(err.toString()).contains("deep.json").contains("is no sound JSON");
    }

    @Test
    void largeFile_isRefusedUnread() throws IOException {
        try (var file =
                new java.io.RandomAccessFile(directory.resolve("large.json").toFile(), "rw")) {
            file.setLength(17L << 20);
        }

        assertThat(run(directory)).isEqualTo(2);
        assertThat(err.toString()).contains("large.json is too large: allowed are 16 MiB a file");
    }

    @Test
    void deepDirectory_isRefused() throws IOException {
        Files.createDirectories(directory.resolve("1/2/3/4/5/6/7/8"));

        assertThat(run(directory)).isEqualTo(2);
        assertThat(err.toString()).contains("allowed are 6 directories, one in another");
    }

    @Test
    void manyFiles_areRefused() throws IOException {
        for (int i = 0; i < 5001; i++) {
            Files.createFile(directory.resolve(i + ".txt"));
        }

        assertThat(run(directory)).isEqualTo(2);
        assertThat(err.toString()).contains("holds more than 5,000 files and directories");
    }

    @Test
    void linkToAnotherPlace_isRefused() throws IOException {
        Files.createSymbolicLink(directory.resolve("link.json"), Files.createFile(directory.resolve("other.txt")));

        assertThat(run(directory)).isEqualTo(2);
        assertThat(err.toString()).contains("link.json").contains("allowed are regular files");
    }

    @Test
    void directoryWithoutVectors_isRefused() {
        assertThat(run(directory)).isEqualTo(2);
        assertThat(err.toString()).contains("holds no vectors");
    }

    @Test
    void missingDirectory_isRefused() {
        assertThat(run(directory.resolve("none"))).isEqualTo(2);
        assertThat(err.toString()).contains("is no directory");
    }

    @Test
    void groupOfOneFile_isRunAlone() {
        assertThat(run(excerpts, "--group", "acvp/SHA2-256-1.0/internalprojection"))
                .isZero();
        assertThat(out.toString())
                .contains("pass  acvp/SHA2-256-1.0/internalProjection-001")
                .doesNotContain("wycheproof");
    }

    @Test
    void vectorsOnAModule_leaveNothingBehind() {
        try (EmulatedToken token = EmulatedToken.order().withTestKey().issue();
                Emulator emulator = Emulator.with(token)) {
            assertThat(run(
                            excerpts,
                            "--in-process",
                            "--module",
                            emulator.modulePath().toString()))
                    .as(out.toString())
                    .isZero();
            assertThat(out.toString())
                    .contains("pass  wycheproof/testvectors_v1/rsa_signature_2048_sha256_test-001")
                    .contains("no PIN was given");
        }
    }

    private interface Change {
        void of(ObjectNode test);
    }

    /** Changes the first valid test of a copy of an excerpt, and returns its number. */
    private int change(String name, Change change) throws IOException {
        Path file = copy(name);
        JsonNode document = JSON.readTree(file.toFile());
        for (JsonNode group : document.get("testGroups")) {
            for (JsonNode test : group.get("tests")) {
                boolean valid = !test.path("result").asText("valid").equals("invalid")
                        && test.path("testPassed").asBoolean(true);
                if (valid
                        && Stream.of("sig", "msg", "ct")
                                .noneMatch(each -> test.path(each).asText("x").isEmpty())) {
                    change.of((ObjectNode) test);
                    JSON.writeValue(file.toFile(), document);
                    return test.get("tcId").intValue();
                }
            }
        }
        throw new AssertionError("no valid vector in " + name);
    }

    private Path copy(String name) throws IOException {
        Path file = directory.resolve(Path.of(name).getFileName());
        return Files.copy(excerpts.resolve(name), file);
    }

    private int run(Path vectors, String... more) {
        CommandLine commandLine = ConformanceCommand.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        List<String> arguments = new ArrayList<>(List.of("run", "--vectors", vectors.toString()));
        if (!List.of(more).contains("--module")) {
            arguments.addAll(List.of("--profile", PROFILE));
        }
        arguments.addAll(List.of(more));
        int status = commandLine.execute(arguments.toArray(String[]::new));
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return status;
    }
}
