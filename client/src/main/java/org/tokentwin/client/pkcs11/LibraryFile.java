package org.tokentwin.client.pkcs11;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What the header of a shared library says of itself.
 *
 * @param format {@code ELF}, {@code Mach-O} or {@code PE}
 * @param machine the processor in the words of {@code os.arch}: {@code amd64}, {@code aarch64}, {@code x86}, {@code arm},
 *     {@code universal}, or the header's number where it is none of these
 */
public record LibraryFile(String format, String machine) {
    private static final int HEADER = 4096;

    /** Reads a library's header. Empty where the file is no shared library of a known format. */
    public static Optional<LibraryFile> read(Path file) throws IOException {
        ByteBuffer header;
        try (InputStream in = Files.newInputStream(file)) {
            header = ByteBuffer.wrap(in.readNBytes(HEADER)).order(ByteOrder.LITTLE_ENDIAN);
        }
        if (header.limit() < 0x40) {
            return Optional.empty();
        }
        return switch (header.getInt(0)) {
            case 0x464C457F -> Optional.of(new LibraryFile("ELF", elfMachine(header)));
            case 0xFEEDFACF -> Optional.of(new LibraryFile("Mach-O", machoMachine(header.getInt(4))));
            case 0xBEBAFECA -> Optional.of(new LibraryFile("Mach-O", "universal"));
            default -> portableExecutable(header);
        };
    }

    /** Whether a process of this architecture can load it; true where that is unknown. */
    public boolean runsOn(String osArch) {
        return machine.equals("universal") || machine.startsWith("0x") || machine.equals(canonical(osArch));
    }

    private static String canonical(String osArch) {
        return switch (osArch.toLowerCase(Locale.ROOT)) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "aarch64";
            case "i386", "i486", "i586", "i686", "x86" -> "x86";
            default -> osArch;
        };
    }

    private static String elfMachine(ByteBuffer header) {
        int machine = Short.toUnsignedInt(header.getShort(18));
        return switch (machine) {
            case 0x03 -> "x86";
            case 0x28 -> "arm";
            case 0x3E -> "amd64";
            case 0xB7 -> "aarch64";
            default -> "0x%X".formatted(machine);
        };
    }

    private static String machoMachine(int cpuType) {
        return switch (cpuType) {
            case 0x01000007 -> "amd64";
            case 0x0100000C -> "aarch64";
            default -> "0x%X".formatted(cpuType);
        };
    }

    private static Optional<LibraryFile> portableExecutable(ByteBuffer header) {
        int peHeader = header.getInt(0x3C);
        boolean isPe = header.getShort(0) == 0x5A4D
                && peHeader > 0
                && peHeader <= header.limit() - 6
                && header.getInt(peHeader) == 0x4550;
        if (!isPe) {
            return Optional.empty();
        }
        int machine = Short.toUnsignedInt(header.getShort(peHeader + 4));
        return Optional.of(new LibraryFile(
                "PE",
                switch (machine) {
                    case 0x014C -> "x86";
                    case 0x8664 -> "amd64";
                    case 0xAA64 -> "aarch64";
                    default -> "0x%X".formatted(machine);
                }));
    }
}
