package org.tokentwin.conformance.golden;

import static org.tokentwin.cryptoki.CryptokiFunction.*;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Why no case brings about what the standard names for a function. */
final class UnseenReturns {
    /**
     * One reason.
     *
     * @param values the return values that it is about
     * @param functions the functions; empty for all of them
     */
    record Reason(Set<Ckr> values, Set<CryptokiFunction> functions, String text) {
        boolean covers(CryptokiFunction function, Ckr value) {
            return values.contains(value) && (functions.isEmpty() || functions.contains(function));
        }
    }

    static final List<Reason> ALL = List.of(
            of(
                    "A library or a token in trouble. No caller can bring that about where both are sound; how the emulator behaves then is what "
                            + "`ShortageTest` and the faults of [testing.md](../testing.md) are for.",
                    Ckr.CKR_GENERAL_ERROR,
                    Ckr.CKR_FUNCTION_FAILED,
                    Ckr.CKR_HOST_MEMORY,
                    Ckr.CKR_DEVICE_ERROR,
                    Ckr.CKR_DEVICE_MEMORY,
                    Ckr.CKR_TOKEN_NOT_RECOGNIZED,
                    Ckr.CKR_TOKEN_RESOURCE_EXCEEDED,
                    Ckr.CKR_RANDOM_NO_RNG),
            of(
                    "The token leaves, or another thread closes the session, while the function runs: which comes first is not the caller's to decide. "
                            + "The cases of REMOVAL and THREAD accept it wherever it may come.",
                    Ckr.CKR_DEVICE_REMOVED,
                    Ckr.CKR_SESSION_CLOSED),
            of(
                    "The user or a callback of the application ends the call. Where a token asks its user itself, a person has to do that.",
                    Ckr.CKR_FUNCTION_CANCELED,
                    Ckr.CKR_FUNCTION_REJECTED),
            of(
                    "Named for libraries that do one thing at a time. The standard forbids this function nothing while an operation of another kind is active, "
                            + "so that a case could not ask for it; where it must be returned, the groups OPERATION, MIXED and STATE do.",
                    Ckr.CKR_OPERATION_ACTIVE),
            of(
                    "Without a login a private object cannot be found, and its handle of before is not valid: that is what comes first.",
                    Ckr.CKR_USER_NOT_LOGGED_IN),
            of("No token at hand is write-protected, or can be made so by a caller.", Ckr.CKR_TOKEN_WRITE_PROTECTED),
            of("An expired PIN is refused by C_Login here, before anything else could be.", Ckr.CKR_PIN_EXPIRED),
            of(
                    "A key of a size that its mechanisms do not take cannot be brought onto the token: C_CreateObject and C_GenerateKey refuse it.",
                    Ckr.CKR_KEY_SIZE_RANGE,
                    Ckr.CKR_WRAPPING_KEY_SIZE_RANGE,
                    Ckr.CKR_UNWRAPPING_KEY_SIZE_RANGE),
            new Reason(
                    Set.of(Ckr.CKR_DATA_LEN_RANGE, Ckr.CKR_DATA_INVALID),
                    Set.of(
                            C_Encrypt,
                            C_EncryptUpdate,
                            C_Sign,
                            C_SignUpdate,
                            C_SignFinal,
                            C_SignRecover,
                            C_Verify,
                            C_VerifyUpdate,
                            C_VerifyFinal,
                            C_VerifyRecover,
                            C_DigestEncryptUpdate,
                            C_SignEncryptUpdate,
                            C_DecryptVerifyUpdate),
                    "Parts may have any length, and each kind of data has the other of these two values where it is of no use: the functions that end "
                            + "the operation, or take the data at once, have the cases."),
            new Reason(
                    Set.of(Ckr.CKR_ENCRYPTED_DATA_INVALID, Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE),
                    Set.of(C_DecryptUpdate, C_DecryptFinal, C_DecryptDigestUpdate, C_DecryptVerifyUpdate),
                    "Parts may have any length; what is wrong with the whole is seen at its end, and each has one of these two values there."),
            new Reason(
                    Set.of(Ckr.CKR_OK),
                    Set.of(
                            C_GetFunctionList,
                            C_GetOperationState,
                            C_SetOperationState,
                            C_DeriveKey,
                            C_GetFunctionStatus,
                            C_CancelFunction),
                    "The wrapper calls C_GetFunctionList before a case begins; functions that run in parallel are gone since version 2.0; the "
                            + "emulator's profiles save no operation."),
            new Reason(
                    Set.of(Ckr.CKR_MECHANISM_PARAM_INVALID),
                    Set.of(
                            C_DigestInit,
                            C_SignRecoverInit,
                            C_VerifyRecoverInit,
                            C_GenerateKey,
                            C_GenerateKeyPair,
                            C_DeriveKey),
                    "None of their mechanisms that the emulator has takes a parameter."),
            of(
                    "Domain parameters come by CKA_EC_PARAMS: a curve that is none returns CKR_ATTRIBUTE_VALUE_INVALID or CKR_DOMAIN_PARAMS_INVALID.",
                    Ckr.CKR_CURVE_NOT_SUPPORTED,
                    Ckr.CKR_DOMAIN_PARAMS_INVALID),
            of(
                    "A case of OBJECT asks for it where the module knows CKA_COPYABLE and CKA_DESTROYABLE, which are of version 2.40; the emulator's profiles "
                            + "are of devices that do not.",
                    Ckr.CKR_ACTION_PROHIBITED),
            new Reason(
                    Set.of(
                            Ckr.CKR_BUFFER_TOO_SMALL,
                            Ckr.CKR_ARGUMENTS_BAD,
                            Ckr.CKR_OPERATION_NOT_INITIALIZED,
                            Ckr.CKR_STATE_UNSAVEABLE,
                            Ckr.CKR_KEY_NOT_NEEDED,
                            Ckr.CKR_KEY_CHANGED,
                            Ckr.CKR_KEY_NEEDED,
                            Ckr.CKR_SAVED_STATE_INVALID),
                    Set.of(C_GetOperationState, C_SetOperationState),
                    "The emulator's profiles save no operation, as the e-Cert Token does not; on a module that does, the group STATE asks."),
            new Reason(
                    Set.of(Ckr.CKR_NEED_TO_CREATE_THREADS, Ckr.CKR_CANT_LOCK),
                    Set.of(C_Initialize),
                    "The emulator locks by itself and takes every combination of flags; the cases of GENERAL accept these where another module returns them."),
            new Reason(
                    Set.of(
                            Ckr.CKR_ARGUMENTS_BAD,
                            Ckr.CKR_TOKEN_NOT_PRESENT,
                            Ckr.CKR_PIN_INVALID,
                            Ckr.CKR_SESSION_READ_ONLY),
                    Set.of(C_InitToken, C_InitPIN, C_SetPIN),
                    "Null asks for the token's own PIN pad, a read-only session keeps the security officer out before C_InitPIN could, and what a careless "
                            + "module makes of a faulty call of these three can cost a token: no case sends one."),
            new Reason(
                    Set.of(Ckr.CKR_SESSION_COUNT, Ckr.CKR_TOKEN_NOT_PRESENT),
                    Set.of(C_OpenSession, C_CloseAllSessions),
                    "The emulator's profiles set no limit for sessions, and where the token is out there is none left to close, so that CKR_OK is as right."),
            new Reason(
                    Set.of(Ckr.CKR_USER_TOO_MANY_TYPES),
                    Set.of(C_Login),
                    "There are two types of users, and one of them at a time: CKR_USER_ANOTHER_ALREADY_LOGGED_IN comes first."),
            new Reason(
                    Set.of(
                            Ckr.CKR_ATTRIBUTE_TYPE_INVALID,
                            Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                            Ckr.CKR_TEMPLATE_INCONSISTENT),
                    Set.of(C_FindObjectsInit, C_CopyObject),
                    "A search for what no object has finds nothing, and each attribute that a copy cannot have is refused by a more exact value."),
            new Reason(
                    Set.of(Ckr.CKR_INFORMATION_SENSITIVE, Ckr.CKR_RANDOM_SEED_NOT_SUPPORTED),
                    Set.of(C_GetObjectSize, C_SeedRandom),
                    "The emulator tells the size of every object and takes a seed; the cases accept these values."),
            new Reason(
                    Set.of(Ckr.CKR_BUFFER_TOO_SMALL),
                    Set.of(C_UnwrapKey),
                    "C_UnwrapKey fills no room of the caller's: the standard names the value without a use for it."),
            new Reason(
                    Set.of(
                            Ckr.CKR_ATTRIBUTE_READ_ONLY,
                            Ckr.CKR_ATTRIBUTE_TYPE_INVALID,
                            Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                            Ckr.CKR_KEY_HANDLE_INVALID,
                            Ckr.CKR_KEY_TYPE_INCONSISTENT,
                            Ckr.CKR_MECHANISM_INVALID,
                            Ckr.CKR_SESSION_READ_ONLY,
                            Ckr.CKR_TEMPLATE_INCOMPLETE,
                            Ckr.CKR_TEMPLATE_INCONSISTENT),
                    Set.of(C_DeriveKey),
                    "The profiles whose results are kept derive no key; the group DERIVE runs where CKM_ECDH1_DERIVE is there."));

    private UnseenReturns() {}

    /** Returns the first reason for a function and a value. */
    static Optional<Reason> of(CryptokiFunction function, Ckr value) {
        return ALL.stream().filter(reason -> reason.covers(function, value)).findFirst();
    }

    private static Reason of(String text, Ckr... values) {
        return new Reason(Set.of(values), Set.of(), text);
    }
}
