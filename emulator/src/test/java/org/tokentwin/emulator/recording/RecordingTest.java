package org.tokentwin.emulator.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

class RecordingTest {
    private static final String LOGOUT =
            "{\"at\":\"2026-01-02T03:04:05Z\",\"application\":7,\"function\":\"C_Logout\",\"in\":{\"hSession\":1},"
                    + "\"result\":\"CKR_OK\",\"out\":{},\"micros\":12}\n";

    @Test
    void call_isReadAsItWasWritten() throws IOException {
        RecordedCall call = new RecordedCall(
                "2026-01-02T03:04:05Z",
                7,
                CryptokiFunction.C_Logout,
                RecordedJson.object().put("hSession", 1),
                Ckr.CKR_USER_NOT_LOGGED_IN.code(),
                RecordedJson.object(),
                12);

        Recording.Entry entry = read(LOGOUT + call.line()).calls().getLast();

        assertThat(entry.line()).isEqualTo(2);
        assertThat(entry.application()).isEqualTo(7);
        assertThat(entry.function()).isEqualTo(CryptokiFunction.C_Logout);
        assertThat(entry.result()).isEqualTo(Ckr.CKR_USER_NOT_LOGGED_IN.code());
        assertThat(entry.arguments()).isEqualTo(read(LOGOUT).calls().getFirst().arguments());
    }

    @Test
    void vendorsReturnValue_isReadByItsNumber() throws IOException {
        assertThat(read(LOGOUT.replace("CKR_OK", "CKR_0x80000123"))
                        .calls()
                        .getFirst()
                        .result())
                .isEqualTo(0x80000123L);
    }

    /** A line after a good one, so that its number is told. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "no JSON at all",
                "{}",
                "{\"function\":\"C_Logout\"}",
                "{\"application\":1,\"function\":\"C_Explode\",\"in\":{},\"out\":{},\"result\":\"CKR_OK\"}",
                "{\"application\":1,\"function\":\"C_GetFunctionList\",\"in\":{\"ppFunctionList\":true},\"out\":{},\"result\":\"CKR_OK\"}",
                "{\"application\":1,\"function\":\"C_Logout\",\"in\":{},\"out\":{},\"result\":\"CKR_OK\"}",
                "{\"application\":1,\"function\":\"C_Logout\",\"in\":{\"hSession\":\"1\"},\"out\":{},\"result\":\"CKR_OK\"}",
                "{\"application\":1,\"function\":\"C_Logout\",\"in\":{\"hSession\":18446744073709551616},\"out\":{},\"result\":\"CKR_OK\"}",
                "{\"application\":1,\"function\":\"C_Logout\",\"in\":{\"hSession\":1,\"hObject\":1},\"out\":{},\"result\":\"CKR_OK\"}",
                "{\"application\":1,\"function\":\"C_Logout\",\"in\":{\"hSession\":1},\"out\":{},\"result\":\"CKR_PERFECT\"}",
                "{\"application\":1,\"function\":\"C_Logout\",\"in\":{\"hSession\":1},\"out\":{},\"result\":\"CKR_OK\",\"more\":1}",
                "{\"application\":1,\"application\":1,\"function\":\"C_Logout\",\"in\":{\"hSession\":1},\"out\":{},\"result\":\"CKR_OK\"}",
                "{\"application\":1,\"function\":\"C_Logout\",\"in\":{\"hSession\":1},\"out\":{},\"result\":\"CKR_OK\"} more",
                "{\"application\":1,\"function\":\"C_GenerateRandom\",\"in\":{\"hSession\":1,\"pRandomData\":1},\"out\":{\"pRandomData\":\"0102\"},\"result\":\"CKR_OK\"}",
                "{\"application\":1,\"function\":\"C_GenerateRandom\",\"in\":{\"hSession\":1,\"pRandomData\":1},\"out\":{\"pRandomData\":\"0g\"},\"result\":\"CKR_OK\"}",
                "{\"application\":1,\"function\":\"C_GetInfo\",\"in\":{\"pInfo\":true},\"out\":{\"pInfo\":\"00\"},\"result\":\"CKR_OK\"}",
                "{\"application\":1,\"function\":\"C_FindObjects\",\"in\":{\"hSession\":1,\"phObject\":1},\"out\":{\"phObject\":[1,2]},\"result\":\"CKR_OK\"}",
                "{\"application\":1,\"function\":\"C_GetAttributeValue\",\"in\":{\"hSession\":1,\"hObject\":1,\"pTemplate\":[{\"type\":0,\"room\":1}]},"
                        + "\"out\":{\"pTemplate\":[{\"length\":2,\"value\":\"0102\"}]},\"result\":\"CKR_OK\"}"
            })
    void lineThatIsNoCall_isRefusedWithItsNumber(String line) {
        assertThatThrownBy(() -> read(LOGOUT + line + "\n"))
                .isInstanceOf(MalformedRecordingException.class)
                .hasMessageStartingWith("line 2: ");
    }

    @Test
    void lineThatNests_isRefusedBeforeTheStackEnds() {
        assertThatThrownBy(() -> read("[".repeat(1_000_000) + "\n"))
                .isInstanceOf(MalformedRecordingException.class)
                .hasMessageStartingWith("line 1: ");
    }

    @Test
    void lineWithoutAnEnd_isRefusedAsCutOff() {
        assertThatThrownBy(() -> read(LOGOUT + LOGOUT.stripTrailing()))
                .isInstanceOf(MalformedRecordingException.class)
                .hasMessageContaining("line 2: the line has no end");
    }

    @Test
    void emptyRecording_isRefused() {
        assertThatThrownBy(() -> read("")).isInstanceOf(MalformedRecordingException.class);
    }

    /** It never ends, so that what read it whole would not return. */
    @Test
    void endlessLine_isRefusedAtItsLimit() {
        assertThatThrownBy(() -> Recording.read(new Endless("[")))
                .isInstanceOf(MalformedRecordingException.class)
                .hasMessageContaining("line 1: a line has at most");
    }

    @Test
    void endlessRecording_isRefusedAtItsLimit() {
        assertThatThrownBy(() -> Recording.read(new Endless(LOGOUT), 1 << 20))
                .isInstanceOf(MalformedRecordingException.class)
                .hasMessageContaining("a recording has at most");
    }

    private static final class Endless extends InputStream {
        private final byte[] text;
        private int next;

        private Endless(String text) {
            this.text = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            return text[Math.floorMod(next++, text.length)];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            for (int i = 0; i < length; i++) {
                bytes[offset + i] = (byte) read();
            }
            return length;
        }
    }

    @Test
    void directory_isNoRecording(@TempDir Path directory) {
        assertThatThrownBy(() -> Recording.read(directory)).isInstanceOf(IOException.class);
    }

    private static Recording read(String text) throws IOException {
        return Recording.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
