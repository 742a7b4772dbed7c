package org.tokentwin.emulator.cryptoki.application;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckk;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.ParameterKind;
import org.tokentwin.cryptoki.TokenEffect;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.mechanism.NamedCurve;
import org.tokentwin.emulator.profile.Refusal;

/**
 * A call, and a refusal that may be meant for it. The arguments of a method of {@link Cryptoki} are the function's, without those that it fills.
 *
 * @param application that the call is made to, to ask it for the session and the key
 * @param begun what its sessions do
 * @param refusal of the function that is called
 * @param arguments of its method, none of them null
 */
record RefusedCall(Cryptoki application, BegunOperations begun, Refusal refusal, List<Object> arguments) {
    private static final long[] OF_A_KEY = {
        Cka.CKA_KEY_TYPE, Cka.CKA_MODULUS, Cka.CKA_MODULUS_BITS, Cka.CKA_EC_PARAMS, Cka.CKA_VALUE_LEN
    };

    /** What a mechanism of a pair says of its keys' type. */
    private static final Map<Long, Long> TYPES =
            Map.of(Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN, Ckk.CKK_RSA, Ckm.CKM_EC_KEY_PAIR_GEN, Ckk.CKK_EC);

    /** Returns whether every condition holds. An argument that the application refuses itself is none that a condition is about. */
    boolean isMeant() {
        try {
            return isInState()
                    && isOf(refusal.userType(), number(ParameterKind.USER_TYPE))
                    && isOf(refusal.mechanism(), mechanism().map(Mechanism::type))
                    && isParameter(refusal.parameter())
                    && (refusal.objectClass().isEmpty() || isOf(refusal.objectClass(), objectClass()))
                    && isTemplate(refusal.template())
                    && (refusal.key().isAny() || isKey(refusal.key()));
        } catch (CryptokiException e) {
            return false;
        }
    }

    private CryptokiFunction function() {
        return refusal.operation();
    }

    private static boolean isOf(Optional<Long> wanted, Optional<Long> is) {
        return wanted.isEmpty() || wanted.equals(is);
    }

    /** The session, or else the application, is asked for unless a value is replaced, which may be the one of a session that is not open. */
    private boolean isInState() {
        if (refusal.inPlaceOf().isPresent() && refusal.state().isEmpty()) {
            return true;
        }
        if (!function().isOf(ParameterKind.SESSION)) {
            application.getInfo();
            return true;
        }
        return isOf(
                refusal.state(),
                Optional.of(
                        application.getSessionInfo((long) arguments.getFirst()).state()));
    }

    private Optional<Long> number(ParameterKind kind) {
        return IntStream.range(0, arguments.size())
                .filter(i -> function().parameters().get(i).kind() == kind)
                .mapToObj(i -> (Long) arguments.get(i))
                .findFirst();
    }

    private Optional<Mechanism> mechanism() {
        return arguments.stream()
                .filter(Mechanism.class::isInstance)
                .map(Mechanism.class::cast)
                .findFirst()
                .or(() -> function().isOf(ParameterKind.SESSION)
                        ? begun.mechanism(function(), (long) arguments.getFirst())
                        : Optional.empty());
    }

    private boolean isParameter(Refusal.OfParameter wanted) {
        return wanted.isAny()
                || mechanism()
                        .map(Mechanism::parameter)
                        .filter(given -> (wanted.hashes().isEmpty()
                                        || wanted.hashes().contains(hash(given)))
                                && (wanted.label().isEmpty() || wanted.label().equals(label(given))))
                        .isPresent();
    }

    /** What no mechanism is where the parameter names no hash function. */
    private static long hash(MechanismParameter parameter) {
        return switch (parameter) {
            case MechanismParameter.RsaPkcsOaep oaep -> oaep.hashAlg();
            case MechanismParameter.RsaPkcsPss pss -> pss.hashAlg();
            default -> -1;
        };
    }

    private static Optional<Boolean> label(MechanismParameter parameter) {
        return parameter instanceof MechanismParameter.RsaPkcsOaep oaep
                ? Optional.of(oaep.sourceData().length > 0)
                : Optional.empty();
    }

