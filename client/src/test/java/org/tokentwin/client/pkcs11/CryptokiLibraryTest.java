package org.tokentwin.client.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CryptokiLibraryTest {
    @TempDir
    private Path directory;

    @Test
    void missingFile_isRefused() {
        assertThatThrownBy(() -> CryptokiLibrary.open(directory.resolve("missing.so")))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("there is no module");
    }

    @Test
    void directory_isRefused() {
        assertThatThrownBy(() -> CryptokiLibrary.open(directory))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("is no file");
    }

    @Test
    void textFile_isRefused() throws IOException {
        Path text = Files.writeString(directory.resolve("module.conf"), "module: x\n".repeat(20));

        assertThatThrownBy(() -> CryptokiLibrary.open(text))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining("is no shared library");
    }

    @Test
    void libraryOfAnotherMachine_isRefusedWithBothNames() throws IOException {
        boolean isAmd64 = System.getProperty("os.arch").equals("amd64");
        ByteBuffer header = ByteBuffer.allocate(0x100).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(0, 0x464C457F).putShort(18, (short) (isAmd64 ? 0xB7 : 0x3E));
        Path library = Files.write(directory.resolve("other.so"), header.array());

        assertThatThrownBy(() -> CryptokiLibrary.open(library))
                .isInstanceOf(TokenException.class)
                .hasMessageContaining(isAmd64 ? "aarch64" : "amd64")
                .hasMessageContaining(System.getProperty("os.arch"));
    }

    @Test
    void libraryThatIsNoModule_isRefusedAndTheProcessLives() {
        Path zip = Path.of(System.getProperty("java.home"), "lib", System.mapLibraryName("zip"));

        TokenException refusal = catchThrowableOfType(TokenException.class, () -> CryptokiLibrary.open(zip));

        assertThat(refusal).hasMessageContaining("does not export C_GetFunctionList");
        assertThat(refusal.advice()).isNotEmpty();
    }
}
