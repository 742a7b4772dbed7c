package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.KeyPairHandles;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** Each C function comes to the method of its name with its arguments, and its results go back. */
class ForwardingTest {
    private static final long SESSION = 7;
    private static final long KEY = 9;
    private static final byte[] DATA = {1, 2, 3};
    private static final byte[] OUTPUT = {4, 5};

    private final LoadedFake token = new LoadedFake();
    private final NativePkcs11 c = token.c;

    @AfterEach
    void close() {
        token.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CloseSession",
                "CloseAllSessions",
                "Logout",
                "FindObjectsFinal",
                "GetFunctionStatus",
                "CancelFunction"
            })
    void functionOfAHandle_isForwarded(String name) {
        token.cryptoki.accept(method(name));
        assertOk(c.call("C_" + name, SESSION));
        assertThat(token.onlyCall()).isEqualTo(call(method(name), SESSION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DestroyObject", "DigestKey"})
    void functionOfAnObject_isForwarded(String name) {
        token.cryptoki.accept(method(name));
        assertOk(c.call("C_" + name, SESSION, KEY));
        assertThat(token.onlyCall()).isEqualTo(call(method(name), SESSION, KEY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"EncryptInit", "DecryptInit", "SignInit", "SignRecoverInit", "VerifyInit", "VerifyRecoverInit"})
    void startOfAnOperation_isForwarded(String name) {
        token.cryptoki.accept(method(name));
        assertOk(c.call("C_" + name, SESSION, mechanism(), KEY));
        assertThat(token.onlyCall()).isEqualTo(call(method(name), SESSION, Mechanism.of(0x250), KEY));
    }

    @Test
    void digestInit_isForwarded() {
        token.cryptoki.accept("digestInit");
        assertOk(c.call("C_DigestInit", SESSION, mechanism()));
        assertThat(token.onlyCall()).isEqualTo(call("digestInit", SESSION, Mechanism.of(0x250)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Encrypt",
                "EncryptUpdate",
                "Decrypt",
                "DecryptUpdate",
                "Digest",
                "Sign",
                "SignRecover",
                "VerifyRecover",
                "DigestEncryptUpdate",
                "DecryptDigestUpdate",
                "SignEncryptUpdate",
                "DecryptVerifyUpdate"
            })
    void functionOfInputAndOutput_isForwarded(String name) {
        token.on(method(name), arguments -> give(arguments[2]));
        var output = c.buffer(4);
        var length = c.ulong(4);
        assertOk(c.call("C_" + name, SESSION, c.bytes(DATA), 3L, output, length));
        assertThat(token.onlyCall().arguments().get(0)).isEqualTo(SESSION);
        assertThat(token.onlyCall().arguments().get(1)).isEqualTo(DATA);
        assertThat(Memory.bytes(output)).containsExactly(4, 5, 0xEE, 0xEE);
        assertThat(Memory.ulong(length)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EncryptFinal", "DecryptFinal", "DigestFinal", "SignFinal", "GetOperationState"})
    void functionOfOutput_isForwarded(String name) {
        token.on(method(name), arguments -> give(arguments[1]));
        var output = c.buffer(2);
        var length = c.ulong(2);
        assertOk(c.call("C_" + name, SESSION, output, length));
        assertThat(token.onlyCall().arguments().get(0)).isEqualTo(SESSION);
        assertThat(Memory.bytes(output)).containsExactly(4, 5);
        assertThat(Memory.ulong(length)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DigestUpdate", "SignUpdate", "VerifyUpdate", "VerifyFinal", "SeedRandom"})
    void functionOfInput_isForwarded(String name) {
        token.cryptoki.accept(method(name));
        assertOk(c.call("C_" + name, SESSION, c.bytes(DATA), 3L));
        assertThat(token.onlyCall().arguments().get(1)).isEqualTo(DATA);
    }

    @Test
    void verify_isForwarded() {
        token.cryptoki.accept("verify");
        assertOk(c.call("C_Verify", SESSION, c.bytes(DATA), 3L, c.bytes(OUTPUT), 2L));
        assertThat(token.onlyCall().arguments().get(1)).isEqualTo(DATA);
        assertThat(token.onlyCall().arguments().get(2)).isEqualTo(OUTPUT);
    }

    @Test
    void setOperationState_isForwarded() {
        token.cryptoki.accept("setOperationState");
        assertOk(c.call("C_SetOperationState", SESSION, c.bytes(DATA), 3L, 11L, 12L));
        assertThat(token.onlyCall().arguments().get(1)).isEqualTo(DATA);
        assertThat(token.onlyCall().arguments().subList(2, 4)).containsExactly(11L, 12L);
    }

    @Test
    void openSession_givesTheHandle() {
        token.on("openSession", _ -> 42L);
        var session = c.ulong(0);
        assertOk(c.call("C_OpenSession", 3L, 6L, NativePkcs11.NULL, NativePkcs11.NULL, session));
        assertThat(token.onlyCall()).isEqualTo(call("openSession", 3L, 6L));
        assertThat(Memory.ulong(session)).isEqualTo(42);
    }

    @Test
    void objects_areCreatedCopiedAndChangedByTemplate() {
        token.on("createObject", _ -> 1L).on("copyObject", _ -> 2L);
        token.cryptoki.accept("setAttributeValue", "findObjectsInit");
        List<Attribute> attributes = List.of(Attribute.ofString(Cka.CKA_LABEL, "abc"));
        var template = c.structure(Cka.CKA_LABEL, c.bytes((byte) 'a', (byte) 'b', (byte) 'c'), 3L);
        var created = c.ulong(0);
        var copied = c.ulong(0);
        assertOk(c.call("C_CreateObject", SESSION, template, 1L, created));
        assertOk(c.call("C_CopyObject", SESSION, KEY, template, 1L, copied));
        assertOk(c.call("C_SetAttributeValue", SESSION, KEY, template, 1L));
        assertOk(c.call("C_FindObjectsInit", SESSION, template, 1L));
        assertThat(token.cryptoki.calls())
                .containsExactly(
                        call("createObject", SESSION, attributes),
                        call("copyObject", SESSION, KEY, attributes),
                        call("setAttributeValue", SESSION, KEY, attributes),
                        call("findObjectsInit", SESSION, attributes));
        assertThat(Memory.ulong(created)).isEqualTo(1);
        assertThat(Memory.ulong(copied)).isEqualTo(2);
    }

    @Test
    void objectSize_isGiven() {
        token.on("getObjectSize", _ -> 1234L);
        var size = c.ulong(0);
        assertOk(c.call("C_GetObjectSize", SESSION, KEY, size));
        assertThat(Memory.ulong(size)).isEqualTo(1234);
    }

    @Test
    void foundObjects_areGiven() {
        token.on("findObjects", _ -> new long[] {5, 6});
        var objects = c.structure(0L, 0L, 99L);
        var count = c.ulong(0);
        assertOk(c.call("C_FindObjects", SESSION, objects, 3L, count));
        assertThat(token.onlyCall()).isEqualTo(call("findObjects", SESSION, 3L));
        assertThat(Memory.ulongs(objects)).containsExactly(5, 6, 99);
        assertThat(Memory.ulong(count)).isEqualTo(2);
    }

    @Test
    void keyPair_isGiven() {
        token.on("generateKeyPair", _ -> new KeyPairHandles(21, 22));
        var publicTemplate = c.structure(Cka.CKA_MODULUS_BITS, c.ulong(2048), 8L);
        var privateTemplate = c.structure(Cka.CKA_TOKEN, c.bytes((byte) 1), 1L);
        var publicKey = c.ulong(0);
        var privateKey = c.ulong(0);
        assertOk(c.call(
                "C_GenerateKeyPair",
                SESSION,
                mechanism(),
                publicTemplate,
                1L,
                privateTemplate,
                1L,
                publicKey,
                privateKey));
        assertThat(token.onlyCall())
                .isEqualTo(call(
                        "generateKeyPair",
                        SESSION,
                        Mechanism.of(0x250),
                        List.of(Attribute.ofUlong(Cka.CKA_MODULUS_BITS, 2048)),
                        List.of(Attribute.ofBoolean(Cka.CKA_TOKEN, true))));
        assertThat(Memory.ulong(publicKey)).isEqualTo(21);
        assertThat(Memory.ulong(privateKey)).isEqualTo(22);
    }

    @Test
    void secretKeys_areGiven() {
        token.on("generateKey", _ -> 31L).on("unwrapKey", _ -> 32L).on("deriveKey", _ -> Optional.of(33L));
        var none = NativePkcs11.NULL;
        var key = c.ulong(0);
        assertOk(c.call("C_GenerateKey", SESSION, mechanism(), none, 0L, key));
        assertThat(Memory.ulong(key)).isEqualTo(31);
        assertOk(c.call("C_UnwrapKey", SESSION, mechanism(), KEY, c.bytes(DATA), 3L, none, 0L, key));
        assertThat(Memory.ulong(key)).isEqualTo(32);
        assertOk(c.call("C_DeriveKey", SESSION, mechanism(), KEY, none, 0L, key));
        assertThat(Memory.ulong(key)).isEqualTo(33);
        assertThat(token.cryptoki.calls().get(2))
                .isEqualTo(call("deriveKey", SESSION, Mechanism.of(0x250), KEY, List.of()));
    }

    @Test
    void wrappedKey_isGiven() {
        token.on("wrapKey", arguments -> give(arguments[4]));
        var wrapped = c.buffer(2);
        assertOk(c.call("C_WrapKey", SESSION, mechanism(), KEY, 10L, wrapped, c.ulong(2)));
        assertThat(token.onlyCall().arguments().subList(0, 4)).containsExactly(SESSION, Mechanism.of(0x250), KEY, 10L);
        assertThat(Memory.bytes(wrapped)).containsExactly(4, 5);
    }

    @Test
    void randomBytes_areGiven() {
        token.on("generateRandom", _ -> OUTPUT);
        var random = c.buffer(3);
        assertOk(c.call("C_GenerateRandom", SESSION, random, 2L));
        assertThat(token.onlyCall()).isEqualTo(call("generateRandom", SESSION, 2));
        assertThat(Memory.bytes(random)).containsExactly(4, 5, 0xEE);
    }

    @Test
    void slotEvent_isGiven() {
        token.on("waitForSlotEvent", _ -> 3L);
        var slot = c.ulong(0);
        assertOk(c.call("C_WaitForSlotEvent", 1L, slot, NativePkcs11.NULL));
        assertThat(token.onlyCall()).isEqualTo(call("waitForSlotEvent", 1L));
        assertThat(Memory.ulong(slot)).isEqualTo(3);
    }

    /** A mechanism without parameter: CKM_SHA256. */
    private MemorySegment mechanism() {
        return c.structure(0x250L, NativePkcs11.NULL, 0L);
    }

    private static Object give(Object buffer) {
        ((OutputBuffer) buffer).put(OUTPUT);
        return buffer;
    }

    private static String method(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static FakeCryptoki.Call call(String method, Object... arguments) {
        return new FakeCryptoki.Call(method, List.of(arguments));
    }

    private static void assertOk(long ckr) {
        assertThat(ckr).isZero();
    }
}
