package org.tokentwin.emulator.cryptoki;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;

/**
 * PKCS#11 in Java types: a method for each C_ function, named after it, PKCS#11 v2.40 section 5.
 *
 * <p>One object is one <em>application</em>: the sessions, the login and the session objects are its own. Every method throws
 * {@link CryptokiException} with the CKR that the standard names; none throws anything else. Safe for use by many threads.
 *
 * <p>What the C function learns from pointers is decided by the caller (a null pointer where one must not be is
 * {@code CKR_ARGUMENTS_BAD}) or said by the arguments: {@link OutputBuffer} for the convention on buffer lengths, an empty
 * list for a null template of no attributes, null for a null PIN. PIN arrays stay the caller's, who wipes them.
 */
public interface Cryptoki {
    // General purpose, section 5.4. C_Finalize has a longer name since Object.finalize() means something else.

    /** {@code C_Initialize}; {@code args} is null for a null {@code pInitArgs}. */
    void initialize(@Nullable InitializeArgs args);

    /** {@code C_Finalize}; {@code reserved} is whether {@code pReserved} is not null, which is {@code CKR_ARGUMENTS_BAD}. */
    void finalizeCryptoki(boolean reserved);

    /** {@code C_GetInfo}. */
    LibraryInfo getInfo();

    // Slot and token management, section 5.5

    /** {@code C_GetSlotList}. */
    long[] getSlotList(boolean tokenPresent);

    /** {@code C_GetSlotInfo}. */
    SlotInfo getSlotInfo(long slotId);

    /** {@code C_GetTokenInfo}. */
    TokenInfo getTokenInfo(long slotId);

    /** {@code C_WaitForSlotEvent}: the slot's id. Blocks this thread only, unless {@code CKF_DONT_BLOCK}. */
    long waitForSlotEvent(long flags);

    /** {@code C_GetMechanismList}. */
    long[] getMechanismList(long slotId);

    /** {@code C_GetMechanismInfo}. */
    MechanismInfo getMechanismInfo(long slotId, long type);

    /** {@code C_InitToken}; the label is 32 bytes, blank-padded. */
    void initToken(long slotId, byte @Nullable [] pin, byte[] label);

    /** {@code C_InitPIN}. */
    void initPin(long session, byte @Nullable [] pin);

    /** {@code C_SetPIN}. */
    void setPin(long session, byte @Nullable [] oldPin, byte @Nullable [] newPin);

    // Session management, section 5.6

    /** {@code C_OpenSession}. {@code pApplication} and {@code Notify} are ignored: this module makes no notification callbacks. */
    long openSession(long slotId, long flags);

    /** {@code C_CloseSession}. */
    void closeSession(long session);

    /** {@code C_CloseAllSessions}. */
    void closeAllSessions(long slotId);

    /** {@code C_GetSessionInfo}. */
    SessionInfo getSessionInfo(long session);

    /** {@code C_GetOperationState}. */
    void getOperationState(long session, OutputBuffer state);

    /** {@code C_SetOperationState}. */
    void setOperationState(long session, byte[] state, long encryptionKey, long authenticationKey);

    /** {@code C_Login}. */
    void login(long session, long userType, byte @Nullable [] pin);

    /** {@code C_LoginUser}, of v3.0; the user's name is empty if there is none. */
    void loginUser(long session, long userType, byte @Nullable [] pin, byte[] username);

    /** {@code C_SessionCancel}, of v3.0: ends the operations whose {@code CKF_} are among the flags. */
    void sessionCancel(long session, long flags);

    /** {@code C_Logout}. */
    void logout(long session);

    // Object management, section 5.7

    /** {@code C_CreateObject}. */
    long createObject(long session, List<Attribute> template);

    /** {@code C_CopyObject}. */
    long copyObject(long session, long object, List<Attribute> template);

    /** {@code C_DestroyObject}. */
    void destroyObject(long session, long object);

    /** {@code C_GetObjectSize}, in bytes. */
    long getObjectSize(long session, long object);

    /** {@code C_GetAttributeValue}: a result for each type, in order. {@link AttributeQuery} sees whether the caller's buffers take them. */
    List<AttributeResult> getAttributeValue(long session, long object, long[] types);

    /** {@code C_SetAttributeValue}. */
    void setAttributeValue(long session, long object, List<Attribute> template);

    /** {@code C_FindObjectsInit}. */
    void findObjectsInit(long session, List<Attribute> template);

    /** {@code C_FindObjects}: at most {@code most} handles. */
    long[] findObjects(long session, long most);

    /** {@code C_FindObjectsFinal}. */
    void findObjectsFinal(long session);

