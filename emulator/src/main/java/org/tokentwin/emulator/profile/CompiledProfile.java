package org.tokentwin.emulator.profile;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A profile as the build writes it for the emulator's jar, without lines and comments: a byte says what follows, a text in UTF-8, a
 * number in 8 bytes, true, false, or so many items of a list or of a table.
 */
final class CompiledProfile {
    private static final int TEXT = 'T';
    private static final int NUMBER = 'N';
    private static final int TRUE = '1';
    private static final int FALSE = '0';
    private static final int LIST = 'L';
    private static final int TABLE = 'M';

    private CompiledProfile() {}

    /**
     * Compiles the bundled profiles, for the build.
     *
     * @param arguments the directory of the TOML files, and where to write
     */
    public static void main(String[] arguments) throws IOException {
        Path to = Files.createDirectories(Path.of(arguments[1]));
        for (String name : BundledProfiles.NAMES) {
            String toml = ProfileFile.text(Path.of(arguments[0]).resolve(name + ".toml"));
            try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(to.resolve(name + ".profile")))) {
                write(ProfileSyntax.parse(name, toml), out);
            }
        }
    }

    static void write(Object value, DataOutputStream out) throws IOException {
        switch (value) {
            case String text -> {
                out.writeByte(TEXT);
                out.writeUTF(text);
            }
            case Long number -> {
                out.writeByte(NUMBER);
                out.writeLong(number);
            }
            case Boolean truth -> out.writeByte(truth ? TRUE : FALSE);
            case List<?> items -> {
                out.writeByte(LIST);
                out.writeInt(items.size());
                for (Object item : items) {
                    write(item, out);
                }
            }
            case ProfileValues table -> {
                out.writeByte(TABLE);
                out.writeInt(table.entries().size());
                for (Map.Entry<String, Object> entry : table.entries().entrySet()) {
                    out.writeUTF(entry.getKey());
                    write(entry.getValue(), out);
                }
            }
            default -> throw new IllegalArgumentException("No bundled profile has " + value);
        }
    }

    /** @throws IOException where it is cut off, or nothing that {@link #write} wrote */
    static Object read(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case TEXT -> in.readUTF();
            case NUMBER -> in.readLong();
            case TRUE -> true;
            case FALSE -> false;
            case LIST -> list(in);
            case TABLE -> table(in);
            default -> throw new IOException("there is no value of kind " + kind);
        };
    }

    private static List<Object> list(DataInputStream in) throws IOException {
        List<Object> items = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            items.add(read(in));
        }
        return List.copyOf(items);
    }

    private static ProfileValues table(DataInputStream in) throws IOException {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            entries.put(in.readUTF(), read(in));
        }
        return new ProfileValues(entries);
    }
}
