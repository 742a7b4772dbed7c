package org.tokentwin.emulator.rehearsal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.cryptoki.CryptokiFunction;

/**
 * Calls what most programs call: slots, mechanisms, login, search, reading, signatures. It finds the module and the PIN where {@code emulator run} puts them,
 * and does nothing that costs a try or changes a token.
 */
public final class Rehearsal {
    private static final int ROUNDS = 20;
    private static final long ROOM = 8192;
    private static final long NONE = 0;

    private final NativeModule module;
    private final Arena arena;
    private final MemorySegment room;
    private final MemorySegment length;

    private Rehearsal(NativeModule module, Arena arena) {
        this.module = module;
        this.arena = arena;
        room = arena.allocate(ROOM, Long.BYTES);
        length = arena.allocate(JAVA_LONG);
    }

    /** Rehearses with the module {@code PKCS11_MODULE_PATH} and the PIN {@code TOKENTWIN_PIN}. */
    public static void main(String[] arguments) {
        try (Arena arena = Arena.ofConfined()) {
            NativeModule module = NativeModule.load(environment("PKCS11_MODULE_PATH"), arena);
            for (int round = 0; round < ROUNDS; round++) {
                new Rehearsal(module, arena).run(environment("TOKENTWIN_PIN").getBytes(UTF_8));
            }
        }
    }

    private static String environment(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set. Start this program by 'tokentwin emulator run'.");
        }
        return value;
    }

    private void run(byte[] pin) {
        call(CryptokiFunction.C_Initialize, NONE);
        call(CryptokiFunction.C_GetInfo, room.address());
        long slot = slotWithToken();
        describe(slot);
        call(CryptokiFunction.C_OpenSession, slot, Ckf.CKF_SERIAL_SESSION, NONE, NONE, length.address());
        long session = length.get(JAVA_LONG, 0);
        call(CryptokiFunction.C_Login, session, Cku.CKU_USER, bytes(pin), pin.length);
        for (long certificate : find(session, Cko.CKO_CERTIFICATE)) {
            read(session, certificate, Cka.CKA_VALUE);
            read(session, certificate, Cka.CKA_ID);
        }
        for (long key : find(session, Cko.CKO_PRIVATE_KEY)) {
            sign(session, key);
        }
        call(CryptokiFunction.C_GenerateRandom, session, room.address(), Long.BYTES);
        call(CryptokiFunction.C_Logout, session);
        call(CryptokiFunction.C_CloseSession, session);
        call(CryptokiFunction.C_Finalize, NONE);
    }

    private long slotWithToken() {
        call(CryptokiFunction.C_GetSlotList, 1, NONE, length.address());
        call(CryptokiFunction.C_GetSlotList, 1, room.address(), length.address());
        if (length.get(JAVA_LONG, 0) == 0) {
            throw new IllegalStateException("The module has no token. Start this program by 'tokentwin emulator run'.");
        }
        return room.get(JAVA_LONG, 0);
    }

    private void describe(long slot) {
        call(CryptokiFunction.C_GetSlotInfo, slot, room.address());
        call(CryptokiFunction.C_GetTokenInfo, slot, room.address());
        length.set(JAVA_LONG, 0, ROOM / Long.BYTES);
        call(CryptokiFunction.C_GetMechanismList, slot, room.address(), length.address());
        long first = room.get(JAVA_LONG, 0);
        call(CryptokiFunction.C_GetMechanismInfo, slot, first, room.address());
    }

    private List<Long> find(long session, long objectClass) {
        call(CryptokiFunction.C_FindObjectsInit, session, attribute(Cka.CKA_CLASS, objectClass), 1);
        long found = room.address();
        call(CryptokiFunction.C_FindObjects, session, found, ROOM / Long.BYTES, length.address());
        call(CryptokiFunction.C_FindObjectsFinal, session);
        long[] handles = room.asSlice(0, length.get(JAVA_LONG, 0) * Long.BYTES).toArray(JAVA_LONG);
        return Arrays.stream(handles).boxed().toList();
    }

    private void sign(long session, long key) {
        boolean rsa = read(session, key, Cka.CKA_KEY_TYPE) == Ckk.CKK_RSA;
        call(
                CryptokiFunction.C_SignInit,
                session,
                words(rsa ? Ckm.CKM_SHA256_RSA_PKCS : Ckm.CKM_ECDSA, NONE, NONE),
                key);
        length.set(JAVA_LONG, 0, ROOM);
        call(CryptokiFunction.C_Sign, session, bytes(new byte[32]), 32, room.address(), length.address());
    }

    /** Asks for the length, then for the value, as programs do; returns its first 8 bytes. */
    private long read(long session, long object, long type) {
        MemorySegment attribute =
                MemorySegment.ofAddress(words(type, NONE, NONE)).reinterpret(3 * Long.BYTES);
        call(CryptokiFunction.C_GetAttributeValue, session, object, attribute.address(), 1);
        attribute.set(JAVA_LONG, Long.BYTES, room.address());
        call(CryptokiFunction.C_GetAttributeValue, session, object, attribute.address(), 1);
        return room.get(JAVA_LONG, 0);
    }

    private long attribute(long type, long value) {
        return words(type, words(value), Long.BYTES);
    }

    private long words(long... words) {
        return arena.allocateFrom(JAVA_LONG, words).address();
    }

    private long bytes(byte[] bytes) {
        return arena.allocateFrom(JAVA_BYTE, bytes).address();
    }

    private void call(CryptokiFunction function, long... arguments) {
        module.call(function, arguments);
    }
}
