package org.tokentwin.emulator.cryptoki.token;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.ResponseApdu;
import org.tokentwin.emulator.card.StatusWord;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.PinReference;

/** The card's file commands on one channel, ISO/IEC 7816-4 and -9. */
public final class CardFiles {
    /** A length on the card is a short. */
    private static final int LONGEST_FILE = Short.MAX_VALUE;

    /** The index file. */
    public static final int INDEX = 0x0101;

    private static final int ENTRY_LENGTH = 21;
    private static final int NAME_LENGTH = 8;
    private static final int DIRECTORY_LENGTH = 9;
    private static final int BY_FILE_ID = 0x00;
    private static final int WITH_FCI = 0x00;
    private static final int FCI = 0x6F;
    private static final int SIZE = 0x80;
    private static final int CREATE = 0x00;
    private static final int CREATE_OR_REPLACE = 0x01;
    private static final int DELETE_FILE = 0x02;
    private static final int PART = 2048;
    private static final int MOST_IN_CREATE = 4000;
    private static final int MOST_READINGS = 1000;
    private static final Set<Integer> CHANGED =
            Set.of(StatusWord.SW_END_OF_FILE, StatusWord.SW_WRONG_OFFSET, StatusWord.SW_COMMAND_NOT_ALLOWED);

    private final TokenChannel channel;

    public CardFiles(TokenChannel channel) {
        this.channel = channel;
    }

    /** A number that changes with every change of the card's files and keys. */
    public int freshness() {
        return ByteBuffer.wrap(channel.getData(0xDF44)).getInt();
    }

    /** The files in the index, in its order. */
    public List<FileEntry> index() {
        ByteBuffer index = ByteBuffer.wrap(read(INDEX).orElse(new byte[1]));
        int count = Byte.toUnsignedInt(index.get());
        List<FileEntry> entries = new ArrayList<>(count);
        for (int i = 0; i < count && index.remaining() >= ENTRY_LENGTH; i++) {
            entries.add(new FileEntry(
                    Short.toUnsignedInt(index.getShort()),
                    Short.toUnsignedInt(index.getShort()),
                    text(index, NAME_LENGTH),
                    text(index, DIRECTORY_LENGTH)));
        }
        return entries;
    }

    /**
     * A whole file; empty if there is none with this id. What others write between two commands can show in it: see {@link #freshness}.
     *
     * @throws CryptokiException {@code CKR_DEVICE_ERROR} where it grows shorter each time that it is read
     */
    public Optional<byte[]> read(int id) {
        return channel.together(() -> {
            for (int i = 0; i < MOST_READINGS; i++) {
                Optional<Integer> size = select(id);
                Optional<byte[]> content = size.flatMap(this::readSelected);
                if (size.isEmpty() || content.isPresent()) {
                    return content;
                }
            }
            throw new CryptokiException(Ckr.CKR_DEVICE_ERROR, "a file of the card changes all the time");
        });
    }

