package org.tokentwin.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void value_isRead() {
        assertThat(Json.parse(" {\"a\": [1, -2, true, false], \"b\":{\"c\":\"d\"}, \"e\" : \"\", \"f\":[]} "))
                .isEqualTo(Map.of("a", List.of(1L, -2L, true, false), "b", Map.of("c", "d"), "e", "", "f", List.of()));
        assertThat(Json.parse("null")).isNull();
    }

    @Test
    void escapes_areRead() {
        assertThat(Json.parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u9673\\u0041é\"")).isEqualTo("\"\\/\b\f\n\r\t陳Aé");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "\"\\\u0000\n\t\u001b\u007f", "陳大文 é 🔑", "</script>"})
    void quotedString_isReadAgain(String value) {
        assertThat(Json.quoted(value)).isPrintable().isASCII();
        assertThat(Json.parse(Json.quoted(value))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,}",
                "{a:1}",
                "{1:2}",
                "[1",
                "[1 2]",
                "[,]",
                "\"",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "tru",
                "nul",
                "1.5",
                "1e3",
                "--1",
                "99999999999999999999",
                "1 2",
                "{} {}",
                "'a'"
            })
    void whatIsNone_isRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void depth_isBounded() {
        assertThatThrownBy(() -> Json.parse("[".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too deep");
    }
}
