package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.CryptokiVersion.V2_20;
import static org.tokentwin.cryptoki.CryptokiVersion.V2_40;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_0;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_1;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_2;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Return values of PKCS#11 functions, PKCS#11 v3.2 section 5.1. */
public enum Ckr {
    // spotless:off
    CKR_OK(0x0L, V2_20, "The function did what it was asked to do."),
    CKR_CANCEL(0x1L, V2_20, "The user or the application cancelled the function while it ran."),
    CKR_HOST_MEMORY(0x2L, V2_20, "The computer that the library runs on has not enough memory."),
    CKR_SLOT_ID_INVALID(0x3L, V2_20, "There is no slot with this id."),
    CKR_GENERAL_ERROR(0x5L, V2_20, "The library met an error from which it cannot recover."),
    CKR_FUNCTION_FAILED(0x6L, V2_20, "The function could not be carried out, and the library does not say why."),
    CKR_ARGUMENTS_BAD(0x7L, V2_20, "An argument is unsuitable, such as a null pointer where there must be none."),
    CKR_NO_EVENT(0x8L, V2_20, "No slot event has happened since the last call."),
    CKR_NEED_TO_CREATE_THREADS(0x9L, V2_20, "The library needs threads of its own, and the application forbade them."),
    CKR_CANT_LOCK(0xAL, V2_20, "The library cannot lock in the way that the application asked for."),
    CKR_ATTRIBUTE_READ_ONLY(0x10L, V2_20, "The attribute cannot be set by the application, or not any more."),
    CKR_ATTRIBUTE_SENSITIVE(0x11L, V2_20, "The attribute's value is secret and never leaves the token."),
    CKR_ATTRIBUTE_TYPE_INVALID(0x12L, V2_20, "The object has no such attribute, or the library does not know it."),
    CKR_ATTRIBUTE_VALUE_INVALID(0x13L, V2_20, "The attribute cannot have this value."),
    CKR_ACTION_PROHIBITED(0x1BL, V2_40, "The object or the token does not allow this, whoever is logged in."),
    CKR_DATA_INVALID(0x20L, V2_20, "The input data has not the form that the mechanism takes."),
    CKR_DATA_LEN_RANGE(0x21L, V2_20, "The input data is too short or too long for the mechanism and the key."),
    CKR_DEVICE_ERROR(0x30L, V2_20, "The token or its slot failed."),
    CKR_DEVICE_MEMORY(0x31L, V2_20, "The token has not enough memory."),
    CKR_DEVICE_REMOVED(0x32L, V2_20, "The token was removed from its slot while the function ran."),
    CKR_ENCRYPTED_DATA_INVALID(0x40L, V2_20, "The encrypted data is no result of encryption with this mechanism and key."),
    CKR_ENCRYPTED_DATA_LEN_RANGE(0x41L, V2_20, "The encrypted data is too short or too long for the mechanism and the key."),
    CKR_AEAD_DECRYPT_FAILED(0x42L, V3_0, "The authentication tag does not fit the encrypted data and the associated data."),
    CKR_FUNCTION_CANCELED(0x50L, V2_20, "The function was cancelled before it had done anything."),
    CKR_FUNCTION_NOT_PARALLEL(0x51L, V2_20, "No function runs in parallel in this session: nothing does since version 2."),
    CKR_FUNCTION_NOT_SUPPORTED(0x54L, V2_20, "The library does not support the function."),
    CKR_KEY_HANDLE_INVALID(0x60L, V2_20, "There is no key with this handle, or it is not visible to this session."),
    CKR_KEY_SIZE_RANGE(0x62L, V2_20, "The key's size is outside of what the mechanism takes."),
    CKR_KEY_TYPE_INCONSISTENT(0x63L, V2_20, "The key is of another type than the mechanism needs."),
    CKR_KEY_NOT_NEEDED(0x64L, V2_20, "A key was given that the saved operation does not need."),
    CKR_KEY_CHANGED(0x65L, V2_20, "The key that was given is not the one that the saved operation used."),
    CKR_KEY_NEEDED(0x66L, V2_20, "The saved operation cannot go on without its key."),
    CKR_KEY_INDIGESTIBLE(0x67L, V2_20, "The key's value cannot be digested."),
    CKR_KEY_FUNCTION_NOT_PERMITTED(0x68L, V2_20, "The key's attributes do not permit this use of it."),
    CKR_KEY_NOT_WRAPPABLE(0x69L, V2_20, "The key could leave the token, but not by this mechanism or wrapping key."),
    CKR_KEY_UNEXTRACTABLE(0x6AL, V2_20, "The key may not leave the token: its CKA_EXTRACTABLE is false."),
    CKR_MECHANISM_INVALID(0x70L, V2_20, "The token does not have the mechanism, or not for this function."),
    CKR_MECHANISM_PARAM_INVALID(0x71L, V2_20, "The mechanism's parameter is missing, has the wrong length or a wrong value."),
    CKR_OBJECT_HANDLE_INVALID(0x82L, V2_20, "There is no object with this handle, or it is not visible to this session."),
    CKR_OPERATION_ACTIVE(0x90L, V2_20, "Another operation is active in this session and has to be ended first."),
    CKR_OPERATION_NOT_INITIALIZED(0x91L, V2_20, "No operation of this kind is active in this session."),
    CKR_PIN_INCORRECT(0xA0L, V2_20, "The PIN is wrong; the token counts it."),
    CKR_PIN_INVALID(0xA1L, V2_20, "The new PIN has characters that are not allowed, or lacks some that are required."),
    CKR_PIN_LEN_RANGE(0xA2L, V2_20, "The PIN is shorter or longer than the token takes."),
    CKR_PIN_EXPIRED(0xA3L, V2_20, "The PIN has expired, or has to be changed before it is used."),
    CKR_PIN_LOCKED(0xA4L, V2_20, "The PIN is locked after too many wrong ones."),
    CKR_SESSION_CLOSED(0xB0L, V2_20, "The session was closed while the function ran."),
    CKR_SESSION_COUNT(0xB1L, V2_20, "The token has no room for another session."),
    CKR_SESSION_HANDLE_INVALID(0xB3L, V2_20, "There is no session with this handle."),
    CKR_SESSION_PARALLEL_NOT_SUPPORTED(0xB4L, V2_20, "The session was asked for without CKF_SERIAL_SESSION, which is always needed."),
    CKR_SESSION_READ_ONLY(0xB5L, V2_20, "The session is read-only, and the function would change the token."),
    CKR_SESSION_EXISTS(0xB6L, V2_20, "A session with the token is open, and there must be none."),
    CKR_SESSION_READ_ONLY_EXISTS(0xB7L, V2_20, "A read-only session is open, so that the security officer cannot log in."),
    CKR_SESSION_READ_WRITE_SO_EXISTS(0xB8L, V2_20, "The security officer is logged in, so that no read-only session can be opened."),
    CKR_SIGNATURE_INVALID(0xC0L, V2_20, "The signature has the right length and is wrong."),
    CKR_SIGNATURE_LEN_RANGE(0xC1L, V2_20, "The signature's length alone shows that it is wrong."),
    CKR_TEMPLATE_INCOMPLETE(0xD0L, V2_20, "The template lacks an attribute that the object needs."),
    CKR_TEMPLATE_INCONSISTENT(0xD1L, V2_20, "The template's attributes contradict each other, the function or the token."),
    CKR_TOKEN_NOT_PRESENT(0xE0L, V2_20, "No token is in the slot."),
    CKR_TOKEN_NOT_RECOGNIZED(0xE1L, V2_20, "The library does not recognise what is in the slot."),
    CKR_TOKEN_WRITE_PROTECTED(0xE2L, V2_20, "The token is write-protected."),
    CKR_UNWRAPPING_KEY_HANDLE_INVALID(0xF0L, V2_20, "There is no unwrapping key with this handle."),
    CKR_UNWRAPPING_KEY_SIZE_RANGE(0xF1L, V2_20, "The unwrapping key's size is outside of what the mechanism takes."),
    CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT(0xF2L, V2_20, "The unwrapping key is of another type than the mechanism needs."),
    CKR_USER_ALREADY_LOGGED_IN(0x100L, V2_20, "This user is logged in already."),
    CKR_USER_NOT_LOGGED_IN(0x101L, V2_20, "The user has to log in first."),
    CKR_USER_PIN_NOT_INITIALIZED(0x102L, V2_20, "The user's PIN has not been set yet."),
    CKR_USER_TYPE_INVALID(0x103L, V2_20, "There is no such type of user, or it cannot be used here."),
    CKR_USER_ANOTHER_ALREADY_LOGGED_IN(0x104L, V2_20, "Another user is logged in and has to log out first."),
    CKR_USER_TOO_MANY_TYPES(0x105L, V2_20, "More users would be logged in at a time than the token allows."),
    CKR_WRAPPED_KEY_INVALID(0x110L, V2_20, "The wrapped key is no result of wrapping with this mechanism and key."),
    CKR_WRAPPED_KEY_LEN_RANGE(0x112L, V2_20, "The wrapped key is too short or too long."),
    CKR_WRAPPING_KEY_HANDLE_INVALID(0x113L, V2_20, "There is no wrapping key with this handle."),
    CKR_WRAPPING_KEY_SIZE_RANGE(0x114L, V2_20, "The wrapping key's size is outside of what the mechanism takes."),
    CKR_WRAPPING_KEY_TYPE_INCONSISTENT(0x115L, V2_20, "The wrapping key is of another type than the mechanism needs."),
    CKR_RANDOM_SEED_NOT_SUPPORTED(0x120L, V2_20, "The token's random number generator takes no seed."),
    CKR_RANDOM_NO_RNG(0x121L, V2_20, "The token has no random number generator."),
    CKR_DOMAIN_PARAMS_INVALID(0x130L, V2_20, "The domain parameters are wrong or not supported."),
    CKR_CURVE_NOT_SUPPORTED(0x140L, V2_40, "The token does not support this elliptic curve."),
    CKR_BUFFER_TOO_SMALL(0x150L, V2_20, "The caller's buffer is too small; its length now says how much is needed."),
    CKR_SAVED_STATE_INVALID(0x160L, V2_20, "The saved operation state is damaged, or of another token."),
    CKR_INFORMATION_SENSITIVE(0x170L, V2_20, "The information is secret and is not given out."),
    CKR_STATE_UNSAVEABLE(0x180L, V2_20, "The state of this operation cannot be saved."),
    CKR_CRYPTOKI_NOT_INITIALIZED(0x190L, V2_20, "C_Initialize has to be called first."),
    CKR_CRYPTOKI_ALREADY_INITIALIZED(0x191L, V2_20, "C_Initialize was called before."),
    CKR_MUTEX_BAD(0x1A0L, V2_20, "The mutex object is no mutex of the application."),
    CKR_MUTEX_NOT_LOCKED(0x1A1L, V2_20, "The mutex was unlocked without being locked."),
    CKR_NEW_PIN_MODE(0x1B0L, V2_20, "The one-time password is right, and the token wants a new PIN."),
    CKR_NEXT_OTP(0x1B1L, V2_20, "The one-time password is right, and the token wants the next one too."),
    CKR_EXCEEDED_MAX_ITERATIONS(0x1B5L, V2_40, "The parameters could not be generated in the allowed number of iterations."),
    CKR_FIPS_SELF_TEST_FAILED(0x1B6L, V2_40, "The token's self-test failed, so that it does nothing any more."),
    CKR_LIBRARY_LOAD_FAILED(0x1B7L, V2_40, "The library could not load another library that it needs."),
    CKR_PIN_TOO_WEAK(0x1B8L, V2_40, "The new PIN is too easily guessed."),
    CKR_PUBLIC_KEY_INVALID(0x1B9L, V2_40, "The public key is not valid."),
    CKR_FUNCTION_REJECTED(0x200L, V2_20, "The user refused what the application asked for."),
    CKR_TOKEN_RESOURCE_EXCEEDED(0x201L, V3_0, "The token has used up a resource other than memory or sessions."),
    CKR_OPERATION_CANCEL_FAILED(0x202L, V3_0, "The active operation could not be cancelled."),
    CKR_KEY_EXHAUSTED(0x203L, V3_1, "The key has made all the signatures that it can."),
    CKR_PENDING(0x204L, V3_2, "The function goes on; C_AsyncComplete asks for its result."),
    CKR_SESSION_ASYNC_NOT_SUPPORTED(0x205L, V3_2, "The session does not support asynchronous functions."),
    CKR_SEED_RANDOM_REQUIRED(0x206L, V3_2, "The random number generator has to be seeded first."),
    CKR_OPERATION_NOT_VALIDATED(0x207L, V3_2, "The operation is not covered by the token's validation."),
    CKR_TOKEN_NOT_INITIALIZED(0x208L, V3_2, "The token has to be initialised first."),
    CKR_PARAMETER_SET_NOT_SUPPORTED(0x209L, V3_2, "The token does not support this parameter set."),
    CKR_VENDOR_DEFINED(0x80000000L, V2_20, "Where the vendors' return values begin; no return value itself.");
    // spotless:on