    /**
     * The same; empty also for a file that its own condition keeps from its reader: the user, where this is the channel of a login,
     * else everybody. A login that is over is refused as ever.
     *
     * @param login whether this is the channel of the user's login
     */
    public Optional<byte[]> readOpen(int id, boolean login) {
        try {
            return read(id);
        } catch (CryptokiException e) {
            boolean refused = e.ckr() == Ckr.CKR_USER_NOT_LOGGED_IN;
            if (refused
                    && (!login || new Pins(channel).status(PinReference.USER).verified())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether a command has room for a whole file of this length, so that it can be made or replaced in one step. */
    public static boolean isOneStep(int length) {
        return length <= MOST_IN_CREATE;
    }

    /**
     * Makes a file. A long one is filled from its end to its beginning, so that what is not whole does not begin like what is.
     *
     * @return whether the file was made; false where the id is taken
     * @throws CryptokiException {@code CKR_DEVICE_MEMORY} for more than a file holds, or the card
     */
    public boolean create(FileEntry file, FileAccess access, byte[] content) {
        if (content.length > LONGEST_FILE) {
            throw new CryptokiException(
                    Ckr.CKR_DEVICE_MEMORY,
                    "an object of " + content.length + " bytes; a file of the card holds " + LONGEST_FILE);
        }
        if (isOneStep(content.length)) {
            return createAtOnce(file, access, content);
        }
        return channel.together(() -> {
            boolean made = createAtOnce(file, access, new byte[0]);
            if (made) {
                fill(file, content);
            }
            return made;
        });
    }

    private boolean createAtOnce(FileEntry file, FileAccess access, byte[] content) {
        ResponseApdu response = channel.transmit(
                Ins.CREATE_FILE, CREATE, 0, description(file, access, content), TokenChannel.NO_ANSWER);
        if (response.sw() == StatusWord.SW_FILE_EXISTS) {
            return false;
        }
        if (!response.isOk()) {
            throw StatusMeaning.FILE.refusal(Ins.CREATE_FILE, response.sw());
        }
        return true;
    }

    /** Makes the file, or puts it in the place of the one that has its id, as one step; see {@link #isOneStep}. */
    public void createOrReplace(FileEntry file, FileAccess access, byte[] content) {
        channel.ask(StatusMeaning.FILE, Ins.CREATE_FILE, CREATE_OR_REPLACE, 0, description(file, access, content));
    }

    /** Deletes the file, if it is there. */
    public void delete(int id) {
        ResponseApdu response = channel.transmit(Ins.DELETE, DELETE_FILE, 0, bytes(id), TokenChannel.NO_ANSWER);
        if (!response.isOk() && response.sw() != StatusWord.SW_FILE_NOT_FOUND) {
            throw StatusMeaning.FILE.refusal(Ins.DELETE, response.sw());
        }
    }

    /** Deletes every file and key, and the user PIN. Needs the SO's status. */
    public void eraseAll() {
        channel.ask(StatusMeaning.FILE, Ins.PUT_DATA, 0xDF, 0x4F, new byte[0]);
    }

    private void fill(FileEntry file, byte[] content) {
        try {
            select(file.id());
            for (int offset = (content.length - 1) / PART * PART; offset >= 0; offset -= PART) {
                byte[] part = Arrays.copyOfRange(content, offset, Math.min(offset + PART, content.length));
                channel.ask(StatusMeaning.FILE, Ins.UPDATE_BINARY, offset >> Byte.SIZE, offset & 0xFF, part);
            }
        } catch (CryptokiException e) {
            delete(file.id());
            throw e;
        }
    }

    private Optional<Integer> select(int id) {
        ResponseApdu response = channel.transmit(Ins.SELECT, BY_FILE_ID, WITH_FCI, bytes(id), TokenChannel.ANY);
        if (response.sw() == StatusWord.SW_FILE_NOT_FOUND) {
            return Optional.empty();
        }
        if (!response.isOk()) {
            throw StatusMeaning.FILE.refusal(Ins.SELECT, response.sw());
        }
        byte[] size = Tlv.parse(response.data()).stream()
                .filter(tlv -> tlv.tag() == FCI)
                .findFirst()
                .orElseThrow(() -> StatusMeaning.FILE.refusal(Ins.SELECT, response.sw()))
                .child(SIZE)
                .value();
        return Optional.of(Short.toUnsignedInt(ByteBuffer.wrap(size).getShort()));
    }

    /** Empty where the file is shorter by now, or gone. */
    private Optional<byte[]> readSelected(int size) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(size);
        while (content.size() < size) {
            int offset = content.size();
            int length = Math.min(PART, size - offset);
            ResponseApdu part =
                    channel.transmit(Ins.READ_BINARY, offset >> Byte.SIZE, offset & 0xFF, new byte[0], length);
            if (CHANGED.contains(part.sw())) {
                return Optional.empty();
            }
            if (!part.isOk() || part.data().length == 0) {
                throw StatusMeaning.FILE.refusal(Ins.READ_BINARY, part.sw());
            }
            content.writeBytes(part.data());
        }
        return Optional.of(content.toByteArray());
    }

    private static byte[] description(FileEntry file, FileAccess access, byte[] content) {
        byte[] names = Arrays.copyOf(ascii(file.name(), NAME_LENGTH), NAME_LENGTH + DIRECTORY_LENGTH);
        System.arraycopy(ascii(file.directory(), DIRECTORY_LENGTH), 0, names, NAME_LENGTH, DIRECTORY_LENGTH);
        Tlv control = Tlv.of(
                0x62,
                List.of(
                        Tlv.ofShort(SIZE, file.size()),
                        Tlv.ofShort(0x83, file.id()),
                        Tlv.of(0x85, names),
                        Tlv.of(0x86, access.read().code(), access.write().code())));
        return Tlv.encode(List.of(control, Tlv.of(0x53, content)));
    }

    private static byte[] ascii(String text, int length) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), length);
    }

    private static String text(ByteBuffer in, int length) {
        byte[] padded = new byte[length];
        in.get(padded);
        return new String(padded, StandardCharsets.US_ASCII).replace("\0", "");
    }

    private static byte[] bytes(int id) {
        return new byte[] {(byte) (id >> Byte.SIZE), (byte) id};
    }
}
