package org.tokentwin.emulator.cryptoki.application;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.token.PinSettings;
import org.tokentwin.emulator.cryptoki.token.PinSettings.Setting;

/** SafeNet's object of the rules for a new user PIN: the SO changes them, and the card keeps and enforces them. */
final class PolicyFeature extends HardwareFeature {
    private static final Map<Long, Setting> NUMBERS = numbers();

    /** The attributes of kinds of characters, with the card's bit for each. */
    private static final Map<Long, Integer> CLASSES = Map.of(
            VendorNumbers.UPPER_CASE, 0x01,
            VendorNumbers.LOWER_CASE, 0x02,
            VendorNumbers.DIGITS, 0x04,
            VendorNumbers.SPECIAL, 0x08);

    private static final int ALLOWED = 0;
    private static final int FORBIDDEN = 1;
    private static final int REQUIRED = 2;

    /** A policy that holds whatever program asks. */
    private static final int GENERAL = 1;

    private final Token token;

    PolicyFeature(long handle, Token token) {
        super(handle, VendorNumbers.POLICY_OBJECT);
        this.token = token;
        NUMBERS.forEach((type, setting) ->
                has(type, () -> VendorNumbers.number(type, settings().value(setting))));
        CLASSES.forEach((type, bit) -> has(type, () -> VendorNumbers.number(type, rule(settings(), bit))));
        has(VendorNumbers.POLICY_TYPE, () -> VendorNumbers.number(VendorNumbers.POLICY_TYPE, GENERAL));
        // What the card has no rule for does not hold.
        has(VendorNumbers.MIX_CHARACTERS, () -> Attribute.ofBoolean(VendorNumbers.MIX_CHARACTERS, false));
        has(VendorNumbers.MIN_AGE, () -> VendorNumbers.number(VendorNumbers.MIN_AGE, 0));
        has(VendorNumbers.WARNING_PERIOD, () -> VendorNumbers.number(VendorNumbers.WARNING_PERIOD, 0));
    }

    private static Map<Long, Setting> numbers() {
        Map<Long, Setting> numbers = new LinkedHashMap<>();
        numbers.put(VendorNumbers.MIN_LENGTH, Setting.MIN_LENGTH);
        numbers.put(VendorNumbers.MAX_LENGTH, Setting.MAX_LENGTH);
        numbers.put(VendorNumbers.MAX_AGE, Setting.MAX_AGE);
        numbers.put(VendorNumbers.HISTORY, Setting.HISTORY);
        numbers.put(VendorNumbers.MAX_REPETITIONS, Setting.MAX_REPETITIONS);
        return numbers;
    }

    private PinSettings settings() {
        return PinSettings.read(token.card().publicChannel());
    }

    private static int rule(PinSettings settings, int bit) {
        if ((settings.value(Setting.REQUIRED_CLASSES) & bit) != 0) {
            return REQUIRED;
        }
        return (settings.value(Setting.FORBIDDEN_CLASSES) & bit) != 0 ? FORBIDDEN : ALLOWED;
    }

    @Override
    void change(List<Attribute> values, TokenLogin login) {
        values.forEach(each -> requireThere(each.type()));
        login.requireSo();
        PinSettings changed = settings();
        for (Attribute each : values) {
            changed = changed(changed, each);
        }
        changed.write(login.channel());
    }

    private static PinSettings changed(PinSettings settings, Attribute wanted) {
        Setting setting = NUMBERS.get(wanted.type());
        if (setting != null) {
            return settings.with(setting, value(wanted, setting.most()));
        }
        Integer bit = CLASSES.get(wanted.type());
        if (bit == null) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_READ_ONLY, "the card has no such rule to change");
        }
        int rule = value(wanted, REQUIRED);
        return withBit(
                withBit(settings, Setting.REQUIRED_CLASSES, bit, rule == REQUIRED),
                Setting.FORBIDDEN_CLASSES,
                bit,
                rule == FORBIDDEN);
    }

    private static PinSettings withBit(PinSettings settings, Setting classes, int bit, boolean on) {
        int others = settings.value(classes) & ~bit;
        return settings.with(classes, on ? others | bit : others);
    }

    private static int value(Attribute wanted, int most) {
        OptionalLong value = VendorNumbers.number(wanted);
        if (value.isEmpty() || value.getAsLong() > most) {
            throw new CryptokiException(
                    Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "no number from 0 to " + most + " in 4 or 8 bytes");
        }
        return (int) value.getAsLong();
    }
}
