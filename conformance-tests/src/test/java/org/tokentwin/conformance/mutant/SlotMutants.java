package org.tokentwin.conformance.mutant;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.cryptoki.TokenInfo;

/** Faults in what is told of slots, tokens and mechanisms. */
final class SlotMutants {
    private static final long CKF_LOGIN_REQUIRED = 0x4;
    private static final long CKF_USER_PIN_COUNT_LOW = 0x10000;
    private static final long CKF_USER_PIN_FINAL_TRY = 0x20000;
    private static final long CKF_USER_PIN_LOCKED = 0x40000;
    private static final long CKF_USER_PIN_TO_BE_CHANGED = 0x80000;

    private SlotMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.in(
                        "getSlotList",
                        "slot-twice",
                        "C_GetSlotList lists the first slot twice",
                        call -> withFirstTwice(call),
                        "SLOT-001"),
                Mutant.in(
                        "getSlotList",
                        "empty-slots-have-tokens",
                        "C_GetSlotList(CK_TRUE) lists the empty slots too",
                        call -> call.proceedWith(0, false),
                        "SLOT-002",
                        "REMOVAL-002"),
                Mutant.in(
                        "getSlotInfo",
                        "slot-for-every-id",
                        "C_GetSlotInfo knows slots that are not there",
                        call -> call.proceedWith(0, 0L),
                        "SLOT-003"),
                Mutant.in(
                        "getTokenInfo",
                        "token-in-every-slot",
                        "C_GetTokenInfo tells of the first slot's token, whatever slot is meant",
                        call -> call.proceedWith(0, 0L),
                        "SLOT-004"),
                Mutant.in(
                        "waitForSlotEvent",
                        "events-without-end",
                        "C_WaitForSlotEvent always has an event",
                        call -> 0L,
                        "SLOT-005"),
                Mutant.in(
                        "getMechanismList",
                        "mechanism-twice",
                        "C_GetMechanismList lists the first mechanism twice",
                        call -> withFirstTwice(call),
                        "SLOT-006"),
                Mutant.in(
                        "getMechanismInfo",
                        "key-sizes-swapped",
                        "CK_MECHANISM_INFO has the greatest key size where the least belongs",
                        call -> {
                            MechanismInfo info = (MechanismInfo) Objects.requireNonNull(call.proceed());
                            return new MechanismInfo(info.maxKeySize(), info.minKeySize(), info.flags());
                        },
                        "SLOT-006"),
                Mutant.in(
                        "getMechanismInfo",
                        "mechanism-for-every-type",
                        "C_GetMechanismInfo knows mechanisms that are not listed",
                        call -> {
                            try {
                                return call.proceed();
                            } catch (CryptokiException e) {
                                return new MechanismInfo(0, 0, 1);
                            }
                        },
                        "SLOT-007"),
                Mutant.in(
                        "getTokenInfo",
                        "serial-in-capitals",
                        "The serial number has upper-case digits",
                        call -> withSerial(call),
                        "TOKEN-002"),
                token("login-not-required", "CKF_LOGIN_REQUIRED is clear", off(CKF_LOGIN_REQUIRED), "TOKEN-003"),
                token("count-always-low", "CKF_USER_PIN_COUNT_LOW is set", on(CKF_USER_PIN_COUNT_LOW), "TOKEN-004"),
                token(
                                "count-never-low",
                                "CKF_USER_PIN_COUNT_LOW is never set",
                                off(CKF_USER_PIN_COUNT_LOW),
                                "LOGIN-007")
                        .foundBy("APPLICATION-010", "REMOVAL-012"),
                token(
                        "final-try-untold",
                        "CKF_USER_PIN_FINAL_TRY is never set",
                        off(CKF_USER_PIN_FINAL_TRY),
                        "LOGIN-008"),
                token("lock-untold", "CKF_USER_PIN_LOCKED is never set", off(CKF_USER_PIN_LOCKED), "LOGIN-009"),
                token(
                        "change-untold",
                        "CKF_USER_PIN_TO_BE_CHANGED is never set",
                        off(CKF_USER_PIN_TO_BE_CHANGED),
                        "TOKEN-006"),
                token(
                        "change-without-end",
                        "CKF_USER_PIN_TO_BE_CHANGED is always set",
                        on(CKF_USER_PIN_TO_BE_CHANGED),
                        "TOKEN-007"));
    }

    private static Mutant token(String name, String fault, LongUnaryOperator flags, String... cases) {
        return Mutant.in("getTokenInfo", name, fault, call -> withFlags(call, flags), cases);
    }

    /** The honest {@code CK_TOKEN_INFO} with other flags. */
    static TokenInfo withFlags(Call call, LongUnaryOperator flags) {
        TokenInfo info = info(call);
        return copy(info, info.serialNumber(), flags.applyAsLong(info.flags()));
    }

    private static LongUnaryOperator on(long flag) {
        return flags -> flags | flag;
    }

    private static LongUnaryOperator off(long flag) {
        return flags -> flags & ~flag;
    }

    private static TokenInfo withSerial(Call call) {
        TokenInfo info = info(call);
        String serial = "AB" + info.serialNumber().substring(2);
        return copy(info, serial.toUpperCase(Locale.ROOT), info.flags());
    }

    private static TokenInfo info(Call call) {
        return (TokenInfo) Objects.requireNonNull(call.proceed());
    }

    private static TokenInfo copy(TokenInfo info, String serial, long flags) {
        return new TokenInfo(
                info.label(),
                info.manufacturerId(),
                info.model(),
                serial,
                flags,
                info.maxSessionCount(),
                info.sessionCount(),
                info.maxRwSessionCount(),
                info.rwSessionCount(),
                info.maxPinLen(),
                info.minPinLen(),
                info.totalPublicMemory(),
                info.freePublicMemory(),
                info.totalPrivateMemory(),
                info.freePrivateMemory(),
                info.hardwareVersion(),
                info.firmwareVersion(),
                info.utcTime());
    }

    private static long[] withFirstTwice(Call call) {
        long[] listed = (long[]) Objects.requireNonNull(call.proceed());
        if (listed.length == 0) {
            throw new CryptokiException(Ckr.CKR_GENERAL_ERROR, "nothing to list twice");
        }
        long[] more = Arrays.copyOf(listed, listed.length + 1);
        more[listed.length] = listed[0];
        return more;
    }
}
