package org.tokentwin.emulator.replay;

import static org.tokentwin.emulator.module.NativePkcs11.NULL;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.emulator.module.NativePkcs11;

/** What a C program does with a token, and all that it sees, but for the value of a secret key. */
public final class CSession {
    static final byte[] SECRET = "sixteen secrets!".getBytes(StandardCharsets.US_ASCII);

    private static final int ROOM = 512;

    private final StringJoiner seen = new StringJoiner("\n");
    private final NativePkcs11 c;

    private CSession(NativePkcs11 c) {
        this.c = c;
    }

    /** As a program of its own: the library's path and the PIN's length. A test's PIN is ones. */
    public static void main(String[] arguments) {
        char[] pin = "1".repeat(Integer.parseInt(arguments[1])).toCharArray();
        System.out.println(withSecretKey(Path.of(arguments[0]), pin));
    }

    /** Lists, signs, draws random bytes and makes a secret key, whose value it reads. */
    static String withSecretKey(Path library, char[] pin) {
        try (NativePkcs11 c = new NativePkcs11(library)) {
            return new CSession(c).run(pin);
        }
    }

    private String run(char[] pin) {
        call("C_Initialize", NULL);
        MemorySegment count = c.ulong(0);
        call("C_GetSlotList", (byte) 1, NULL, count);
        see(count);
        MemorySegment slots = c.buffer(8 * count.get(ValueLayout.JAVA_LONG, 0));
        call("C_GetSlotList", (byte) 1, slots, count);
        long slot = slots.byteSize() == 0 ? 0 : slots.get(ValueLayout.JAVA_LONG, 0);
        MemorySegment info = c.buffer(208);
        call("C_GetTokenInfo", slot, info);
        see(info);
        MemorySegment session = c.ulong(0);
        call("C_OpenSession", slot, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION, NULL, NULL, session);
        long handle = session.get(ValueLayout.JAVA_LONG, 0);
        byte[] bytes = new String(pin).getBytes(StandardCharsets.UTF_8);
        call("C_Login", handle, Cku.CKU_USER, c.bytes(bytes), (long) bytes.length);
        sign(handle, find(handle, Cko.CKO_PRIVATE_KEY));
        certificate(handle, find(handle, Cko.CKO_CERTIFICATE));
        MemorySegment random = c.buffer(20);
        call("C_GenerateRandom", handle, random, 20L);
        see(random);
        secretKey(handle);
        call("C_CloseSession", handle);
        call("C_Finalize", NULL);
        return seen.toString();
    }

    private void call(String function, Object... arguments) {
        seen.add(function + " " + Ckr.name(c.call(function, arguments)));
    }

    private void see(MemorySegment memory) {
        seen.add(HexFormat.of().formatHex(memory.toArray(ValueLayout.JAVA_BYTE)));
    }

    private long find(long session, long objectClass) {
        call("C_FindObjectsInit", session, c.structure(Cka.CKA_CLASS, c.ulong(objectClass), 8L), 1L);
        MemorySegment found = c.ulong(0);
        MemorySegment number = c.ulong(0);
        call("C_FindObjects", session, found, 1L, number);
        see(number);
        call("C_FindObjectsFinal", session);
        return found.get(ValueLayout.JAVA_LONG, 0);
    }

    private void sign(long session, long key) {
        call("C_SignInit", session, c.structure(Ckm.CKM_SHA256_RSA_PKCS, NULL, 0L), key);
        MemorySegment data = c.bytes(SECRET[0]);
        MemorySegment length = c.ulong(77);
        call("C_Sign", session, data, 1L, NULL, length);
        see(length);
        MemorySegment small = c.ulong(3);
        call("C_Sign", session, data, 1L, c.buffer(3), small);
        see(small);
        MemorySegment signature = c.buffer(ROOM);
        MemorySegment room = c.ulong(ROOM);
        call("C_Sign", session, data, 1L, signature, room);
        see(signature);
        call("C_SignInit", session, NULL, key);
    }

    private void certificate(long session, long object) {
        MemorySegment template = c.structure(Cka.CKA_VALUE, NULL, 0L, Cka.CKA_MODULUS, NULL, 0L);
        call("C_GetAttributeValue", session, object, template, 2L);
        see(template);
        long length = template.get(ValueLayout.JAVA_LONG, 16);
        MemorySegment value = c.buffer(Math.max(length, 0) % (1 << 16));
        call("C_GetAttributeValue", session, object, c.structure(Cka.CKA_VALUE, value, length), 1L);
        see(value);
    }

    private void secretKey(long session) {
        MemorySegment yes = c.bytes((byte) 1);
        MemorySegment no = c.bytes((byte) 0);
        MemorySegment template = c.structure(
                Cka.CKA_CLASS,
                c.ulong(Cko.CKO_SECRET_KEY),
                8L,
                Cka.CKA_KEY_TYPE,
                c.ulong(Ckk.CKK_AES),
                8L,
                Cka.CKA_VALUE,
                c.bytes(SECRET),
                16L,
                Cka.CKA_EXTRACTABLE,
                yes,
                1L,
                Cka.CKA_SENSITIVE,
                no,
                1L,
                Cka.CKA_TOKEN,
                no,
                1L);
        MemorySegment key = c.ulong(0);
        call("C_CreateObject", session, template, 6L, key);
        MemorySegment value = c.buffer(16);
        call(
                "C_GetAttributeValue",
                session,
                key.get(ValueLayout.JAVA_LONG, 0),
                c.structure(Cka.CKA_VALUE, value, 16L),
                1L);
    }
}