    /** Of the object that is named, or else of the one that is made. */
    private Optional<Long> objectClass() {
        List<Attribute> attributes = number(ParameterKind.OBJECT)
                .map(object -> attributes(object, Cka.CKA_CLASS))
                .orElseGet(this::attributes);
        return get(attributes, Cka.CKA_CLASS).map(Attribute::asUlong);
    }

    /** The attributes of all templates: those of a pair's public key, then those of its private key. */
    private List<Attribute> attributes() {
        return arguments.stream()
                .filter(List.class::isInstance)
                .flatMap(each -> ((List<?>) each).stream())
                .map(Attribute.class::cast)
                .toList();
    }

    private boolean isTemplate(Refusal.OfTemplate wanted) {
        List<Attribute> attributes = attributes();
        Set<Long> types = Set.copyOf(attributes.stream().map(Attribute::type).toList());
        return types.containsAll(wanted.given())
                && wanted.notGiven().stream().noneMatch(types::contains)
                && wanted.values().entrySet().stream()
                        .map(entry -> attribute(entry.getKey(), entry.getValue()))
                        .allMatch(attributes::contains);
    }

    private static Attribute attribute(long type, Object value) {
        return value instanceof Boolean flag ? Attribute.ofBoolean(type, flag) : Attribute.ofUlong(type, (long) value);
    }

    private boolean isKey(Refusal.OfKey wanted) {
        List<Attribute> key = makesKey() ? attributes() : attributesOfKey();
        return isOf(wanted.type(), type(key))
                && (wanted.isOfAnySize() || isBetween(wanted.minBits(), bits(key), wanted.maxBits()))
                && (wanted.curves().isEmpty()
                        || wanted.curves().stream()
                                .map(curve -> NamedCurve.valueOf(curve.name()))
                                .anyMatch(curve -> curve(key).equals(Optional.of(curve))));
    }

    private static boolean isBetween(int least, OptionalInt bits, int most) {
        return bits.isPresent() && bits.getAsInt() >= least && bits.getAsInt() <= most;
    }

    /** A copy has the key of what is copied. */
    private boolean makesKey() {
        return function().effects().contains(TokenEffect.MAKES_OBJECT) && function() != CryptokiFunction.C_CopyObject;
    }

    /** Of the key that is named; of the first one, where there are two. */
    private List<Attribute> attributesOfKey() {
        long key = number(ParameterKind.OBJECT).orElseThrow();
        return attributes(key, OF_A_KEY);
    }

    private List<Attribute> attributes(long object, long... types) {
        return application.getAttributeValue((long) arguments.getFirst(), object, types).stream()
                .flatMap(result -> result.value().stream())
                .toList();
    }

    private Optional<Long> type(List<Attribute> key) {
        return get(key, Cka.CKA_KEY_TYPE)
                .map(Attribute::asUlong)
                .or(() -> mechanism().map(Mechanism::type).map(TYPES::get));
    }

    private static OptionalInt bits(List<Attribute> key) {
        return Stream.of(
                        get(key, Cka.CKA_MODULUS_BITS).map(bits -> (int) Math.min(bits.asUlong(), Integer.MAX_VALUE)),
                        get(key, Cka.CKA_MODULUS).map(RefusedCall::bitLength),
                        curve(key).map(NamedCurve::bits),
                        get(key, Cka.CKA_VALUE_LEN)
                                .map(bytes -> (int) Math.min(bytes.asUlong(), Short.MAX_VALUE) * Byte.SIZE),
                        get(key, Cka.CKA_VALUE).map(value -> value.length() * Byte.SIZE))
                .flatMap(Optional::stream)
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    private static int bitLength(Attribute modulus) {
        return new BigInteger(1, modulus.value()).bitLength();
    }

    private static Optional<NamedCurve> curve(List<Attribute> key) {
        return get(key, Cka.CKA_EC_PARAMS).map(params -> NamedCurve.of(params.value()));
    }

    private static Optional<Attribute> get(List<Attribute> attributes, long type) {
        return attributes.stream().filter(each -> each.type() == type).findFirst();
    }
}
