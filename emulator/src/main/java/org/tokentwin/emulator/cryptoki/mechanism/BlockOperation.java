package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.function.UnaryOperator;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/**
 * An operation that makes one block of bytes of another: encryption, decryption, and signing and verifying with data recovery,
 * PKCS#11 v2.40 sections 5.8, 5.9, 5.11 and 5.12. It takes a single part.
 */
public final class BlockOperation extends CipherOperation {
    private final int length;
    private final boolean exact;
    private final UnaryOperator<byte[]> function;

    private BlockOperation(int length, boolean exact, UnaryOperator<byte[]> function) {
        this.length = length;
        this.exact = exact;
        this.function = function;
    }

    /** The result always has this many bytes. */
    static BlockOperation of(int length, UnaryOperator<byte[]> function) {
        return new BlockOperation(length, true, function);
    }

    /** The result's length shows only when it is there. */
    static BlockOperation ofAtMost(int length, UnaryOperator<byte[]> function) {
        return new BlockOperation(length, false, function);
    }

    @Override
    public void process(byte[] input, OutputBuffer output) {
        beginSinglePart();
        if (exact) {
            endWith(output, length, () -> function.apply(input));
        } else {
            endWithAtMost(output, length, () -> function.apply(input));
        }
    }

    /** {@code C_EncryptUpdate} or {@code C_DecryptUpdate}: always refused, and the operation is over. */
    @Override
    public void update(byte[] part, OutputBuffer output) {
        beginPart(false);
    }

    /** {@code C_EncryptFinal} or {@code C_DecryptFinal}: always refused, and the operation is over. */
    @Override
    public void finish(OutputBuffer output) {
        beginFinal(false);
    }
}
