package org.tokentwin.emulator.module;

import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.ValueType;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiSource;

/**
 * The C functions, as methods that take memory: what a shared library in this JVM calls, and what is called here for a caller in another process, whose
 * memory was laid out in this one. So both ways see the same null pointers, lengths and rooms.
 *
 * <p>Each method of a group serves the C function of its name: {@code initPin} is {@code C_InitPIN}. A method handle for each was here before. To make them,
 * and C functions of them, took a seventh of a fresh JVM's time to its first signature.
 */
public final class CFunctions {
    private final GeneralGroup general;
    private final SlotGroup slots;
    private final SessionGroup sessions;
    private final ObjectGroup objects;
    private final CipherGroup ciphers;
    private final DigestGroup digests;
    private final SignatureGroup signatures;
    private final KeyGroup keys;
    private final RandomGroup random = new RandomGroup();
    private final SignedMessageGroup signedMessages;
    private final @Nullable MessageGroup messages;

    private static final class Lp64 {
        static final CFunctions FUNCTIONS = new CFunctions(AbiLayout.UNIX, false);
    }

    private static final class Windows {
        static final CFunctions FUNCTIONS = new CFunctions(AbiLayout.WINDOWS, false);
    }

    /** @param encryptedMessages whether functions may work through the pointers in the parameter of a message, which nothing carries to another process */
    private CFunctions(AbiLayout abi, boolean encryptedMessages) {
        this.general = new GeneralGroup(abi);
        this.slots = new SlotGroup(abi, encryptedMessages);
        this.sessions = new SessionGroup(abi);
        this.objects = new ObjectGroup(abi);
        this.ciphers = new CipherGroup(abi);
        this.digests = new DigestGroup(abi);
        this.signatures = new SignatureGroup(abi);
        this.keys = new KeyGroup(abi);
        this.signedMessages = new SignedMessageGroup(abi);
        this.messages = encryptedMessages ? new MessageGroup(abi) : null;
    }

    /** Returns the functions for a caller in another process, whose memory is laid out in one of the two ways that are known. */
    public static CFunctions of(DataModel model) {
        return model.equals(DataModel.WINDOWS) ? Windows.FUNCTIONS : Lp64.FUNCTIONS;
    }

    /** Returns the functions for callers in this process. */
    static CFunctions ofThisProcess() {
        return new CFunctions(AbiLayout.host(), true);
    }

    /**
     * Carries out a call. It throws nothing.
     *
     * @param source whose {@code get} may throw as a function does
     * @return the {@code CK_RV}
     */
    public long call(CryptokiFunction function, CryptokiSource source, CallArguments arguments) {
        try {
            carryOut(function, source.get(), arguments);
            return Ckr.CKR_OK.code();
        } catch (Throwable e) {
            return Boundary.returnValue(function.name(), e, source, session(function, arguments));
        }
    }

    /** The first argument; 0 where that is no number. */
    private static long session(CryptokiFunction function, CallArguments a) {
        return function.types().getFirst() == ValueType.ULONG ? a.number(0) : 0;
    }

