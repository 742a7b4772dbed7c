package org.tokentwin.client;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.LibraryInfo;
import org.tokentwin.emulator.cryptoki.SlotInfo;
import org.tokentwin.emulator.cryptoki.TokenInfo;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.module.Pkcs11Module;

/**
 * A module with one token that does what a test says, for what no emulated token does: another vendor's identity, a retry counter in a
 * vendor's object, rules for PINs in another one, a PIN pad. It counts what it is sent.
 */
final class ScriptedToken implements AutoCloseable {
    private static final Version VERSION = new Version(2, 20);
    private static final long TOKEN_OBJECT = 7;
    private static final long POLICY_OBJECT = 8;
    private static final Attribute POLICY_TYPE = Attribute.ofUlong(Cka.CKA_HW_FEATURE_TYPE, 0x80005003L);

    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    String manufacturer = "SafeNet, Inc.";
    String pin = "Abcdef1!";
    long flags = 0x60D;
    OptionalInt triesLeft = OptionalInt.empty();
    /** The attributes of the policy object; there is none without one. */
    final Map<Long, byte[]> policy = new ConcurrentHashMap<>();

    boolean keepsPolicy = true;
    boolean refusesToLookForPolicy;
    boolean initialized;
    boolean emptySecondToken;
    volatile Ckr tokenInfo = Ckr.CKR_OK;

    private final Pkcs11Module module;
    private List<Long> pending = List.of();

    ScriptedToken() {
        InvocationHandler handler =
                (proxy, method, arguments) -> answer(method.getName(), arguments == null ? new Object[0] : arguments);
        module = Pkcs11Module.open(
                (Cryptoki) Proxy.newProxyInstance(
                        Cryptoki.class.getClassLoader(), new Class<?>[] {Cryptoki.class}, handler),
                VERSION);
    }

    Path path() {
        return module.path();
    }

    /** How often a function was called. */
    long count(String function) {
        return calls.stream().filter(function::equals).count();
    }

    private @Nullable Object answer(String function, @Nullable Object[] arguments) {
        calls.add(function);
        return switch (function) {
            case "initialize" -> initialize();
            case "finalizeCryptoki", "closeSession", "logout", "findObjectsFinal" -> null;
            case "getInfo" -> new LibraryInfo(VERSION, manufacturer, 0, "Scripted", VERSION);
            case "getSlotList" -> emptySecondToken ? new long[] {0, 1} : new long[] {0};
            case "getSlotInfo" -> new SlotInfo("Reader", manufacturer, 7, VERSION, VERSION);
            case "getTokenInfo" -> tokenInfo(((Long) Objects.requireNonNull(arguments[0])).equals(0L) ? flags : 0x5);
            case "openSession" -> 1L;
            case "login" -> check((byte[]) arguments[2]);
            case "setPin" -> check((byte[]) arguments[1]);
            case "findObjectsInit" -> findObjectsInit((List<?>) Objects.requireNonNull(arguments[1]));
            case "findObjects" -> findObjects();
            case "getAttributeValue" ->
                attributes((Long) Objects.requireNonNull(arguments[1]), (long[]) Objects.requireNonNull(arguments[2]));
            case "setAttributeValue" -> setAttributes((List<?>) Objects.requireNonNull(arguments[2]));
            default -> throw new CryptokiException(Ckr.CKR_FUNCTION_NOT_SUPPORTED, function);
        };
    }

    private @Nullable Object initialize() {
        if (initialized) {
            throw new CryptokiException(Ckr.CKR_CRYPTOKI_ALREADY_INITIALIZED, "twice");
        }
        return null;
    }

    private @Nullable Object check(byte @Nullable [] entered) {
        if (entered == null) {
            calls.add("entered on the token's own keypad");
            return null;
        }
        if (pin.equals(new String(entered, StandardCharsets.UTF_8))) {
            return null;
        }
        if (triesLeft.isPresent()) {
            triesLeft = OptionalInt.of(triesLeft.getAsInt() - 1);
        }
        throw new CryptokiException(Ckr.CKR_PIN_INCORRECT, "wrong");
    }

    private @Nullable Object findObjectsInit(List<?> wanted) {
        if (!wanted.contains(POLICY_TYPE)) {
            pending = triesLeft.isPresent() ? List.of(TOKEN_OBJECT) : List.of();
            return null;
        }
        if (refusesToLookForPolicy) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "no such class here");
        }
        pending = policy.isEmpty() ? List.of() : List.of(POLICY_OBJECT);
        return null;
    }

    private long[] findObjects() {
        long[] found = pending.stream().mapToLong(Long::longValue).toArray();
        pending = List.of();
        return found;
    }

    private @Nullable Object setAttributes(List<?> values) {
        if (keepsPolicy) {
            values.stream().map(Attribute.class::cast).forEach(each -> policy.put(each.type(), each.value()));
        }
        return null;
    }

    private List<AttributeResult> attributes(long object, long[] types) {
        if (object == POLICY_OBJECT) {
            return Arrays.stream(types)
                    .mapToObj(type -> policy.containsKey(type)
                            ? AttributeResult.of(Attribute.of(type, policy.get(type)))
                            : AttributeResult.refused(type, Ckr.CKR_ATTRIBUTE_TYPE_INVALID))
                    .toList();
        }
        List<AttributeResult> results = new ArrayList<>();
        for (long type : types) {
            results.add(
                    type == 0x80001110L && triesLeft.isPresent()
                            ? AttributeResult.of(Attribute.of(type, new byte[] {(byte) triesLeft.getAsInt(), 0, 0, 0}))
                            : type == 0x80001112L
                                    ? AttributeResult.of(Attribute.of(type, new byte[] {15, 0, 0, 0}))
                                    : AttributeResult.refused(type, Ckr.CKR_ATTRIBUTE_TYPE_INVALID));
        }
        return results;
    }

    private TokenInfo tokenInfo(long itsFlags) {
        if (tokenInfo != Ckr.CKR_OK) {
            throw new CryptokiException(tokenInfo, "as the test says");
        }
        return new TokenInfo(
                "My Token",
                manufacturer,
                "eToken",
                "02c84d59",
                itsFlags,
                0,
                0,
                0,
                0,
                20,
                6,
                -1,
                -1,
                0,
                0,
                VERSION,
                VERSION,
                new byte[16]);
    }

    @Override
    public void close() {
        module.close();
    }
}
