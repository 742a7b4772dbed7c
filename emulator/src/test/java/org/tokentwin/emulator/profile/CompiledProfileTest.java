package org.tokentwin.emulator.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompiledProfileTest {
    static List<String> names() {
        return BundledProfiles.NAMES;
    }

    @ParameterizedTest
    @MethodSource("names")
    void bundledProfile_saysWhatItsTextSays(String name) throws IOException {
        byte[] text = compiled(ProfileSyntax.parse(name, BundledProfiles.text(name)));

        assertThat(compiled(BundledProfiles.values(name))).isEqualTo(text);
    }

    @Test
    void everyKindOfValue_isReadAsWritten() throws IOException {
        ProfileValues values = new ProfileValues(Map.of(
                "text",
                "\u7c3d\u7f72",
                "number",
                Long.MIN_VALUE,
                "yes",
                true,
                "no",
                false,
                "list",
                List.of("a", 1L, List.of()),
                "table",
                new ProfileValues(Map.of("key", "value"))));

        assertThat(CompiledProfile.read(new DataInputStream(new ByteArrayInputStream(compiled(values)))))
                .isEqualTo(values);
    }

    @Test
    void fileThatIsCutOff_isRefused() throws IOException {
        byte[] whole = compiled(BundledProfiles.values("hongkongpost-ecert"));

        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> CompiledProfile.read(new DataInputStream(new ByteArrayInputStream(cut))))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void valueThatNoProfileHas_isNotWritten() {
        assertThatThrownBy(() -> compiled(new ProfileValues(Map.of("key", 1.5))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] compiled(ProfileValues values) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CompiledProfile.write(values, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
