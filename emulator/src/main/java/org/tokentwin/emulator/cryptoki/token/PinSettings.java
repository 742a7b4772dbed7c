package org.tokentwin.emulator.cryptoki.token;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** The card's rules for PINs, data object {@code DF45}, of which the SO may change those for the user PIN. Immutable. */
public final class PinSettings {
    private static final int TAG = 0xDF45;

    /** A rule with a number for its value. */
    public enum Setting {
        MIN_LENGTH(0x82),
        MAX_LENGTH(0x83),
        REQUIRED_CLASSES(0x84),
        FORBIDDEN_CLASSES(0x85),
        HISTORY(0x86),
        MAX_REPETITIONS(0x87),
        /** Days; the card leaves it out where it is 0. */
        MAX_AGE(0x89);

        private final int tag;

        Setting(int tag) {
            this.tag = tag;
        }

        /** The greatest value that its data object has room for. */
        public int most() {
            return this == MAX_AGE ? Short.MAX_VALUE : Byte.MAX_VALUE;
        }

        private Tlv of(int value) {
            return this == MAX_AGE ? Tlv.ofShort(tag, value) : Tlv.of(tag, (byte) value);
        }
    }

    private final List<Tlv> settings;

    private PinSettings(List<Tlv> settings) {
        this.settings = settings;
    }

    /** Reads them from the card. */
    public static PinSettings read(TokenChannel channel) {
        return new PinSettings(Tlv.parse(channel.getData(TAG)));
    }

    public int value(Setting setting) {
        return settings.stream()
                .filter(each -> each.tag() == setting.tag)
                .findFirst()
                .map(each -> setting == Setting.MAX_AGE
                        ? ByteBuffer.wrap(each.value()).getShort()
                        : (int) each.value()[0])
                .orElse(0);
    }

    /** The same with another value, 0 to {@link Setting#most}. */
    public PinSettings with(Setting setting, int value) {
        return new PinSettings(Stream.concat(
                        settings.stream().filter(each -> each.tag() != setting.tag), Stream.of(setting.of(value)))
                .toList());
    }

    /**
     * Has the card keep them.
     *
     * @param channel that has the SO's status
     * @throws org.tokentwin.emulator.cryptoki.CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} for rules that the card cannot hold, {@code
     *     CKR_USER_NOT_LOGGED_IN} where the SO is not logged in, {@code CKR_ATTRIBUTE_READ_ONLY} where the token has no SO
     */
    public void write(TokenChannel channel) {
        channel.ask(StatusMeaning.SETTING, Ins.PUT_DATA, TAG >> Byte.SIZE, TAG & 0xFF, Tlv.encode(settings));
    }
}
