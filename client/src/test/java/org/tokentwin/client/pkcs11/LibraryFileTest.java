package org.tokentwin.client.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryFileTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"3E, amd64", "B7, aarch64", "28, arm", "3, x86", "F3, 0xF3"})
    void elf_tellsItsMachine(String machine, String name) throws IOException {
        ByteBuffer header = header().putInt(0, 0x464C457F).putShort(18, Short.parseShort(machine, 16));

        assertThat(LibraryFile.read(write(header))).contains(new LibraryFile("ELF", name));
    }

    @Test
    void machO_tellsItsMachine() throws IOException {
        ByteBuffer header = header().putInt(0, 0xFEEDFACF).putInt(4, 0x0100000C);

        assertThat(LibraryFile.read(write(header))).contains(new LibraryFile("Mach-O", "aarch64"));
    }

    @Test
    void portableExecutable_tellsItsMachine() throws IOException {
        ByteBuffer header = header().putShort(0, (short) 0x5A4D)
                .putInt(0x3C, 0x80)
                .putInt(0x80, 0x4550)
                .putShort(0x84, (short) 0x8664);

        assertThat(LibraryFile.read(write(header))).contains(new LibraryFile("PE", "amd64"));
    }

    @Test
    void executableHeaderBeyondTheFile_isNoLibrary() throws IOException {
        ByteBuffer header = header().putShort(0, (short) 0x5A4D).putInt(0x3C, Integer.MAX_VALUE);

        assertThat(LibraryFile.read(write(header))).isEmpty();
    }

    @Test
    void textFile_isNoLibrary() throws IOException {
        assertThat(LibraryFile.read(Files.writeString(directory.resolve("text"), "x".repeat(100))))
                .isEmpty();
    }

    @Test
    void emptyFile_isNoLibrary() throws IOException {
        assertThat(LibraryFile.read(Files.createFile(directory.resolve("empty"))))
                .isEmpty();
    }

    @Test
    void libraryOfAnotherMachine_doesNotRun() {
        assertThat(new LibraryFile("ELF", "aarch64").runsOn("amd64")).isFalse();
        assertThat(new LibraryFile("ELF", "amd64").runsOn("x86_64")).isTrue();
        assertThat(new LibraryFile("Mach-O", "universal").runsOn("aarch64")).isTrue();
    }

    private static ByteBuffer header() {
        return ByteBuffer.allocate(0x100).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Path write(ByteBuffer header) throws IOException {
        byte[] bytes = new byte[header.capacity()];
        header.get(0, bytes);
        return Files.write(directory.resolve("library"), bytes);
    }
}
