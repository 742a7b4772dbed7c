package org.tokentwin.conformance.mutant;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** Faults in signatures. */
final class SignatureMutants {
    private SignatureMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.in(
                        "sign",
                        "bit-flipped",
                        "A bit of the signature is wrong",
                        call -> call.altering(2, SignatureMutants::flipped),
                        "SIGN-002",
                        "SIGN-005",
                        "KEYPAIR-004"),
                Mutant.in(
                        "sign",
                        "signature-reversed",
                        "The signature's bytes stand the other way round",
                        call -> call.altering(2, SignatureMutants::reversed),
                        "SIGN-002"),
                Mutant.in(
                        "signFinal",
                        "parts-signed-wrong",
                        "A message in parts has another signature",
                        call -> call.altering(1, SignatureMutants::flipped),
                        "SIGN-010"),
                Mutant.with(
                        "constant-salt",
                        "A signature is given again: the salt is not fresh",
                        SignatureMutants::remembered,
                        "SIGN-019",
                        "KEYPAIR-003"),
                Mutant.in(
                        "sign",
                        "sign-before-init",
                        "C_Sign without C_SignInit is CKR_OK",
                        call -> call.ignoring(Ckr.CKR_OPERATION_NOT_INITIALIZED),
                        "SIGN-013"),
                Mutant.in(
                        "signInit",
                        "sign-init-twice",
                        "A second C_SignInit is CKR_OK",
                        call -> call.ignoring(Ckr.CKR_OPERATION_ACTIVE),
                        "SIGN-014"),
                Mutant.in(
                        "signInit",
                        "sign-with-any-mechanism",
                        "A mechanism that does not sign is CKR_OK",
                        call -> call.ignoring(Ckr.CKR_MECHANISM_INVALID),
                        "SIGN-015"),
                Mutant.in(
                        "signInit",
                        "sign-with-any-key",
                        "A key of another type is CKR_OK",
                        call -> call.ignoring(Ckr.CKR_KEY_TYPE_INCONSISTENT),
                        "SIGN-016"),
                Mutant.in(
                        "signInit",
                        "sign-with-no-key",
                        "What is no key is CKR_OK",
                        call -> call.ignoring(Ckr.CKR_KEY_HANDLE_INVALID, Ckr.CKR_KEY_TYPE_INCONSISTENT),
                        "SIGN-017"),
                Mutant.in(
                        "signInit",
                        "pss-with-any-hash",
                        "PSS parameters are not compared with the mechanism",
                        call -> call.ignoring(Ckr.CKR_MECHANISM_PARAM_INVALID),
                        "SIGN-018"),
                Mutant.in(
                        "signInit",
                        "sign-with-any-usage",
                        "CKA_SIGN is not looked at",
                        call -> call.ignoring(Ckr.CKR_KEY_FUNCTION_NOT_PERMITTED),
                        "KEYPAIR-009"),
                Mutant.in(
                        "verify",
                        "verify-anything",
                        "C_Verify accepts any signature",
                        call -> null,
                        "SIGN-020",
                        "SIGN-021"),
                Mutant.in(
                        "verify",
                        "verify-length-untold",
                        "A signature of the wrong length is CKR_SIGNATURE_INVALID",
                        call -> call.telling(Ckr.CKR_SIGNATURE_INVALID, Ckr.CKR_SIGNATURE_LEN_RANGE),
                        "SIGN-022"),
                Mutant.in(
                        "sign",
                        "length-asked-is-too-short",
                        "The length that is told is one byte too short",
                        SignatureMutants::tooShort,
                        "SIGN-002"));
    }

    private static byte[] flipped(byte[] signature) {
        byte[] other = signature.clone();
        other[other.length / 2] ^= 1;
        return other;
    }

    private static byte[] reversed(byte[] signature) {
        byte[] other = new byte[signature.length];
        for (int i = 0; i < other.length; i++) {
            other[i] = signature[other.length - 1 - i];
        }
        return other;
    }

    private static @Nullable Object tooShort(Call call) {
        OutputBuffer asked = (OutputBuffer) call.argument(2);
        if (!asked.isLengthOnly()) {
            return call.altering(2, signature -> Arrays.copyOf(signature, signature.length - 1));
        }
        OutputBuffer honest = OutputBuffer.lengthOnly();
        call.proceedWith(2, honest);
        asked.accepts((int) honest.length() - 1);
        return null;
    }

    private static Map<String, Fault> remembered() {
        Map<Integer, byte[]> first = new ConcurrentHashMap<>();
        return Map.of("sign", call -> {
            call.altering(2, signature -> first.computeIfAbsent(signature.length, any -> signature));
            return null;
        });
    }
}
