package org.tokentwin.emulator.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileFileTest {
    private static final String BASED = "based-on = \"hongkongpost-ecert\"\n";

    @TempDir
    Path directory;

    @Test
    void ownFile_isReadOverItsBase() throws IOException {
        Path file = write(BASED + "description = \"mine\"\n[pin]\ntries = 3\n");

        TokenProfile profile = TokenProfile.load(file);

        assertThat(profile.name()).isEqualTo("mine");
        assertThat(profile.description()).isEqualTo("mine");
        assertThat(profile.pinPolicy().userTries()).isEqualTo(3);
        assertThat(profile.pinPolicy().maxLength()).isEqualTo(20);
    }

    @Test
    void baseThatHasABase_isReadOverIt() throws IOException {
        TokenProfile profile = TokenProfile.load(write("based-on = \"safenet-etoken-5110\"\n[pin]\ntries = 3\n"));

        TokenProfile bundled = TokenProfile.named("safenet-etoken-5110");
        assertThat(profile.pinPolicy().userTries()).isEqualTo(3);
        assertThat(profile.pinPolicy().history()).isEqualTo(bundled.pinPolicy().history());
        assertThat(profile.library()).isEqualTo(bundled.library());
        assertThat(profile.atr()).isEqualTo(bundled.atr());
        assertThat(profile.description()).isEqualTo(bundled.description());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    [pin]\\ntries = 16                 | 3: pin.tries: 16 is out of range; allowed is a whole number from 1 to 15
                    [pin]\\ntries = "many"             | 3: pin.tries: it is of the wrong kind; allowed is a whole number from 1 to 15
                    [pin]\\nretries = 3                | 3: pin.retries: there is no such key; allowed are: count-low-at, count-low-when-locked
                    [pins]\\ntries = 3                 | 2: pins: there is no such key; allowed are: atr, based-on
                    [pin]\\nrequired = ["vowel"]       | 3: pin.required: 'vowel' is not allowed; allowed is any of: upper, lower, digit, special
                    [pin]\\nforbidden = ["digit"]      | 3: pin.forbidden: a kind of characters is required, too; allowed are those that are not in pin.required
                    [pin]\\nmin-length = 12\\nmax-length = 8 | 4: pin.max-length: 8 is out of range; allowed is a whole number from 12 to 20
                    [pin]\\nso-pin = 1                 | 3: pin.so-pin: it is of the wrong kind; allowed is true or false
                    [token]\\nutc-time = "now"         | 3: token.utc-time: 'now' is not allowed; allowed is one of: zeros, blanks
                    [token]\\nflags = ["CKF_USER_PIN_LOCKED"] | 3: token.flags: 'CKF_USER_PIN_LOCKED' is not allowed; allowed is any of: CKF_RNG
                    [token]\\nmodel = "a model of 17 byt" | 3: token.model: 'a model of 17 byt' has 17 bytes; allowed is a text of at most 16 bytes
                    [library]\\nversion = "9"          | 3: library.version: '9' is not allowed; allowed is a version such as "2.20"
                    [library]\\nversion = "9.256"      | 3: library.version: '9.256' is not allowed
                    [slots]\\ncount = 1\\ndescriptions = ["a", "b"] | 4: slots.descriptions: 2 are too many
                    [slots]\\ndescriptions = [1]       | 3: slots.descriptions: 1 is not a text
                    [keys]\\nmechanisms = ["RSA"]      | 3: keys.mechanisms: 'RSA' is no mechanism
                    [keys]\\ncurves = ["P-192"]        | 3: keys.curves: 'P-192' is not allowed; allowed is any of: P-256, P-384, P-521
                    atr = "00 00"                      | 2: atr: '00 00' is not allowed; allowed is an ATR
                    atr = "zz"                         | 2: atr: 'zz' is not allowed; allowed is an ATR
                    pin = 4                            | 2: pin: it is not a table
                    refusals = 4                       | 2: refusals: it is of the wrong kind; allowed are tables [[refusals]]
                    refusals = ["all"]                 | 2: refusals: all is no table; allowed are tables [[refusals]]
                    [[refusals]]\\nreturn = "CKR_FUNCTION_FAILED" | : refusals[1].operation: it is missing; needed is a function that takes
                    [[refusals]]\\noperation = "C_Finalize"\\nreturn = "CKR_FUNCTION_FAILED" | 3: refusals[1].operation: 'C_Finalize' is not allowed; allowed is a function that takes
                    [[refusals]]\\noperation = "C_Login"\\nreturn = "CKR_OK" | 4: refusals[1].return: 'CKR_OK' is not allowed
                    [[refusals]]\\noperation = "C_Login"\\nreturn = "CKR_PIN_TOO_BIG" | 4: refusals[1].return: 'CKR_PIN_TOO_BIG' is not allowed
                    [[refusals]]\\noperation = "C_Login"\\nreturn = "CKR_FUNCTION_FAILED"\\nwhen = "always" | 5: refusals[1].when: there is no such key; allowed are: attributes, curves
                    [[refusals]]\\noperation = "C_Login"\\nreturn = "CKR_FUNCTION_FAILED"\\nmechanism = "CKM_RSA_PKCS" | 3: refusals[1].operation: C_Login takes nothing that the conditions could be about; not allowed with it are: mechanism
                    [[refusals]]\\noperation = "C_InitToken"\\nreturn = "CKR_FUNCTION_FAILED"\\nstate = "CKS_RW_SO_FUNCTIONS" | 3: refusals[1].operation: C_InitToken takes nothing that the conditions could be about; not allowed with it are: state
                    [[refusals]]\\noperation = "C_SignInit"\\nreturn = "CKR_FUNCTION_FAILED"\\ngiven = ["CKA_LABEL"] | 3: refusals[1].operation: C_SignInit takes nothing
                    [[refusals]]\\noperation = "C_SignInit"\\nreturn = "CKR_FUNCTION_FAILED"\\nmechanism = "CKM_SIGN" | 5: refusals[1].mechanism: 'CKM_SIGN' is not allowed; allowed is any, or a name such as
                    [[refusals]]\\noperation = "C_SignInit"\\nreturn = "CKR_FUNCTION_FAILED"\\nmin-bits = 3\\nmax-bits = 2 | 6: refusals[1].max-bits: 2 is less than min-bits
                    [[refusals]]\\noperation = "C_CreateObject"\\nreturn = "CKR_FUNCTION_FAILED"\\nattributes = { CKA_SIGN = 1 } | 5: refusals[1].attributes: CKA_SIGN cannot be 1; allowed is a table
                    [[refusals]]\\noperation = "C_CreateObject"\\nreturn = "CKR_FUNCTION_FAILED"\\nattributes = { CKA_CLASS = "CKO_NOTHING" } | 5: refusals[1].attributes: CKA_CLASS cannot be CKO_NOTHING
                    [[refusals]]\\noperation = "C_CreateObject"\\nreturn = "CKR_FUNCTION_FAILED"\\nattributes = { CKA_LABEL = "a" } | 5: refusals[1].attributes: CKA_LABEL cannot be a
                    [[refusals]]\\noperation = "C_CreateObject"\\nreturn = "CKR_FUNCTION_FAILED"\\ngiven = ["CKA_NOTHING"] | 5: refusals[1].given: 'CKA_NOTHING' is no attribute
                    [pin]\\ntries = -1                 | 3: pin.tries: -1 is out of range
                    [pin]\\ntries = 9223372036854775807 | 3: pin.tries: 9223372036854775807 is out of range
                    [pin]\\nhistory = 4294967296       | 3: pin.history: 4294967296 is out of range
                    [slots]\\ncount = 2147483647       | 3: slots.count: 2147483647 is out of range
                    [slots]\\ncount = -9223372036854775808 | 3: slots.count: -9223372036854775808 is out of range
                    [keys]\\nrsa-max-bits = 4294967296 | 3: keys.rsa-max-bits: 4294967296 is out of range
                    [keys]\\nrsa-min-bits = -2048      | 3: keys.rsa-min-bits: -2048 is out of range
                    [token]\\ntotal-memory = -1        | 3: token.total-memory: -1 is out of range
                    [token]\\nfree-memory-at-most = 2147483648 | 3: token.free-memory-at-most: 2147483648 is out of range
                    [objects]\\nid-length = 2147483648 | 3: objects.id-length: 2147483648 is out of range
                    [pace]\\nsign = 9223372036854775807 | 3: pace.sign: 9223372036854775807 is out of range
                    [pace]\\nspread-percent = -1       | 3: pace.spread-percent: -1 is out of range
                    [[refusals]]\\noperation = "C_SignInit"\\nreturn = "CKR_FUNCTION_FAILED"\\nmin-bits = -1 | 5: refusals[1].min-bits: -1 is out of range
                    [[refusals]]\\noperation = "C_SignInit"\\nreturn = "CKR_FUNCTION_FAILED"\\nmax-bits = 4294967296 | 5: refusals[1].max-bits: 4294967296 is out of range
                    [pin]\\ntries = 9223372036854775808 | 3:
                    [pin]\\ntries = 1e99               | 3: pin.tries: it is of the wrong kind
                    [library]\\nversion = "9.99999999999999999999" | 3: library.version: '9.99999999999999999999' is not allowed
                    """)
    void badValue_isRefusedWithFileLineKeyAndWhatIsAllowed(String text, String message) throws IOException {
        Path file = write(BASED + text.replace("\\n", "\n") + "\n");

        assertThatThrownBy(() -> TokenProfile.load(file))
                .isInstanceOf(ProfileException.class)
                .hasMessageStartingWith(file + (message.startsWith(":") ? "" : ":") + message);
    }

    @Test
    void missingKey_isNamed() throws IOException {
        Path file = write("description = \"no base\"\n[pin]\n");

        assertThatThrownBy(() -> TokenProfile.load(file))
                .isInstanceOf(ProfileException.class)
                .hasMessage(
                        file + ": atr: it is missing; needed is an ATR in hexadecimal, 2 to 33 bytes that begin with 3B"
                                + " or 3F");
    }

    @Test
    void unknownBase_isRefused() throws IOException {
        Path file = write("based-on = \"feitian\"\n");

        assertThatThrownBy(() -> TokenProfile.load(file))
                .hasMessage(
                        file + ":1: based-on: 'feitian' is not allowed; allowed is one of: gemalto-idprime-940,"
                                + " hongkongpost-ecert, hongkongpost-ecert-asking, hongkongpost-ecert-idprime-940, pkcs11-3.2,"
                                + " safenet-etoken-5110, safenet-etoken-5110-cc, safenet-etoken-5110-fips, safenet-etoken-5110-linux");
    }

    @Test
    void brokenToml_isRefusedWithItsLine() throws IOException {
        Path file = write(BASED + "[pin\n");

        assertThatThrownBy(() -> TokenProfile.load(file))
                .isInstanceOf(ProfileException.class)
                .hasMessageStartingWith(file + ":2: ");
    }

    @Test
    void absentFile_isNamed() {
        Path file = directory.resolve("absent.toml");

        assertThatThrownBy(() -> TokenProfile.load(file))
                .isInstanceOf(ProfileException.class)
                .hasMessage(file + ": there is no such profile file");
    }

    @Test
    void fileThatIsNotText_isRefused() throws IOException {
        Path file = Files.write(directory.resolve("mine.toml"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});

        assertThatThrownBy(() -> TokenProfile.load(file))
                .isInstanceOf(ProfileException.class)
                .hasMessage(file + ": the profile is not UTF-8 text");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("mine.toml"), text);
    }
}
