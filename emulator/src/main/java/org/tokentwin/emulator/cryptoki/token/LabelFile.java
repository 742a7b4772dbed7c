package org.tokentwin.emulator.cryptoki.token;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The file {@code tinfo} in {@code p11}: {@code 01}, a length in bytes, and as many bytes: the text in UTF-8 and a zero byte, which
 * middleware takes for the end of the text without looking.
 */
public final class LabelFile {
    private static final int ID = 0x0301;
    private static final String NAME = "tinfo";
    private static final String DIRECTORY = "p11";
    private static final byte VERSION = 1;
    private static final int HEADER = 2;

    /** As CK_TOKEN_INFO has it, in bytes. */
    private static final int LONGEST = 32;

    private final CardFiles files;

    public LabelFile(TokenChannel channel) {
        this.files = new CardFiles(channel);
    }

    /** The token's label; empty where the file is missing or kept from everybody. */
    public Optional<String> read() {
        return find().flatMap(file -> files.readOpen(file.id(), false))
                .filter(content -> content.length > HEADER && content[0] == VERSION)
                .map(LabelFile::text);
    }

    /** The label that these bytes are, without the blanks behind it; empty where they are none: 1 to 32 bytes of UTF-8 without zeros. */
    public static Optional<String> label(byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString()
                    .stripTrailing();
            boolean sound = !text.isEmpty() && utf8.length <= LONGEST && text.indexOf('\0') < 0;
            return sound ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Writes the label, at most 32 bytes of UTF-8. */
    public void write(String label) {
        byte[] text = label.getBytes(StandardCharsets.UTF_8);
        byte[] content = new byte[HEADER + text.length + 1];
        content[0] = VERSION;
        content[1] = (byte) (text.length + 1);
        System.arraycopy(text, 0, content, HEADER, text.length);
        int id = find().map(FileEntry::id).orElse(ID);
        files.createOrReplace(new FileEntry(id, content.length, NAME, DIRECTORY), FileAccess.PUBLIC, content);
    }

    private Optional<FileEntry> find() {
        return files.index().stream()
                .filter(file -> file.name().equals(NAME) && file.directory().equals(DIRECTORY))
                .findFirst();
    }

    private static String text(byte[] content) {
        int end = Math.min(content.length, HEADER + Byte.toUnsignedInt(content[1]));
        String text = new String(Arrays.copyOfRange(content, HEADER, end), StandardCharsets.UTF_8);
        int terminator = text.indexOf('\0');
        return terminator < 0 ? text : text.substring(0, terminator);
    }
}
