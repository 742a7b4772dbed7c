package org.tokentwin.conformance.capture;

import static org.tokentwin.cryptoki.CryptokiFunction.C_GetInfo;
import static org.tokentwin.cryptoki.CryptokiFunction.C_GetSlotInfo;
import static org.tokentwin.cryptoki.CryptokiFunction.C_GetSlotList;
import static org.tokentwin.cryptoki.CryptokiFunction.C_GetTokenInfo;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_CLOCK_ON_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DUAL_CRYPTO_OPERATIONS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_HW_SLOT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_LOGIN_REQUIRED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_PROTECTED_AUTHENTICATION_PATH;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_REMOVABLE_DEVICE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_RNG;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SO_PIN_TO_BE_CHANGED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_TOKEN_PRESENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_TO_BE_CHANGED;

import iaik.pkcs.pkcs11.wrapper.CK_INFO;
import iaik.pkcs.pkcs11.wrapper.CK_SLOT_INFO;
import iaik.pkcs.pkcs11.wrapper.CK_TOKEN_INFO;
import iaik.pkcs.pkcs11.wrapper.CK_VERSION;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.cryptoki.CryptokiFunction;

/** What the library, its slots and the token say of themselves. */
final class IdentityCapture {
    private static final int MOST_SLOTS = 64;
    private static final int CRYPTOKI_STRING = 32;
    private static final Pattern LONG_NUMBER =
            Pattern.compile("\\b(?=[A-Fa-f]*[0-9])[0-9A-Fa-f]{6,}|(?<=0x)[0-9A-Fa-f]{6,}");
    private static final int LEAST_MEMORY = 1024;
    private static final Map<String, Long> TOKEN_FLAGS = tokenFlags();

    private final TokenUnderTest token;
    private final ProfileDraft draft;
    private final boolean keepsLabel;
    private final boolean hasSoPin;

    /**
     * @param keepsLabel whether the owner wants the token's label in the profile
     * @param hasSoPin whether the token's SO PIN was given
     */
    IdentityCapture(TokenUnderTest token, ProfileDraft draft, boolean keepsLabel, boolean hasSoPin) {
        this.token = token;
        this.draft = draft;
        this.keepsLabel = keepsLabel;
        this.hasSoPin = hasSoPin;
    }

    private static Map<String, Long> tokenFlags() {
        Map<String, Long> flags = new LinkedHashMap<>();
        flags.put("CKF_RNG", CKF_RNG);
        flags.put("CKF_LOGIN_REQUIRED", CKF_LOGIN_REQUIRED);
        flags.put("CKF_CLOCK_ON_TOKEN", CKF_CLOCK_ON_TOKEN);
        flags.put("CKF_PROTECTED_AUTHENTICATION_PATH", CKF_PROTECTED_AUTHENTICATION_PATH);
        flags.put("CKF_DUAL_CRYPTO_OPERATIONS", CKF_DUAL_CRYPTO_OPERATIONS);
        return flags;
    }

    void run() throws PKCS11Exception {
        library(token.p11().C_GetInfo());
        slots();
        token(token.p11().C_GetTokenInfo(token.slot()));
    }

    private void library(CK_INFO info) {
        String description = TomlText.field(info.libraryDescription, CRYPTOKI_STRING);
        draft.set("library.cryptoki-version", version(info.cryptokiVersion), C_GetInfo);
        draft.set("library.manufacturer", field(info.manufacturerID, CRYPTOKI_STRING), C_GetInfo);
        draft.set("library.description", TomlText.of(description), C_GetInfo);
        draft.set("library.version", version(info.libraryVersion), C_GetInfo);
    }

