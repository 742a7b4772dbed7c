package org.tokentwin.emulator.cryptoki.token;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.card.ResponseApdu;
import org.tokentwin.emulator.card.StatusWord;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** The card's commands that make and unmake keys, on one channel. */
public final class CardKeys {
    private static final int KEY_MAP = 0x0005;
    private static final int KEY_MAP_ENTRY = 8;
    /** The reference of the key of container 0. */
    public static final int FIRST_PERSISTENT = 0x56;

    private static final int LAST_PERSISTENT = 0x75;
    private static final int FIRST_VOLATILE = 0x80;
    private static final int LAST_VOLATILE = 0xBF;
    private static final int DELETE_KEY = 0x01;
    private static final byte[] NOTHING = {};

    private final TokenChannel channel;

    public CardKeys(TokenChannel channel) {
        this.channel = channel;
    }

    /** The references of the persistent keys that are there. */
    public List<Integer> references() {
        byte[] map = new CardFiles(channel).read(KEY_MAP).orElse(NOTHING);
        List<Integer> references = new ArrayList<>();
        for (int i = 0; i + KEY_MAP_ENTRY <= map.length; i += KEY_MAP_ENTRY) {
            if (map[i] != 0) {
                references.add(Byte.toUnsignedInt(map[i + 1]));
            }
        }
        return references;
    }

    /**
     * Puts a key into a free slot.
     *
     * @param persistent whether the key outlives the card's power
     * @return the key's reference
     * @throws CryptokiException {@code CKR_DEVICE_MEMORY} when no slot is free, {@code CKR_TEMPLATE_INCONSISTENT} when public and private
     *     part do not belong together, {@code CKR_USER_NOT_LOGGED_IN}
     */
    public int importKey(boolean persistent, KeyUsage usage, ImportedKey key) {
        return inFreeSlot(persistent, reference -> {
                    List<Tlv> parts = new ArrayList<>(header(reference, key.type(), key.bits(), usage));
                    parts.addAll(key.parts());
                    return channel.transmit(
                            Ins.PUT_DATA_BER, 0x3F, 0xFF, Tlv.of(0x4D, parts).encoded(), TokenChannel.NO_ANSWER);
                })
                .reference();
    }

    /** Makes an RSA key pair in a free slot; throws as {@link #importKey}. */
    public GeneratedKey generateRsa(boolean persistent, KeyUsage usage, int bits, byte[] exponent) {
        return inFreeSlot(persistent, reference -> {
            List<Tlv> parts = new ArrayList<>(header(reference, ImportedKey.RSA, bits, usage));
            parts.add(Tlv.of(0x82, exponent));
            return generate(parts);
        });
    }

    /** Makes an EC key pair in a free slot; throws as {@link #importKey}. */
    public GeneratedKey generateEc(boolean persistent, KeyUsage usage, int bits) {
        return inFreeSlot(persistent, reference -> generate(header(reference, ImportedKey.EC, bits, usage)));
    }

    /** Deletes a key. */
    public void delete(int reference) {
        channel.ask(StatusMeaning.NEW_KEY, Ins.DELETE, DELETE_KEY, reference, NOTHING);
    }

    private ResponseApdu generate(List<Tlv> parts) {
        return channel.transmit(
                Ins.GENERATE_ASYMMETRIC_KEY_PAIR, 0, 0, Tlv.of(0xB6, parts).encoded(), TokenChannel.ANY);
    }

    private static List<Tlv> header(int reference, int type, int bits, KeyUsage usage) {
        return List.of(
                Tlv.of(0x84, (byte) reference), Tlv.of(0x80, (byte) type), Tlv.ofShort(0x81, bits), usage.encoded());
    }

    /** Tries the slots in turn: only the card knows which are free when several applications make keys. */
    private GeneratedKey inFreeSlot(boolean persistent, IntFunction<ResponseApdu> command) {
        IntStream slots = persistent
                ? IntStream.rangeClosed(FIRST_PERSISTENT, LAST_PERSISTENT)
                : IntStream.rangeClosed(FIRST_VOLATILE, LAST_VOLATILE);
        for (int reference : slots.toArray()) {
            ResponseApdu response = command.apply(reference);
            if (response.isOk()) {
                return new GeneratedKey(reference, Tlv.parse(response.data()));
            }
            if (response.sw() != StatusWord.SW_FILE_EXISTS) {
                throw StatusMeaning.NEW_KEY.refusal(Ins.PUT_DATA_BER, response.sw());
            }
        }
        throw new CryptokiException(Ckr.CKR_DEVICE_MEMORY, "the card has no key slot left");
    }
}
