package org.tokentwin.client.window.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"x", " Payroll ", "陳大文陳大文陳大文陳", "\u05e9\u05dc\u05d5\u05dd", "<b>&", "\ud83d\udd11"})
    void nameThatATokenHasRoomFor_isTaken(String name) {
        assertThat(new NewName(name).objection("My Token")).isEmpty();
        assertThat(new NewName(name).text()).isEqualTo(name.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'  '|rename.empty",
                "0123456789abcdef0123456789abcdefg|rename.long",
                "陳大文陳大文陳大文陳大|rename.long",
                "' My Token '|rename.same",
                "a\u202eb|rename.characters",
                "a\u0000b|rename.characters",
                "a\u200bb|rename.characters",
                "a\ud800|rename.characters"
            })
    void otherName_isObjectedTo(String name, String key) {
        assertThat(new NewName(name).objection("My Token"))
                .hasValueSatisfying(objection -> assertThat(objection.key()).isEqualTo(key));
    }
}
