package org.tokentwin.emulator.rpc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The protocol's calls that are served, those of PKCS#11 2.x, by their numbers, with the signatures of request and response: {@code u} a CK_ULONG,
 * {@code y} a byte, {@code s} a padded string, {@code z} a string, {@code v} a version, {@code A} an attribute, {@code M} a mechanism,
 * {@code a_} an array and {@code f_} the room for one.
 */
enum RpcCall {
    ERROR("", "u"),
    C_INITIALIZE("ayyay", ""),
    C_FINALIZE("", ""),
    C_GET_INFO("", "vsusv"),
    C_GET_SLOT_LIST("yfu", "au"),
    C_GET_SLOT_INFO("u", "ssuvv"),
    C_GET_TOKEN_INFO("u", "ssssuuuuuuuuuuuvvs"),
    C_GET_MECHANISM_LIST("ufu", "au"),
    C_GET_MECHANISM_INFO("uu", "uuu"),
    C_INIT_TOKEN("uayz", ""),
    C_OPEN_SESSION("uu", "u"),
    C_CLOSE_SESSION("u", ""),
    C_CLOSE_ALL_SESSIONS("u", ""),
    C_GET_SESSION_INFO("u", "uuuu"),
    C_INIT_PIN("uay", ""),
    C_SET_PIN("uayay", ""),
    C_GET_OPERATION_STATE("ufy", "ay"),
    C_SET_OPERATION_STATE("uayuu", ""),
    C_LOGIN("uuay", ""),
    C_LOGOUT("u", ""),
    C_CREATE_OBJECT("uaA", "u"),
    C_COPY_OBJECT("uuaA", "u"),
    C_DESTROY_OBJECT("uu", ""),
    C_GET_OBJECT_SIZE("uu", "u"),
    C_GET_ATTRIBUTE_VALUE("uufA", "aAu"),
    C_SET_ATTRIBUTE_VALUE("uuaA", ""),
    C_FIND_OBJECTS_INIT("uaA", ""),
    C_FIND_OBJECTS("ufu", "au"),
    C_FIND_OBJECTS_FINAL("u", ""),
    C_ENCRYPT_INIT("uMu", ""),
    C_ENCRYPT("uayfy", "ay"),
    C_ENCRYPT_UPDATE("uayfy", "ay"),
    C_ENCRYPT_FINAL("ufy", "ay"),
    C_DECRYPT_INIT("uMu", ""),
    C_DECRYPT("uayfy", "ay"),
    C_DECRYPT_UPDATE("uayfy", "ay"),
    C_DECRYPT_FINAL("ufy", "ay"),
    C_DIGEST_INIT("uM", ""),
    C_DIGEST("uayfy", "ay"),
    C_DIGEST_UPDATE("uay", ""),
    C_DIGEST_KEY("uu", ""),
    C_DIGEST_FINAL("ufy", "ay"),
    C_SIGN_INIT("uMu", ""),
    C_SIGN("uayfy", "ay"),
    C_SIGN_UPDATE("uay", ""),
    C_SIGN_FINAL("ufy", "ay"),
    C_SIGN_RECOVER_INIT("uMu", ""),
    C_SIGN_RECOVER("uayfy", "ay"),
    C_VERIFY_INIT("uMu", ""),
    C_VERIFY("uayay", ""),
    C_VERIFY_UPDATE("uay", ""),
    C_VERIFY_FINAL("uay", ""),
    C_VERIFY_RECOVER_INIT("uMu", ""),
    C_VERIFY_RECOVER("uayfy", "ay"),
    C_DIGEST_ENCRYPT_UPDATE("uayfy", "ay"),
    C_DECRYPT_DIGEST_UPDATE("uayfy", "ay"),
    C_SIGN_ENCRYPT_UPDATE("uayfy", "ay"),
    C_DECRYPT_VERIFY_UPDATE("uayfy", "ay"),
    C_GENERATE_KEY("uMaA", "u"),
    C_GENERATE_KEY_PAIR("uMaAaA", "uu"),
    C_WRAP_KEY("uMuufy", "ay"),
    C_UNWRAP_KEY("uMuayaA", "u"),
    C_DERIVE_KEY("uMuaA", "u"),
    C_SEED_RANDOM("uay", ""),
    C_GENERATE_RANDOM("ufy", "ay"),
    C_WAIT_FOR_SLOT_EVENT("u", "u"),
    /** Since version 1, with the label at its whole length. */
    C_INIT_TOKEN_2(88, "uays", "");

    private static final Map<Integer, RpcCall> BY_ID =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(RpcCall::id, Function.identity()));

    private final int id;
    private final String request;
    private final String response;

    @SuppressWarnings("EnumOrdinal") // the protocol numbers the calls of PKCS#11 2.x in this order
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