    // Encryption and decryption, sections 5.8 and 5.9

    /** {@code C_EncryptInit}. */
    void encryptInit(long session, Mechanism mechanism, long key);

    /** {@code C_Encrypt}. */
    void encrypt(long session, byte[] data, OutputBuffer encryptedData);

    /** {@code C_EncryptUpdate}. */
    void encryptUpdate(long session, byte[] part, OutputBuffer encryptedPart);

    /** {@code C_EncryptFinal}. */
    void encryptFinal(long session, OutputBuffer lastEncryptedPart);

    /** {@code C_DecryptInit}. */
    void decryptInit(long session, Mechanism mechanism, long key);

    /** {@code C_Decrypt}. */
    void decrypt(long session, byte[] encryptedData, OutputBuffer data);

    /** {@code C_DecryptUpdate}. */
    void decryptUpdate(long session, byte[] encryptedPart, OutputBuffer part);

    /** {@code C_DecryptFinal}. */
    void decryptFinal(long session, OutputBuffer lastPart);

    // Message digesting, section 5.10

    /** {@code C_DigestInit}. */
    void digestInit(long session, Mechanism mechanism);

    /** {@code C_Digest}. */
    void digest(long session, byte[] data, OutputBuffer digest);

    /** {@code C_DigestUpdate}. */
    void digestUpdate(long session, byte[] part);

    /** {@code C_DigestKey}. */
    void digestKey(long session, long key);

    /** {@code C_DigestFinal}. */
    void digestFinal(long session, OutputBuffer digest);

    // Signing and MACing, section 5.11

    /** {@code C_SignInit}. */
    void signInit(long session, Mechanism mechanism, long key);

    /** {@code C_Sign}. */
    void sign(long session, byte[] data, OutputBuffer signature);

    /** {@code C_SignUpdate}. */
    void signUpdate(long session, byte[] part);

    /** {@code C_SignFinal}. */
    void signFinal(long session, OutputBuffer signature);

    /** {@code C_SignRecoverInit}. */
    void signRecoverInit(long session, Mechanism mechanism, long key);

    /** {@code C_SignRecover}. */
    void signRecover(long session, byte[] data, OutputBuffer signature);

    // Verifying signatures, section 5.12

    /** {@code C_VerifyInit}. */
    void verifyInit(long session, Mechanism mechanism, long key);

    /** {@code C_Verify}. */
    void verify(long session, byte[] data, byte[] signature);

    /** {@code C_VerifyUpdate}. */
    void verifyUpdate(long session, byte[] part);

    /** {@code C_VerifyFinal}. */
    void verifyFinal(long session, byte[] signature);

    /** {@code C_VerifyRecoverInit}. */
    void verifyRecoverInit(long session, Mechanism mechanism, long key);

    /** {@code C_VerifyRecover}. */
    void verifyRecover(long session, byte[] signature, OutputBuffer data);

    // Dual-function operations, section 5.13

    /** {@code C_DigestEncryptUpdate}. */
    void digestEncryptUpdate(long session, byte[] part, OutputBuffer encryptedPart);

    /** {@code C_DecryptDigestUpdate}. */
    void decryptDigestUpdate(long session, byte[] encryptedPart, OutputBuffer part);

    /** {@code C_SignEncryptUpdate}. */
    void signEncryptUpdate(long session, byte[] part, OutputBuffer encryptedPart);

    /** {@code C_DecryptVerifyUpdate}. */
    void decryptVerifyUpdate(long session, byte[] encryptedPart, OutputBuffer part);

    // Key management, section 5.14

    /** {@code C_GenerateKey}. */
    long generateKey(long session, Mechanism mechanism, List<Attribute> template);

    /** {@code C_GenerateKeyPair}. */
    KeyPairHandles generateKeyPair(
            long session, Mechanism mechanism, List<Attribute> publicTemplate, List<Attribute> privateTemplate);

    /** {@code C_WrapKey}. */
    void wrapKey(long session, Mechanism mechanism, long wrappingKey, long key, OutputBuffer wrappedKey);

    /** {@code C_UnwrapKey}. */
    long unwrapKey(long session, Mechanism mechanism, long unwrappingKey, byte[] wrappedKey, List<Attribute> template);

    /** {@code C_DeriveKey}; empty where the mechanism makes several keys, whose handles its parameter takes. */
    Optional<Long> deriveKey(long session, Mechanism mechanism, long baseKey, List<Attribute> template);

    // Messages, v3.0 sections 5.9, 5.11, 5.14 and 5.16

