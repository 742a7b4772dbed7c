package org.tokentwin.emulator.rpc;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.Field;
import org.tokentwin.cryptoki.Parameter;

/**
 * The protocol's calls that are served, those of PKCS#11 2.x, by their numbers. Request and response have the parameters of the function: {@code u}
 * is a CK_ULONG, {@code y} a byte, {@code s} a padded string, {@code z} a string, {@code v} a version, {@code A} an attribute, {@code M} a
 * mechanism, {@code a_} an array and {@code f_} the room for one.
 */
enum RpcCall {
    ERROR("", "u"),
    C_INITIALIZE("ayyay", ""),
    C_FINALIZE("", ""),
    C_GET_INFO,
    C_GET_SLOT_LIST,
    C_GET_SLOT_INFO,
    C_GET_TOKEN_INFO,
    C_GET_MECHANISM_LIST,
    C_GET_MECHANISM_INFO,
    C_INIT_TOKEN("uayz", ""),
    C_OPEN_SESSION,
    C_CLOSE_SESSION,
    C_CLOSE_ALL_SESSIONS,
    C_GET_SESSION_INFO,
    C_INIT_PIN,
    C_SET_PIN,
    C_GET_OPERATION_STATE,
    C_SET_OPERATION_STATE,
    C_LOGIN,
    C_LOGOUT,
    C_CREATE_OBJECT,
    C_COPY_OBJECT,
    C_DESTROY_OBJECT,
    C_GET_OBJECT_SIZE,
    C_GET_ATTRIBUTE_VALUE,
    C_SET_ATTRIBUTE_VALUE,
    C_FIND_OBJECTS_INIT,
    C_FIND_OBJECTS,
    C_FIND_OBJECTS_FINAL,
    C_ENCRYPT_INIT,
    C_ENCRYPT,
    C_ENCRYPT_UPDATE,
    C_ENCRYPT_FINAL,
    C_DECRYPT_INIT,
    C_DECRYPT,
    C_DECRYPT_UPDATE,
    C_DECRYPT_FINAL,
    C_DIGEST_INIT,
    C_DIGEST,
    C_DIGEST_UPDATE,
    C_DIGEST_KEY,
    C_DIGEST_FINAL,
    C_SIGN_INIT,
    C_SIGN,
    C_SIGN_UPDATE,
    C_SIGN_FINAL,
    C_SIGN_RECOVER_INIT,
    C_SIGN_RECOVER,
    C_VERIFY_INIT,
    C_VERIFY,
    C_VERIFY_UPDATE,
    C_VERIFY_FINAL,
    C_VERIFY_RECOVER_INIT,
    C_VERIFY_RECOVER,
    C_DIGEST_ENCRYPT_UPDATE,
    C_DECRYPT_DIGEST_UPDATE,
    C_SIGN_ENCRYPT_UPDATE,
    C_DECRYPT_VERIFY_UPDATE,
    C_GENERATE_KEY,
    C_GENERATE_KEY_PAIR,
    C_WRAP_KEY,
    C_UNWRAP_KEY,
    C_DERIVE_KEY,
    C_SEED_RANDOM,
    C_GENERATE_RANDOM,
    C_WAIT_FOR_SLOT_EVENT,
    /** Since version 1, with the label at its whole length. */
    C_INIT_TOKEN_2(88, "uays", "");

    private static final Map<Integer, RpcCall> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(RpcCall::id, Function.identity()));

    private final int id;
    private final String request;
    private final String response;

    @SuppressWarnings("EnumOrdinal") // the protocol numbers the calls of PKCS#11 2.x in this order
    RpcCall() {
        CryptokiFunction function = CryptokiFunction.named(function()).orElseThrow();
        this.id = ordinal();
        this.request = signature(function, RpcCall::request);
        this.response = signature(function, RpcCall::response);
    }

    @SuppressWarnings("EnumOrdinal")
    RpcCall(String request, String response) {
        this.id = ordinal();
        this.request = request;
        this.response = response;
    }

    RpcCall(int id, String request, String response) {
        this.id = id;
        this.request = request;
        this.response = response;
    }

    private static String signature(CryptokiFunction function, Function<Parameter, String> part) {
        return function.parameters().stream().map(part).collect(Collectors.joining());
    }

    private static String request(Parameter parameter) {
        return switch (parameter.kind()) {
            case SESSION, SLOT, OBJECT, FLAGS, MECHANISM_TYPE, USER_TYPE, NUMBER -> "u";
            case BOOLEAN -> "y";
            case BYTES, PIN -> "ay";
            case MECHANISM -> "M";
            case TEMPLATE -> "aA";
            case QUERY -> "fA";
            case ROOM, FILLED -> "fy";
            case NUMBERS, HANDLES -> "fu";
            case APPLICATION, NOTIFY, RESERVED, HANDLE, RESULT, STRUCTURE -> "";
            default -> throw new IllegalStateException("the protocol has no " + parameter.kind());
        };
    }

    private static String response(Parameter parameter) {
        return switch (parameter.kind()) {
            case QUERY -> "aAu";
            case ROOM, FILLED -> "ay";
            case NUMBERS, HANDLES -> "au";
            case HANDLE, RESULT -> "u";
            case STRUCTURE ->
                requireNonNull(parameter.structure()).fields().stream()
                        .map(RpcCall::response)
                        .collect(Collectors.joining());
            default -> "";
        };
    }

    private static String response(Field field) {
        return switch (field.type()) {
            case ULONG -> "u";
            case VERSION -> "v";
            case BYTE -> "s";
            case POINTER -> throw new IllegalStateException("the protocol has no pointers");
        };
    }

    static Optional<RpcCall> of(int id) {
        return Optional.ofNullable(BY_ID.get(id));
    }

    int id() {
        return id;
    }

    /** The function as PKCS#11 names it. */
    String function() {
        return Arrays.stream(name().replaceFirst("_2$", "").split("_"))
                .map(word -> word.equals("PIN")
                        ? word
                        : word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining())
                .replaceFirst("^C", "C_");
    }

    String request() {
        return request;
    }

    String response() {
        return response;
    }
}
