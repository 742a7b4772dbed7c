package org.tokentwin.client.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextPageTest {
    @Test
    void controlCharactersOfAToken_becomeQuestionMarks() {
        String page = new TextPage().line(0, "My\u001B[31mToken\r\n\u202Eevil").toString();

        assertThat(page).isEqualTo("My?[31mToken??" + "?evil\n");
    }

    @Test
    void charactersOfAnyScript_stay() {
        assertThat(new TextPage().line(1, "陳大文 \uD83D\uDD11 é").toString()).isEqualTo("  陳大文 \uD83D\uDD11 é\n");
    }

    @Test
    void emptyField_isLeftOut() {
        assertThat(new TextPage()
                        .field(0, "SRN", "")
                        .fields(0, "CRL", List.of())
                        .toString())
                .isEmpty();
    }

    @Test
    void fields_standBelowEachOther() {
        assertThat(new TextPage().fields(0, "Chain", List.of("a", "b")).toString())
                .isEqualTo("Chain               a\n                    b\n");
    }
}
