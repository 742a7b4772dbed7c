package org.tokentwin.emulator.cryptoki.object;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.tokentwin.emulator.cryptoki.token.CardFiles;
import org.tokentwin.emulator.cryptoki.token.FileAccess;

/**
 * The container map, in the layout of Windows minidrivers: for each container a record of 86 bytes, with its name (40 UTF-16LE characters),
 * flags, a reserved byte, and the bits of its signature key and of its key-exchange key. The record's number is the container's. A
 * record without name ends the map, so one that is free but not the last keeps its name and loses its flags.
 */
final class ContainerMap {
    private static final int RECORD = 86;
    private static final int FLAGS = 80;
    private static final int SIGNATURE_BITS = 82;
    private static final int KEY_EXCHANGE_BITS = 84;
    private static final byte VALID = 1;

    private final CardFiles files;

    ContainerMap(CardFiles files) {
        this.files = files;
    }

    /** Notes a container's key. */
    void put(int container, int bits, boolean forKeyExchange) {
        byte[] map = read();
        byte[] grown = Arrays.copyOf(map, Math.max(map.length, (container + 1) * RECORD));
        for (int start = 0; start < grown.length; start += RECORD) {
            name(grown, start);
        }
        ByteBuffer records = ByteBuffer.wrap(grown).order(ByteOrder.LITTLE_ENDIAN);
        int start = container * RECORD;
        records.put(start + FLAGS, VALID);
        records.putShort(start + SIGNATURE_BITS, (short) (forKeyExchange ? 0 : bits));
        records.putShort(start + KEY_EXCHANGE_BITS, (short) (forKeyExchange ? bits : 0));
        write(grown);
    }

    /** Whether there is a key in the container. */
    boolean has(int container) {
        byte[] map = read();
        int flags = container * RECORD + FLAGS;
        return flags < map.length && (map[flags] & VALID) != 0;
    }

    /** Notes that a container is free. */
    void remove(int container) {
        byte[] map = read();
        int start = container * RECORD;
        if (start + RECORD <= map.length) {
            Arrays.fill(map, start + FLAGS, start + RECORD, (byte) 0);
            write(map);
        }
    }

    /** Makes an empty map, which has one record without a name. */
    void clear() {
        write(new byte[RECORD]);
    }

    private static void name(byte[] map, int start) {
        if (map[start] == 0) {
            byte[] name = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_16LE);
            System.arraycopy(name, 0, map, start, name.length);
        }
    }

    private byte[] read() {
        byte[] map = files.read(FileNames.CONTAINER_MAP).orElse(new byte[0]);
        int used = 0;
        while (used + RECORD <= map.length && map[used] != 0) {
            used += RECORD;
        }
        return Arrays.copyOf(map, used);
    }

    private void write(byte[] map) {
        byte[] content = map.length == 0 ? new byte[RECORD] : map;
        files.createOrReplace(FileNames.containerMap(content.length), FileAccess.PUBLIC, content);
    }
}
