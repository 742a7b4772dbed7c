package org.tokentwin.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_DEVICE_ERROR;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INVALID;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a record of PINs says after a process that was killed anywhere. */
class PinRecordTest {
    private static final char[] OWN = "Mine-1234".toCharArray();

    @TempDir
    private Path directory;

    private PinRecord record;

    @BeforeEach
    void begin() {
        record = new PinRecord(directory, "0011");
        record.begin(OWN.clone());
    }

    @Test
    void emptyFile_isNone() throws Exception {
        Files.writeString(record.file(), "");

        assertThat(record.exists()).isFalse();
        assertThat(record.holdsPins()).isFalse();
    }

    @Test
    void recordBegun_isWholeAndTheOnlyFile() {
        assertThat(record.isOf(OWN.clone())).isTrue();
        assertThat(directory).isDirectoryContaining(file -> file.equals(record.file()));
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void halfOfTheNextFile_doesNotCount() throws Exception {
        Files.writeString(record.file().resolveSibling(record.file().getFileName() + ".new"), "sent Abc");
        record.sending("Abcdef1!".toCharArray());

        assertThat(candidates()).containsExactly("Mine-1234", "Abcdef1!");
    }

    @Test
    void pinsWithAnOutcome_leaveOneCandidate() {
        sent("Abcdef1!", CKR_PIN_INVALID);
        assertThat(candidates()).containsExactly("Mine-1234");
        sent("Abcdef1!", CKR_OK);
        assertThat(candidates()).containsExactly("Abcdef1!");
        sent("Abcdef2!", CKR_PIN_INVALID);
        assertThat(candidates()).containsExactly("Abcdef1!");
    }

    @Test
    void pinWithoutOutcome_isTheSecondCandidateAndTheOwnOneTheFirst() {
        sent("Abcdef1!", CKR_OK);
        record.sending("Abcdef2!".toCharArray());
        assertThat(candidates()).containsExactly("Abcdef1!", "Abcdef2!");
        record.returned(CKR_OK);
        record.sending(OWN.clone());
        record.returned(CKR_DEVICE_ERROR);
        assertThat(candidates()).containsExactly("Mine-1234", "Abcdef2!");
    }

    @Test
    void pinThatTheTokenRefusedAtALogin_isNoCandidateAnyMore() {
        record.sending("Abcdef1!".toCharArray());
        record.wrong(OWN.clone());
        assertThat(candidates()).containsExactly("Abcdef1!");
        record.wrong("Abcdef1!".toCharArray());
        assertThat(candidates()).isEmpty();
    }

    @Test
    void tokenThatLied_mayHaveItsOwnPin() {
        sent("Abcdef1!", CKR_OK);
        record.wrong("Abcdef1!".toCharArray());
        assertThat(candidates()).containsExactly("Mine-1234");
    }

    @Test
    void ownPin_isNotInTheFile() throws Exception {
        sent("Abcdef1!", CKR_OK);
        sent("Mine-1234", CKR_OK);

        assertThat(Files.readString(record.file())).contains("Abcdef1!").doesNotContain("Mine-1234");
    }

    @Test
    void pinWithLineEnds_isReadAsItWas() {
        sent("a\nb\\c\rd e", CKR_OK);

        assertThat(candidates()).containsExactly("a\nb\\c\rd e");
    }

    @Test
    void otherFile_isToldAndKept() throws Exception {
        Files.writeString(record.file(), "something else\n");

        assertThatThrownBy(() -> record.isOf(OWN.clone()))
                .isInstanceOf(NoTokenException.class)
                .hasMessageContaining(record.file().toString());
        assertThat(record.file()).exists();
    }

    private void sent(String pin, long ckr) {
        record.sending(pin.toCharArray());
        record.returned(ckr);
    }

    private List<String> candidates() {
        return record.candidates(OWN.clone()).stream().map(String::new).toList();
    }
}
