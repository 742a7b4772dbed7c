package org.tokentwin.emulator.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tokentwin.emulator.cryptoki.CallerRoom;

/**
 * What the standard calls a function and its parameters, PKCS#11 v2.40 section 5; those that are pointers for the answer are left out.
 *
 * @param function for example {@code C_Login}
 * @param parameters in the order of the method in Java
 */
record FunctionNames(String function, List<String> parameters) {
    private static final Map<String, FunctionNames> ALL = """
            C_Initialize pInitArgs
            C_Finalize pReserved
            C_GetInfo
            C_GetSlotList tokenPresent pSlotList
            C_GetSlotInfo slotID
            C_GetTokenInfo slotID
            C_WaitForSlotEvent flags
            C_GetMechanismList slotID pMechanismList
            C_GetMechanismInfo slotID type
            C_InitToken slotID pPin pLabel
            C_InitPIN hSession pPin
            C_SetPIN hSession pOldPin pNewPin
            C_OpenSession slotID flags
            C_CloseSession hSession
            C_CloseAllSessions slotID
            C_GetSessionInfo hSession
            C_GetOperationState hSession pOperationState
            C_SetOperationState hSession pOperationState hEncryptionKey hAuthenticationKey
            C_Login hSession userType pPin
            C_Logout hSession
            C_CreateObject hSession pTemplate
            C_CopyObject hSession hObject pTemplate
            C_DestroyObject hSession hObject
            C_GetObjectSize hSession hObject
            C_GetAttributeValue hSession hObject pTemplate
            C_SetAttributeValue hSession hObject pTemplate
            C_FindObjectsInit hSession pTemplate
            C_FindObjects hSession ulMaxObjectCount
            C_FindObjectsFinal hSession
            C_EncryptInit hSession pMechanism hKey
            C_Encrypt hSession pData pEncryptedData
            C_EncryptUpdate hSession pPart pEncryptedPart
            C_EncryptFinal hSession pLastEncryptedPart
            C_DecryptInit hSession pMechanism hKey
            C_Decrypt hSession pEncryptedData pData
            C_DecryptUpdate hSession pEncryptedPart pPart
            C_DecryptFinal hSession pLastPart
            C_DigestInit hSession pMechanism
            C_Digest hSession pData pDigest
            C_DigestUpdate hSession pPart
            C_DigestKey hSession hKey
            C_DigestFinal hSession pDigest
            C_SignInit hSession pMechanism hKey
            C_Sign hSession pData pSignature
            C_SignUpdate hSession pPart
            C_SignFinal hSession pSignature
            C_SignRecoverInit hSession pMechanism hKey
            C_SignRecover hSession pData pSignature
            C_VerifyInit hSession pMechanism hKey
            C_Verify hSession pData pSignature
            C_VerifyUpdate hSession pPart
            C_VerifyFinal hSession pSignature
            C_VerifyRecoverInit hSession pMechanism hKey
            C_VerifyRecover hSession pSignature pData
            C_DigestEncryptUpdate hSession pPart pEncryptedPart
            C_DecryptDigestUpdate hSession pEncryptedPart pPart
            C_SignEncryptUpdate hSession pPart pEncryptedPart
            C_DecryptVerifyUpdate hSession pEncryptedPart pPart
            C_GenerateKey hSession pMechanism pTemplate
            C_GenerateKeyPair hSession pMechanism pPublicKeyTemplate pPrivateKeyTemplate
            C_WrapKey hSession pMechanism hWrappingKey hKey pWrappedKey
            C_UnwrapKey hSession pMechanism hUnwrappingKey pWrappedKey pTemplate
            C_DeriveKey hSession pMechanism hBaseKey pTemplate
            C_SeedRandom hSession pSeed
            C_GenerateRandom hSession ulRandomLen
            C_GetFunctionStatus hSession
            C_CancelFunction hSession
            """.lines().map(line -> List.of(line.split(" "))).collect(
            Collectors.toUnmodifiableMap(
                    words -> words.getFirst().substring(2).toLowerCase(Locale.ROOT),
                    words -> new FunctionNames(words.getFirst(), words.subList(1, words.size()))));

    /** @param method of {@code Cryptoki}; C_Finalize's has a longer name there */
    static FunctionNames of(String method) {
        String name = method.toLowerCase(Locale.ROOT);
        return Stream.of(name, name.replace("cryptoki", ""))
                .filter(ALL::containsKey)
                .map(ALL::get)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a function without a name: " + method));
    }

    /** @param function for example {@code C_Login}; upper and lower case are the same */
    static FunctionNames ofFunction(String function) {
        return of(function.replaceFirst("^C_", ""));
    }

    /** The arguments, and where the function has one, the room for what it returns whole, which is its last parameter. */
    Map<String, String> show(Object[] arguments) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            shown.put(parameters.get(i), ShownValue.argument(parameters.get(i), arguments[i]));
        }
        if (CallerRoom.OF_CALL.isBound()) {
            shown.put(parameters.getLast(), CallerRoom.OF_CALL.get().toString());
        }
        return shown;
    }

    /** What is known of the arguments of a call that was refused before they were read. */
    Map<String, String> showFirst(long argument) {
        boolean session = !parameters.isEmpty() && parameters.getFirst().equals("hSession");
        return session ? Map.of("hSession", Long.toUnsignedString(argument)) : Map.of();
    }
}
