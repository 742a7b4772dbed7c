package org.tokentwin.client.pkcs11;

import iaik.pkcs.pkcs11.wrapper.CK_INFO;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM_INFO;
import iaik.pkcs.pkcs11.wrapper.CK_SLOT_INFO;
import iaik.pkcs.pkcs11.wrapper.CK_TOKEN_INFO;
import iaik.pkcs.pkcs11.wrapper.CK_VERSION;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.tokentwin.cryptoki.Ck;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** Turns the wrapper's structures into values: text without its padding, flags by name, no number if there is none. */
final class Structures {
    private static final long UNAVAILABLE_INFORMATION_32 = 0xFFFFFFFFL;

    private Structures() {}

    static ModuleInfo module(Path path, CK_INFO info) {
        return new ModuleInfo(
                path,
                version(info.cryptokiVersion),
                text(info.manufacturerID),
                text(info.libraryDescription),
                version(info.libraryVersion));
    }

    static boolean tokenPresent(CK_SLOT_INFO info) {
        return (info.flags & Ckf.CKF_TOKEN_PRESENT) != 0;
    }

    static Slot slot(long id, CK_SLOT_INFO info, Optional<Token> token) {
        return new Slot(
                id,
                text(info.slotDescription),
                text(info.manufacturerID),
                version(info.hardwareVersion),
                version(info.firmwareVersion),
                (info.flags & Ckf.CKF_REMOVABLE_DEVICE) != 0,
                (info.flags & Ckf.CKF_HW_SLOT) != 0,
                token);
    }

    static Token token(long slot, CK_TOKEN_INFO info) {
        return new Token(
                slot,
                text(info.label),
                text(info.manufacturerID),
                text(info.model),
                text(info.serialNumber),
                version(info.hardwareVersion),
                version(info.firmwareVersion),
                info.flags,
                info.ulMinPinLen,
                info.ulMaxPinLen,
                amount(info.ulTotalPublicMemory),
                amount(info.ulFreePublicMemory),
                amount(info.ulTotalPrivateMemory),
                amount(info.ulFreePrivateMemory),
                text(info.utcTime));
    }

    static MechanismEntry mechanism(long type, CK_MECHANISM_INFO info) {
        return new MechanismEntry(
                type, mechanismName(type), info.ulMinKeySize, info.ulMaxKeySize, MechanismFlag.of(info.flags));
    }

    private static String mechanismName(long type) {
        String name = type >= Ckm.CKM_VENDOR_DEFINED ? "" : PKCS11Constants.ckmCodeToName(type);
        return name.startsWith("CKM_") ? name : "0x%08X".formatted(type);
    }

    /** PKCS#11 pads text with blanks; some modules pad with NULs, or fill a clock they do not have with them. */
    private static String text(char[] padded) {
        return new String(padded).replace('\0', ' ').strip();
    }

    private static String version(CK_VERSION version) {
        return Byte.toUnsignedInt(version.major) + "." + Byte.toUnsignedInt(version.minor);
    }

    private static OptionalLong amount(long value) {
        return value == Ck.CK_UNAVAILABLE_INFORMATION || value == UNAVAILABLE_INFORMATION_32
                ? OptionalLong.empty()
                : OptionalLong.of(value);
    }
}
