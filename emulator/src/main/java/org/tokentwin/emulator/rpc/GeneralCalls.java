package org.tokentwin.emulator.rpc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.InitializeArgs;
import org.tokentwin.emulator.cryptoki.LibraryInfo;
import org.tokentwin.emulator.cryptoki.ListRoom;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.cryptoki.SlotInfo;
import org.tokentwin.emulator.cryptoki.TokenInfo;

/** General purpose, slot and token management. */
final class GeneralCalls {
    private static final String HANDSHAKE = "PRIVATE-GNOME-KEYRING-PKCS11-PROTOCOL-V-1";
    private static final int LABEL_LENGTH = 32;

    private GeneralCalls() {}

    static void addTo(Map<RpcCall, CallHandler> handlers) {
        handlers.put(RpcCall.C_INITIALIZE, GeneralCalls::initialize);
        handlers.put(RpcCall.C_FINALIZE, (application, in, out) -> application.finalizeCryptoki(false));
        handlers.put(RpcCall.C_GET_INFO, (application, in, out) -> write(application.getInfo(), out));
        handlers.put(RpcCall.C_GET_SLOT_LIST, GeneralCalls::getSlotList);
        handlers.put(
                RpcCall.C_GET_SLOT_INFO, (application, in, out) -> write(application.getSlotInfo(in.ulong()), out));
        handlers.put(
                RpcCall.C_GET_TOKEN_INFO, (application, in, out) -> write(application.getTokenInfo(in.ulong()), out));
        handlers.put(RpcCall.C_GET_MECHANISM_LIST, GeneralCalls::getMechanismList);
        handlers.put(
                RpcCall.C_GET_MECHANISM_INFO,
                (application, in, out) -> write(
                        application.getMechanismInfo(in.ulong(), in.ulong()).without(MechanismInfo.MESSAGES), out));
        handlers.put(RpcCall.C_INIT_TOKEN, GeneralCalls::initToken);
        handlers.put(RpcCall.C_INIT_TOKEN_2, GeneralCalls::initToken);
        handlers.put(
                RpcCall.C_WAIT_FOR_SLOT_EVENT,
                (application, in, out) -> out.ulong(application.waitForSlotEvent(in.ulong())));
    }

    private static void initialize(Cryptoki application, RpcReader in, RpcWriter out) {
        byte[] handshake = in.bytes();
        in.uint8(); // whether there are module arguments, and the arguments: not ours to heed
        in.bytes();
        if (!HANDSHAKE.equals(new String(handshake, StandardCharsets.US_ASCII))) {
            throw new CryptokiException(Ckr.CKR_GENERAL_ERROR, "another handshake than p11-kit's");
        }
        application.initialize(new InitializeArgs(0, Ckf.CKF_OS_LOCKING_OK, false));
    }

    private static void getSlotList(Cryptoki application, RpcReader in, RpcWriter out) {
        boolean tokenPresent = in.uint8() != 0;
        ListRoom room = in.listRoom();
        out.ulongs(room.ask(() -> application.getSlotList(tokenPresent)), room);
    }

    private static void getMechanismList(Cryptoki application, RpcReader in, RpcWriter out) {
        long slot = in.ulong();
        ListRoom room = in.listRoom();
        out.ulongs(room.ask(() -> application.getMechanismList(slot)), room);
    }

    private static void initToken(Cryptoki application, RpcReader in, RpcWriter out) {
        long slot = in.ulong();
        byte[] pin = in.bytesOrNull();
        byte[] text = in.counted();
        if (text == null) {
            throw new CryptokiException(Ckr.CKR_ARGUMENTS_BAD, "no label");
        }
        byte[] label =
                Arrays.copyOf(text, LABEL_LENGTH); // version 0 ends it where it finds a 0, and that may be behind it
        Arrays.fill(label, Math.min(text.length, LABEL_LENGTH), LABEL_LENGTH, (byte) ' ');
        SecretBytes.use(pin, () -> application.initToken(slot, pin, label));
    }

    private static void write(LibraryInfo info, RpcWriter out) {
        out.version(info.cryptokiVersion())
                .padded(info.manufacturerId(), 32)
                .ulong(info.flags())
                .padded(info.libraryDescription(), 32)
                .version(info.libraryVersion());
    }

    private static void write(SlotInfo info, RpcWriter out) {
        out.padded(info.slotDescription(), 64)
                .padded(info.manufacturerId(), 32)
                .ulong(info.flags())
                .version(info.hardwareVersion())
                .version(info.firmwareVersion());
    }

    private static void write(TokenInfo info, RpcWriter out) {
        out.padded(info.label(), LABEL_LENGTH)
                .padded(info.manufacturerId(), 32)
                .padded(info.model(), 16)
                .padded(info.serialNumber(), 16)
                .ulong(info.flags())
                .ulong(info.maxSessionCount())
                .ulong(info.sessionCount())
                .ulong(info.maxRwSessionCount())
                .ulong(info.rwSessionCount())
                .ulong(info.maxPinLen())
                .ulong(info.minPinLen())
                .ulong(info.totalPublicMemory())
                .ulong(info.freePublicMemory())
                .ulong(info.totalPrivateMemory())
                .ulong(info.freePrivateMemory())
                .version(info.hardwareVersion())
                .version(info.firmwareVersion())
                .counted(info.utcTime());
    }

    private static void write(MechanismInfo info, RpcWriter out) {
        out.ulong(info.minKeySize()).ulong(info.maxKeySize()).ulong(info.flags());
    }
}
