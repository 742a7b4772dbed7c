package org.tokentwin.conformance.mutant;

import java.util.List;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** Faults in digests, encryption and decryption. */
final class CipherMutants {
    private CipherMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.in(
                        "digest",
                        "digest-wrong",
                        "The last bit of a digest is wrong",
                        call -> call.altering(2, OutputMutants::flipped),
                        "DIGEST-001",
                        "DIGEST-002",
                        "DIGEST-003",
                        "DIGEST-004"),
                Mutant.in(
                        "digestUpdate",
                        "digest-part-lost",
                        "A part of one byte is not digested",
                        call -> call.bytes(1).length == 1 ? null : call.proceed(),
                        "DIGEST-005"),
                Mutant.in(
                        "digestInit",
                        "digest-with-any-mechanism",
                        "A mechanism that does not digest is CKR_OK",
                        call -> call.ignoring(Ckr.CKR_MECHANISM_INVALID),
                        "DIGEST-006"),
                Mutant.in(
                        "digest",
                        "digest-before-init",
                        "C_Digest without C_DigestInit is CKR_OK",
                        call -> call.ignoring(Ckr.CKR_OPERATION_NOT_INITIALIZED),
                        "DIGEST-007"),
                Mutant.in(
                        "decrypt",
                        "plaintext-wrong",
                        "The last bit of what is decrypted is wrong",
                        call -> call.altering(2, OutputMutants::flipped),
                        "DECRYPT-001",
                        "DECRYPT-002",
                        "DECRYPT-003"),
                Mutant.in(
                        "decrypt",
                        "cryptogram-length-untold",
                        "A cryptogram of the wrong length is CKR_ENCRYPTED_DATA_INVALID",
                        call -> call.telling(Ckr.CKR_ENCRYPTED_DATA_INVALID, Ckr.CKR_ENCRYPTED_DATA_LEN_RANGE),
                        "DECRYPT-004"),
                Mutant.in(
                        "decrypt",
                        "padding-not-checked",
                        "A cryptogram without a sound padding is decrypted to something",
                        call -> {
                            try {
                                return call.proceed();
                            } catch (CryptokiException e) {
                                ((OutputBuffer) call.argument(2)).put(new byte[] {1, 2, 3});
                                return null;
                            }
                        },
                        "DECRYPT-005"),
                Mutant.in(
                        "encrypt",
                        "cryptogram-wrong",
                        "The last bit of a cryptogram is wrong",
                        call -> call.altering(2, OutputMutants::flipped),
                        "DECRYPT-006"));
    }
}