    // spotless:off
    private void carryOut(CryptokiFunction function, Cryptoki c, CallArguments a) {
        switch (function) {
            case C_Initialize -> general.initialize(c, a.pointer(0));
            case C_Finalize -> general.finalize(c, a.pointer(0));
            case C_GetInfo -> general.getInfo(c, a.pointer(0));
            case C_GetSlotList -> slots.getSlotList(c, a.flag(0), a.pointer(1), a.pointer(2));
            case C_GetSlotInfo -> slots.getSlotInfo(c, a.number(0), a.pointer(1));
            case C_GetTokenInfo -> slots.getTokenInfo(c, a.number(0), a.pointer(1));
            case C_GetMechanismList -> slots.getMechanismList(c, a.number(0), a.pointer(1), a.pointer(2));
            case C_GetMechanismInfo -> slots.getMechanismInfo(c, a.number(0), a.number(1), a.pointer(2));
            case C_InitToken -> slots.initToken(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3));
            case C_InitPIN -> slots.initPin(c, a.number(0), a.pointer(1), a.number(2));
            case C_SetPIN -> slots.setPin(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.number(4));
            case C_OpenSession -> sessions.openSession(c, a.number(0), a.number(1), a.pointer(2), a.pointer(3), a.pointer(4));
            case C_CloseSession -> sessions.closeSession(c, a.number(0));
            case C_CloseAllSessions -> sessions.closeAllSessions(c, a.number(0));
            case C_GetSessionInfo -> sessions.getSessionInfo(c, a.number(0), a.pointer(1));
            case C_GetOperationState -> sessions.getOperationState(c, a.number(0), a.pointer(1), a.pointer(2));
            case C_SetOperationState -> sessions.setOperationState(c, a.number(0), a.pointer(1), a.number(2), a.number(3), a.number(4));
            case C_Login -> sessions.login(c, a.number(0), a.number(1), a.pointer(2), a.number(3));
            case C_Logout -> sessions.logout(c, a.number(0));
            case C_CreateObject -> objects.createObject(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3));
            case C_CopyObject -> objects.copyObject(c, a.number(0), a.number(1), a.pointer(2), a.number(3), a.pointer(4));
            case C_DestroyObject -> objects.destroyObject(c, a.number(0), a.number(1));
            case C_GetObjectSize -> objects.getObjectSize(c, a.number(0), a.number(1), a.pointer(2));
            case C_GetAttributeValue -> objects.getAttributeValue(c, a.number(0), a.number(1), a.pointer(2), a.number(3));
            case C_SetAttributeValue -> objects.setAttributeValue(c, a.number(0), a.number(1), a.pointer(2), a.number(3));
            case C_FindObjectsInit -> objects.findObjectsInit(c, a.number(0), a.pointer(1), a.number(2));
            case C_FindObjects -> objects.findObjects(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3));
            case C_FindObjectsFinal -> objects.findObjectsFinal(c, a.number(0));
            case C_EncryptInit -> ciphers.encryptInit(c, a.number(0), a.pointer(1), a.number(2));
            case C_Encrypt -> ciphers.encrypt(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.pointer(4));
            case C_EncryptUpdate -> ciphers.encryptUpdate(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.pointer(4));
            case C_EncryptFinal -> ciphers.encryptFinal(c, a.number(0), a.pointer(1), a.pointer(2));
            case C_DecryptInit -> ciphers.decryptInit(c, a.number(0), a.pointer(1), a.number(2));
            case C_Decrypt -> ciphers.decrypt(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.pointer(4));
            case C_DecryptUpdate -> ciphers.decryptUpdate(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.pointer(4));
            case C_DecryptFinal -> ciphers.decryptFinal(c, a.number(0), a.pointer(1), a.pointer(2));
            case C_DigestInit -> digests.digestInit(c, a.number(0), a.pointer(1));
            case C_Digest -> digests.digest(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.pointer(4));
            case C_DigestUpdate -> digests.digestUpdate(c, a.number(0), a.pointer(1), a.number(2));
            case C_DigestKey -> digests.digestKey(c, a.number(0), a.number(1));
            case C_DigestFinal -> digests.digestFinal(c, a.number(0), a.pointer(1), a.pointer(2));
            case C_SignInit -> signatures.signInit(c, a.number(0), a.pointer(1), a.number(2));
            case C_Sign -> signatures.sign(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.pointer(4));
            case C_SignUpdate -> signatures.signUpdate(c, a.number(0), a.pointer(1), a.number(2));
            case C_SignFinal -> signatures.signFinal(c, a.number(0), a.pointer(1), a.pointer(2));
            case C_SignRecoverInit -> signatures.signRecoverInit(c, a.number(0), a.pointer(1), a.number(2));
            case C_SignRecover -> signatures.signRecover(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.pointer(4));
            case C_VerifyInit -> signatures.verifyInit(c, a.number(0), a.pointer(1), a.number(2));
            case C_Verify -> signatures.verify(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.number(4));
            case C_VerifyUpdate -> signatures.verifyUpdate(c, a.number(0), a.pointer(1), a.number(2));
            case C_VerifyFinal -> signatures.verifyFinal(c, a.number(0), a.pointer(1), a.number(2));
            case C_VerifyRecoverInit -> signatures.verifyRecoverInit(c, a.number(0), a.pointer(1), a.number(2));
            case C_VerifyRecover -> signatures.verifyRecover(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.pointer(4));
            case C_DigestEncryptUpdate -> ciphers.digestEncryptUpdate(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.pointer(4));
            case C_DecryptDigestUpdate -> ciphers.decryptDigestUpdate(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.pointer(4));
            case C_SignEncryptUpdate -> ciphers.signEncryptUpdate(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.pointer(4));
            case C_DecryptVerifyUpdate -> ciphers.decryptVerifyUpdate(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.pointer(4));
            case C_GenerateKey -> keys.generateKey(c, a.number(0), a.pointer(1), a.pointer(2), a.number(3), a.pointer(4));
            case C_GenerateKeyPair -> keys.generateKeyPair(c, a.number(0), a.pointer(1), a.pointer(2), a.number(3), a.pointer(4), a.number(5), a.pointer(6), a.pointer(7));
            case C_WrapKey -> keys.wrapKey(c, a.number(0), a.pointer(1), a.number(2), a.number(3), a.pointer(4), a.pointer(5));
            case C_UnwrapKey -> keys.unwrapKey(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.number(4), a.pointer(5), a.number(6), a.pointer(7));
            case C_DeriveKey -> keys.deriveKey(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.number(4), a.pointer(5));
            case C_SeedRandom -> random.seedRandom(c, a.number(0), a.pointer(1), a.number(2));
            case C_GenerateRandom -> random.generateRandom(c, a.number(0), a.pointer(1), a.number(2));
            case C_GetFunctionStatus -> general.getFunctionStatus(c, a.number(0));
            case C_CancelFunction -> general.cancelFunction(c, a.number(0));
            case C_WaitForSlotEvent -> slots.waitForSlotEvent(c, a.number(0), a.pointer(1), a.pointer(2));
            case C_LoginUser -> sessions.loginUser(c, a.number(0), a.number(1), a.pointer(2), a.number(3), a.pointer(4), a.number(5));
            case C_SessionCancel -> sessions.sessionCancel(c, a.number(0), a.number(1));
            case C_MessageSignInit -> signedMessages.messageSignInit(c, a.number(0), a.pointer(1), a.number(2));
            case C_SignMessage -> signedMessages.signMessage(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.number(4), a.pointer(5), a.pointer(6));
            case C_SignMessageBegin -> signedMessages.signMessageBegin(c, a.number(0), a.pointer(1), a.number(2));
            case C_SignMessageNext -> signedMessages.signMessageNext(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.number(4), a.pointer(5), a.pointer(6));
            case C_MessageSignFinal -> signedMessages.messageSignFinal(c, a.number(0));
            case C_MessageVerifyInit -> signedMessages.messageVerifyInit(c, a.number(0), a.pointer(1), a.number(2));
            case C_VerifyMessage -> signedMessages.verifyMessage(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.number(4), a.pointer(5), a.number(6));
            case C_VerifyMessageBegin -> signedMessages.verifyMessageBegin(c, a.number(0), a.pointer(1), a.number(2));
            case C_VerifyMessageNext -> signedMessages.verifyMessageNext(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.number(4), a.pointer(5), a.number(6));
            case C_MessageVerifyFinal -> signedMessages.messageVerifyFinal(c, a.number(0));
            default -> carryOutForEncryptedMessages(function, c, a);
        }
    }

    private void carryOutForEncryptedMessages(CryptokiFunction function, Cryptoki c, CallArguments a) {
        if (messages == null) {
            c.unsupported(function.name(), a.number(0));
            return;
        }
        switch (function) {
            case C_MessageEncryptInit -> messages.messageEncryptInit(c, a.number(0), a.pointer(1), a.number(2));
            case C_EncryptMessage -> messages.encryptMessage(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.number(4), a.pointer(5), a.number(6), a.pointer(7), a.pointer(8));
            case C_EncryptMessageBegin -> messages.encryptMessageBegin(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.number(4));
            case C_EncryptMessageNext -> messages.encryptMessageNext(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.number(4), a.pointer(5), a.pointer(6), a.number(7));
            case C_MessageEncryptFinal -> messages.messageEncryptFinal(c, a.number(0));
            case C_MessageDecryptInit -> messages.messageDecryptInit(c, a.number(0), a.pointer(1), a.number(2));
            case C_DecryptMessage -> messages.decryptMessage(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.number(4), a.pointer(5), a.number(6), a.pointer(7), a.pointer(8));
            case C_DecryptMessageBegin -> messages.decryptMessageBegin(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.number(4));
            case C_DecryptMessageNext -> messages.decryptMessageNext(c, a.number(0), a.pointer(1), a.number(2), a.pointer(3), a.number(4), a.pointer(5), a.pointer(6), a.number(7));
            case C_MessageDecryptFinal -> messages.messageDecryptFinal(c, a.number(0));
            default -> c.unsupported(function.name(), a.number(0));
        }
    }
    // spotless:on
}