    /**
     * {@code C_MessageEncryptInit}.
     *
     * @param mechanism its parameter is not read: each message has its own; null ends what was begun
     */
    void messageEncryptInit(long session, @Nullable Mechanism mechanism, long key);

    /** {@code C_EncryptMessage}. */
    void encryptMessage(
            long session, MessageParameter parameter, byte[] associatedData, byte[] plaintext, OutputBuffer ciphertext);

    /** {@code C_EncryptMessageBegin}. */
    void encryptMessageBegin(long session, MessageParameter parameter, byte[] associatedData);

    /** {@code C_EncryptMessageNext}. */
    void encryptMessageNext(
            long session, MessageParameter parameter, byte[] plaintextPart, OutputBuffer ciphertextPart, long flags);

    /** {@code C_MessageEncryptFinal}. */
    void messageEncryptFinal(long session);

    /** {@code C_MessageDecryptInit}, as {@link #messageEncryptInit}. */
    void messageDecryptInit(long session, @Nullable Mechanism mechanism, long key);

    /** {@code C_DecryptMessage}. */
    void decryptMessage(
            long session, MessageParameter parameter, byte[] associatedData, byte[] ciphertext, OutputBuffer plaintext);

    /** {@code C_DecryptMessageBegin}. */
    void decryptMessageBegin(long session, MessageParameter parameter, byte[] associatedData);

    /** {@code C_DecryptMessageNext}. */
    void decryptMessageNext(
            long session, MessageParameter parameter, byte[] ciphertextPart, OutputBuffer plaintextPart, long flags);

    /** {@code C_MessageDecryptFinal}. */
    void messageDecryptFinal(long session);

    /**
     * {@code C_MessageSignInit}.
     *
     * @param mechanism null ends what was begun
     */
    void messageSignInit(long session, @Nullable Mechanism mechanism, long key);

    /** {@code C_SignMessage}. */
    void signMessage(long session, byte[] parameter, byte[] data, OutputBuffer signature);

    /** {@code C_SignMessageBegin}. */
    void signMessageBegin(long session, byte[] parameter);

    /** {@code C_SignMessageNext}; the signature is null where more parts follow. */
    void signMessageNext(long session, byte[] parameter, byte[] part, @Nullable OutputBuffer signature);

    /** {@code C_MessageSignFinal}. */
    void messageSignFinal(long session);

    /** {@code C_MessageVerifyInit}, as {@link #messageSignInit}. */
    void messageVerifyInit(long session, @Nullable Mechanism mechanism, long key);

    /** {@code C_VerifyMessage}. */
    void verifyMessage(long session, byte[] parameter, byte[] data, byte[] signature);

    /** {@code C_VerifyMessageBegin}. */
    void verifyMessageBegin(long session, byte[] parameter);

    /** {@code C_VerifyMessageNext}; the signature is null where more parts follow. */
    void verifyMessageNext(long session, byte[] parameter, byte[] part, byte @Nullable [] signature);

    /** {@code C_MessageVerifyFinal}. */
    void messageVerifyFinal(long session);

    // Random numbers, section 5.15

    /** {@code C_SeedRandom}. */
    void seedRandom(long session, byte[] seed);

    /** {@code C_GenerateRandom}: this many bytes. */
    byte[] generateRandom(long session, int length);

    // Parallel function management, section 5.16

    /** {@code C_GetFunctionStatus}: always {@code CKR_FUNCTION_NOT_PARALLEL} for a session that is open. */
    void getFunctionStatus(long session);

    /** {@code C_CancelFunction}: always {@code CKR_FUNCTION_NOT_PARALLEL} for a session that is open. */
    void cancelFunction(long session);

    // What is no function

    /**
     * A function that has no method, since it came with v3.0 or later and no token offers it.
     *
     * @throws CryptokiException {@code CKR_FUNCTION_NOT_SUPPORTED}, for a session that is open
     */
    void unsupported(String function, long session);

    /**
     * Takes note of a call that was refused before it came to its method: its arguments have no form in Java, or they are too large. The
     * operation ends that the method would have ended by a refusal. Never throws.
     *
     * @param function its name in the standard
     * @param session the call's first argument; of no meaning for a function that takes no session
     * @param ckr what the standard has for it, not {@code CKR_OK} and not {@code CKR_BUFFER_TOO_SMALL}
     * @return what the call returns: the model's own value, where it has one for this
     */
    Ckr refused(String function, long session, Ckr ckr);

    /** Takes note that the program has gone, which ends what {@code C_Finalize} ends. It is no call of the program's. Never throws. */
    default void ended() {
        try {
            finalizeCryptoki(false);
        } catch (CryptokiException _) { // the program had finalised itself
        }
    }
}
