package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.cli.CommandRun.Result;
import org.tokentwin.emulator.profile.ProfileTable;
import org.tokentwin.emulator.profile.TokenProfile;

class ProfileCommandsTest {
    private static final String BASED = "based-on = \"hongkongpost-ecert\"\n";

    @TempDir
    private Path directory;

    private CommandRun emulator;

    @BeforeEach
    void home() {
        emulator = CommandRun.in(directory.resolve("home"));
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("mine.toml"), text).toString();
    }

    @Test
    void list_hasALineForEachProfile() throws IOException {
        Result listed = emulator.run("profile", "list");

        assertThat(listed.status()).isZero();
        assertThat(listed.out().lines())
                .hasSameSizeAs(TokenProfile.names())
                .anyMatch(line -> line.startsWith("hongkongpost-ecert ")
                        && line.endsWith(TokenProfile.ofDefault().description()));
        JsonNode json = new ObjectMapper()
                .readTree(emulator.run("profile", "list", "--output", "json").out());
        assertThat(json.findValuesAsText("name")).isEqualTo(TokenProfile.names());
    }

    @ParameterizedTest
    @MethodSource("org.tokentwin.emulator.profile.TokenProfile#names")
    void shownProfile_isAWholeProfile_thatIsAlike(String name) throws IOException {
        Result shown = emulator.run("profile", "show", name);
        String copy = file(shown.out());

        assertThat(shown.status()).isZero();
        assertThat(shown.out()).doesNotContain("based-on");
        assertThat(ProfileTable.load(Path.of(copy)).values())
                .isEqualTo(ProfileTable.named(name).values());
        Result compared = emulator.run("profile", "diff", name, copy);
        assertThat(compared.status()).isZero();
        assertThat(compared.out()).isEqualTo(name + " and " + copy + " are alike.\n");
    }

    @Test
    void shownFile_hasTheKeysOfItsBase_andNothingThatMovesACursor() throws IOException {
        String file = file(BASED + "description = \"a\\u001B[2Jb\\u202Ec\"\n[pin]\ntries = 3\n");

        Result shown = emulator.run("profile", "show", file);

        assertThat(shown.out()).contains("tries = 3", "max-length = 20").doesNotContain("\u001B", "\u202E");
        JsonNode json = new ObjectMapper()
                .readTree(emulator.run("profile", "show", file, "--output", "json")
                        .out());
        assertThat(json.at("/pin/tries").asInt()).isEqualTo(3);
        assertThat(json.at("/library/version").asText()).isEqualTo("9.1");
    }

    @Test
    void checkedFile_hasEachFaultNamed() throws IOException {
        String file = file(
                BASED
                        + "description = 3\n[pin]\ntries = 16\nretries = 4\nmin-length = 12\nmax-length = 8\n[keys]\ncurves = [\"P-192\"]\n");

        Result checked = emulator.run("profile", "check", file);

        assertThat(checked.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(checked.out()).isEmpty();
        assertThat(checked.err().lines())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .startsWith("error: " + file + ":2: description: it is of the wrong kind"),
                        line -> assertThat(line)
                                .isEqualTo("error: " + file
                                        + ":4: pin.tries: 16 is out of range; allowed is a whole number from 1 to 15"),
                        line -> assertThat(line)
                                .startsWith("error: " + file + ":5: pin.retries: there is no such key; allowed are: "),
                        line -> assertThat(line).startsWith("error: " + file + ":7: pin.max-length: 8 is out of range"),
                        line -> assertThat(line)
                                .startsWith("error: " + file + ":9: keys.curves: 'P-192' is not allowed"));
    }

    @Test
    void missingKeys_areNamedUntilNothingIsLeftToRead() throws IOException {
        Result checked = emulator.run("profile", "check", file("description = \"no base\"\nsurplus = 1\n"));

        assertThat(checked.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(checked.err().lines()).singleElement().asString().contains(": atr: it is missing; needed is an ATR");
    }

    @Test
    void muchThatIsWrong_isCutShort() throws IOException {
        StringBuilder text = new StringBuilder(BASED);
        for (int i = 0; i < 20_000; i++) {
            text.append("surplus-").append(i).append(" = 1\n");
        }

        Result checked = emulator.run("profile", "check", file(text.toString()));

        assertThat(checked.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(checked.err().lines()).hasSize(51).last().asString().endsWith("more may be wrong; mend these first");
    }

    @Test
    void soundFile_isSaidToBeOne() throws IOException {
        String file = file(BASED + "[pin]\ntries = 3\n");

        Result checked = emulator.run("profile", "check", file);

        assertThat(checked.status()).isZero();
        assertThat(checked.out()).isEqualTo(file + " is a profile.\n");
        assertThat(checked.err()).isEmpty();
    }

    @Test
    void mechanismThatIsNotComputed_isAFault() throws IOException {
        Result checked = emulator.run(
                "profile", "check", file(BASED + "[keys]\nmechanisms = [\"CKM_RSA_PKCS\", \"CKM_SKIPJACK_ECB64\"]\n"));

        assertThat(checked.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(checked.err()).contains("mine", "no such mechanism here: CKM_SKIPJACK_ECB64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent.toml", "."})
    void fileThatCannotBeRead_isAFailure(String name) {
        Result checked =
                emulator.run("profile", "check", directory.resolve(name).toString());

        assertThat(checked.status()).isEqualTo(ExitStatus.FAILURE);
        assertThat(checked.err()).startsWith("error: " + directory.resolve(name));
    }

    @Test
    void difference_isShownWithBothNamesAndValues() throws IOException {
        String file = file(
                BASED
                        + "[pin]\ntries = 3\n[slots]\ndescriptions = [\"SafeNet eToken 5100\", \"other\"]\n[objects]\nid-length = 4\n");

        Result compared = emulator.run("profile", "diff", "hongkongpost-ecert", file);

        assertThat(compared.status()).isEqualTo(1);
        int width = Math.max("hongkongpost-ecert".length(), file.length()) + 2;
        assertThat(compared.out())
                .contains(
                        "pin.tries\n  " + padded("hongkongpost-ecert", width) + "15\n  " + padded(file, width) + "3\n")
                .contains("slots.descriptions\n", padded(file, width) + "only here: [\"other\"]\n")
                .contains("objects.id-length\n")
                .doesNotContain("description\n ");
        JsonNode json = new ObjectMapper()
                .readTree(emulator.run("profile", "diff", "hongkongpost-ecert", file, "--output", "json")
                        .out());
        assertThat(json.findValuesAsText("key")).contains("pin.tries");
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(width - name.length());
    }

    @Test
    void fileThatIsNoProfile_isTroubleAndNoDifference() throws IOException {
        Result compared = emulator.run("profile", "diff", "hongkongpost-ecert", file("[pin\n"));

        assertThat(compared.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(compared.err()).startsWith("error: " + directory.resolve("mine.toml"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"show feitian", "diff feitian hongkongpost-ecert", "diff hongkongpost-ecert", "show", "check", ""
            })
    void wrongUsage_isRefused(String arguments) {
        Result refused = emulator.run(("profile " + arguments).strip().split(" "));

        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).startsWith("error: ");
    }
}