    private static final Map<Long, Ckr> BY_CODE = byCode();

    private final long code;
    private final CryptokiVersion since;
    private final String meaning;

    Ckr(long code, CryptokiVersion since, String meaning) {
        this.code = code;
        this.since = since;
        this.meaning = meaning;
    }

    private static Map<Long, Ckr> byCode() {
        Map<Long, Ckr> known = new HashMap<>();
        for (Ckr ckr : values()) {
            known.put(ckr.code, ckr);
        }
        return Collections.unmodifiableMap(known);
    }

    /** Returns the value as a {@code CK_RV}. */
    public long code() {
        return code;
    }

    /** Returns the version that brought it. */
    public CryptokiVersion since() {
        return since;
    }

    /** Returns what it means, in one English sentence. */
    public String meaning() {
        return meaning;
    }

    /** Returns the constant of a {@code CK_RV}; empty for a value that the standard does not have, such as a vendor's. */
    public static Optional<Ckr> of(long code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** Returns the constant of this name; empty where the standard has none. */
    public static Optional<Ckr> named(String name) {
        return Arrays.stream(values()).filter(ckr -> ckr.name().equals(name)).findFirst();
    }

    /** Returns the name of a {@code CK_RV}, or its value in hexadecimal where the standard has none. */
    public static String name(long code) {
        Ckr known = BY_CODE.get(code);
        return known == null ? "CKR_0x%X".formatted(code) : known.name();
    }
}