    private void slots() throws PKCS11Exception {
        long[] slots = token.p11().C_GetSlotList(false);
        draft.set("slots.count", Math.min(slots.length, MOST_SLOTS), C_GetSlotList);
        if (slots.length > MOST_SLOTS) {
            draft.cannotSay(slots.length + " slots: a profile has " + MOST_SLOTS + " at most");
        }
        if (!isCountedFromZero(slots)) {
            draft.cannotSay("Slot ids as the device has them: the twin's are 0 and so on");
        }
        CK_SLOT_INFO ours = token.p11().C_GetSlotInfo(token.slot());
        List<String> descriptions = new ArrayList<>(List.of(description(ours)));
        List<CK_SLOT_INFO> empty = new ArrayList<>();
        for (long slot : Arrays.copyOf(slots, Math.min(slots.length, MOST_SLOTS))) {
            if (slot != token.slot()) {
                CK_SLOT_INFO info = token.p11().C_GetSlotInfo(slot);
                descriptions.add(description(info));
                if ((info.flags & CKF_TOKEN_PRESENT) == 0) {
                    empty.add(info);
                }
            }
        }
        while (!descriptions.isEmpty() && descriptions.getLast().isEmpty()) {
            descriptions.removeLast();
        }
        draft.set(
                "slots.descriptions",
                TomlText.lines(descriptions),
                C_GetSlotInfo + " of each, that with the token first; zeros in place of long numbers");
        draft.set("slots.hid-descriptions", "[]", "none differs from the others");
        draft.set("slots.manufacturer", field(ours.manufacturerID, CRYPTOKI_STRING), C_GetSlotInfo);
        draft.set("slots.hardware-version", version(ours.hardwareVersion), C_GetSlotInfo);
        draft.set("slots.firmware-version", version(ours.firmwareVersion), C_GetSlotInfo);
        emptySlots(empty);
    }

    private void emptySlots(List<CK_SLOT_INFO> empty) {
        if (empty.isEmpty()) {
            draft.notLearnt("slots.named-when-empty, slots.empty-flags", "no slot is empty; set them by hand");
            return;
        }
        boolean named = empty.stream().anyMatch(slot -> !description(slot).isEmpty());
        draft.set("slots.named-when-empty", named, C_GetSlotInfo + " of the slots without a token");
        draft.set(
                "slots.empty-flags",
                TomlText.of(slotFlags(empty.getFirst().flags)),
                C_GetSlotInfo + " of the first slot without a token");
        if (!named) {
            draft.notLearnt("slots.descriptions of the empty slots", "they are blank; put a token into each");
        }
    }

    private static String description(CK_SLOT_INFO slot) {
        return withoutNumbers(TomlText.field(slot.slotDescription, 64));
    }

    /** A reader's or a slot's name may have the serial number of the owner's device in it. */
    private static String withoutNumbers(String description) {
        return LONG_NUMBER
                .matcher(description)
                .replaceAll(number -> "0".repeat(number.group().length()));
    }

    private static boolean isCountedFromZero(long[] slots) {
        for (int i = 0; i < slots.length; i++) {
            if (slots[i] != i) {
                return false;
            }
        }
        return true;
    }

    private static List<String> slotFlags(long flags) {
        List<String> names = new ArrayList<>();
        if ((flags & CKF_REMOVABLE_DEVICE) != 0) {
            names.add("CKF_REMOVABLE_DEVICE");
        }
        if ((flags & CKF_HW_SLOT) != 0) {
            names.add("CKF_HW_SLOT");
        }
        return names;
    }

    private void token(CK_TOKEN_INFO info) {
        CryptokiFunction source = C_GetTokenInfo;
        String model = TomlText.field(info.model, 16);
        draft.describe("Captured: " + model + " of " + TomlText.field(info.manufacturerID, CRYPTOKI_STRING));
        label(info);
        draft.set("token.manufacturer", field(info.manufacturerID, CRYPTOKI_STRING), source);
        draft.set("token.model", TomlText.of(model), source);
        draft.set(
                "token.flags",
                TomlText.of(TOKEN_FLAGS.entrySet().stream()
                        .filter(flag -> (info.flags & flag.getValue()) != 0)
                        .map(Map.Entry::getKey)
                        .toList()),
                source);
        draft.set("token.hardware-version", version(info.hardwareVersion), source);
        draft.set("token.firmware-version", version(info.firmwareVersion), source);
        draft.set("token.utc-time", new String(info.utcTime).isBlank() ? "\"blanks\"" : "\"zeros\"", source);
        memory("token.total-memory", info.ulTotalPublicMemory, LEAST_MEMORY);
        memory("token.free-memory-at-most", info.ulFreePublicMemory, 0);
        pin(info);
    }

