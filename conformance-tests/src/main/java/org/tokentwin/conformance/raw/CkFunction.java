package org.tokentwin.conformance.raw;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The functions of {@code CK_FUNCTION_LIST} in its order, PKCS#11 v2.40 appendix B, and what each takes: {@code s} a session,
 * {@code l} a slot, {@code h} an object, {@code n} a number, {@code b} a {@code CK_BBOOL}, {@code p} a pointer to where a structure or
 * handle is put, {@code m} a mechanism, {@code i} a buffer to read with its length, {@code o} a buffer to fill with a pointer to its
 * length, {@code t} a template with its count, {@code x} a pointer that is null.
 */
public enum CkFunction {
    C_Initialize("x"),
    C_Finalize("x"),
    C_GetInfo("p"),
    C_GetFunctionList("p"),
    C_GetSlotList("bo"),
    C_GetSlotInfo("lp"),
    C_GetTokenInfo("lp"),
    C_GetMechanismList("lo"),
    C_GetMechanismInfo("lnp"),
    C_InitToken("lip"),
    C_InitPIN("si"),
    C_SetPIN("sii"),
    C_OpenSession("lnxxp"),
    C_CloseSession("s"),
    C_CloseAllSessions("l"),
    C_GetSessionInfo("sp"),
    C_GetOperationState("so"),
    C_SetOperationState("sihh"),
    C_Login("sni"),
    C_Logout("s"),
    C_CreateObject("stp"),
    C_CopyObject("shtp"),
    C_DestroyObject("sh"),
    C_GetObjectSize("shp"),
    C_GetAttributeValue("sht"),
    C_SetAttributeValue("sht"),
    C_FindObjectsInit("st"),
    C_FindObjects("spnp"),
    C_FindObjectsFinal("s"),
    C_EncryptInit("smh"),
    C_Encrypt("sio"),
    C_EncryptUpdate("sio"),
    C_EncryptFinal("so"),
    C_DecryptInit("smh"),
    C_Decrypt("sio"),
    C_DecryptUpdate("sio"),
    C_DecryptFinal("so"),
    C_DigestInit("sm"),
    C_Digest("sio"),
    C_DigestUpdate("si"),
    C_DigestKey("sh"),
    C_DigestFinal("so"),
    C_SignInit("smh"),
    C_Sign("sio"),
    C_SignUpdate("si"),
    C_SignFinal("so"),
    C_SignRecoverInit("smh"),
    C_SignRecover("sio"),
    C_VerifyInit("smh"),
    C_Verify("sii"),
    C_VerifyUpdate("si"),
    C_VerifyFinal("si"),
    C_VerifyRecoverInit("smh"),
    C_VerifyRecover("sio"),
    C_DigestEncryptUpdate("sio"),
    C_DecryptDigestUpdate("sio"),
    C_SignEncryptUpdate("sio"),
    C_DecryptVerifyUpdate("sio"),
    C_GenerateKey("smtp"),
    C_GenerateKeyPair("smttpp"),
    C_WrapKey("smhho"),
    C_UnwrapKey("smhitp"),
    C_DeriveKey("smhtp"),
    C_SeedRandom("si"),
    C_GenerateRandom("si"),
    C_GetFunctionStatus("s"),
    C_CancelFunction("s"),
    C_WaitForSlotEvent("npx");

    private final String signature;

    CkFunction(String signature) {
        this.signature = signature;
    }

    /** Its place in {@code CK_FUNCTION_LIST}, from 0. */
    @SuppressWarnings("EnumOrdinal") // the order is the standard's, and never changes
    public int index() {
        return ordinal();
    }

    /** One letter for each argument or pair of arguments. */
    String signature() {
        return signature;
    }

    /** What it takes and returns in C. */
    public FunctionDescriptor descriptor() {
        return FunctionDescriptor.of(
                Abi.ulong(),
                signature
                        .chars()
                        .mapToObj(kind -> layouts((char) kind))
                        .flatMap(List::stream)
                        .toArray(MemoryLayout[]::new));
    }

    private static List<MemoryLayout> layouts(char kind) {
        return switch (kind) {
            case 's', 'l', 'h', 'n' -> List.of(Abi.ulong());
            case 'b' -> List.of(ValueLayout.JAVA_BYTE);
            case 'i', 't' -> List.of(ValueLayout.ADDRESS, Abi.ulong());
            case 'o' -> List.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS);
            default -> List.of(ValueLayout.ADDRESS);
        };
    }

    /** Whether it fills a buffer of the caller's, which is its last argument but one, before a pointer to the length. */
    public boolean fillsBuffer() {
        return signature.endsWith("o");
    }

    /** Whether the first argument is a session. */
    public boolean takesSession() {
        return signature.startsWith("s");
    }

    /** Whether the first argument is a slot. */
    public boolean takesSlot() {
        return signature.startsWith("l");
    }
}
