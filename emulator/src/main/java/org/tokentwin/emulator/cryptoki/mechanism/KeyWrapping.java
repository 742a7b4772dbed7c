package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/**
 * Encryption and decryption of keys, PKCS#11 v2.40 section 5.14: a value that a mode of whole blocks cannot hold is filled up with zeros, mechanisms v2.40 section
 * 2.8.4, and what is said of data in a refusal is said of keys.
 */
record KeyWrapping(MechanismFamily family, Use use) {
    byte[] wrap(KeyInUse key, byte[] value) {
        int block = family.wholeBlocks(use.row());
        byte[] whole = Arrays.copyOf(value, (value.length + block - 1) / block * block);
        try {
            return wrapping(() -> {
                OutputBuffer room = OutputBuffer.of(Integer.MAX_VALUE);
                family.encrypt(use, key).process(whole, room);
                return room.bytes().orElseThrow();
            });
        } finally {
            Arrays.fill(whole, (byte) 0);
        }
    }

    /**
     * Returns the value in a wrapped key.
     *
     * @param bytes of it, where that is known; what follows them where whole blocks were wrapped is not the key's
     */
    byte[] unwrap(KeyInUse key, byte[] wrapped, Optional<Integer> bytes) {
        byte[] whole = unwrapping(() -> {
            OutputBuffer room = OutputBuffer.of(Integer.MAX_VALUE);
            family.decrypt(use, key).process(wrapped, room);
            return room.bytes().orElseThrow();
        });
        if (bytes.isEmpty() || bytes.get() == whole.length) {
            return whole;
        }
        try {
            if (family.wholeBlocks(use.row()) == 1 || bytes.get() > whole.length) {
                throw new CryptokiException(Ckr.CKR_WRAPPED_KEY_INVALID, "there is no such key in it");
            }
            return Arrays.copyOf(whole, bytes.get());
        } finally {
            Arrays.fill(whole, (byte) 0);
        }
    }

    private static byte[] wrapping(Supplier<byte[]> call) {
        try {
            return call.get();
        } catch (CryptokiException e) {
            throw as(
                    switch (e.ckr()) {
                        case CKR_DATA_LEN_RANGE -> Ckr.CKR_KEY_SIZE_RANGE;
                        case CKR_KEY_TYPE_INCONSISTENT -> Ckr.CKR_WRAPPING_KEY_TYPE_INCONSISTENT;
                        case CKR_KEY_SIZE_RANGE -> Ckr.CKR_WRAPPING_KEY_SIZE_RANGE;
                        default -> e.ckr();
                    },
                    e);
        }
    }

    private static byte[] unwrapping(Supplier<byte[]> call) {
        try {
            return call.get();
        } catch (CryptokiException e) {
            throw as(
                    switch (e.ckr()) {
                        case CKR_ENCRYPTED_DATA_LEN_RANGE -> Ckr.CKR_WRAPPED_KEY_LEN_RANGE;
                        case CKR_ENCRYPTED_DATA_INVALID -> Ckr.CKR_WRAPPED_KEY_INVALID;
                        case CKR_KEY_TYPE_INCONSISTENT -> Ckr.CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT;
                        case CKR_KEY_SIZE_RANGE -> Ckr.CKR_UNWRAPPING_KEY_SIZE_RANGE;
                        default -> e.ckr();
                    },
                    e);
        }
    }

    private static CryptokiException as(Ckr ckr, CryptokiException cause) {
        return ckr == cause.ckr() ? cause : new CryptokiException(ckr, "a key, not data", cause);
    }
}