    private void label(CK_TOKEN_INFO info) {
        String label = TomlText.field(info.label, CRYPTOKI_STRING);
        String serial = TomlText.field(info.serialNumber, 16);
        boolean isSerial = !serial.isEmpty() && label.equals(serial);
        draft.set("token.label-is-serial", isSerial, C_GetTokenInfo);
        if (keepsLabel) {
            draft.set("token.label", TomlText.of(label), "C_GetTokenInfo, the owner's, since --keep-label was given");
        } else {
            draft.set("token.label", "\"Twin\"", "the owner's is not taken without --keep-label");
        }
        boolean upper = serial.length() == 16 || !serial.equals(serial.toLowerCase(Locale.ROOT));
        boolean known = serial.matches(upper ? "[0-9A-F]{16}" : "[0-9a-f]{8}");
        draft.set(
                "token.serial", upper ? "\"upper-16\"" : "\"lower-8\"", known ? C_GetTokenInfo.name() : "the nearest");
        if (!known) {
            draft.cannotSay("The form of the serial number, of " + serial.length() + " characters");
        }
    }

    private void memory(String key, long bytes, long least) {
        if (bytes >= least && bytes <= Integer.MAX_VALUE) {
            draft.set(key, bytes, "C_GetTokenInfo, of public objects");
        } else {
            draft.cannotSay(key + ": the device tells " + (bytes == -1 ? "CK_UNAVAILABLE_INFORMATION" : "" + bytes));
        }
    }

    private void pin(CK_TOKEN_INFO info) {
        int least = Math.clamp(info.ulMinPinLen, 4, 20);
        int most = Math.clamp(info.ulMaxPinLen, least, 20);
        draft.set("pin.min-length", least, C_GetTokenInfo);
        draft.set("pin.max-length", most, C_GetTokenInfo);
        if (least != info.ulMinPinLen || most != info.ulMaxPinLen) {
            draft.cannotSay("PINs of %d to %d characters: those of a twin have 4 to 20"
                    .formatted(info.ulMinPinLen, info.ulMaxPinLen));
        }
        boolean expires = (info.flags & CKF_USER_PIN_TO_BE_CHANGED) != 0;
        boolean officer = (info.flags & CKF_SO_PIN_TO_BE_CHANGED) != 0 || hasSoPin;
        draft.set("pin.required", "[]", "no call reports it");
        draft.set("pin.rules", expires ? "[\"change-enforced\", \"change-initial\"]" : "[]", "flags of C_GetTokenInfo");
        draft.set("pin.so-pin", officer, officer ? "the SO PIN that was given, or its flags" : "no SO PIN was given");
        if (token.rules().tellsTries()) {
            draft.set("pin.tries", Math.clamp(token.rules().maxTries(), 1, 15), "--pin-tries or --profile");
        } else {
            draft.notLearnt("pin.tries", "give --pin-tries N if you know it; finding out would lock the token");
        }
        draft.decide("pin.required, pin.forbidden, pin.history: which PINs does the token refuse? Its guide says it");
        if (!officer) {
            draft.decide("pin.so-pin: does the token have an SO PIN? Give it with --so-pin-env, or set the key");
        }
    }

    private static String field(char[] text, int mostBytes) {
        return TomlText.of(TomlText.field(text, mostBytes));
    }

    private static String version(CK_VERSION version) {
        return TomlText.of((version.major & 0xFF) + "." + (version.minor & 0xFF));
    }
}
