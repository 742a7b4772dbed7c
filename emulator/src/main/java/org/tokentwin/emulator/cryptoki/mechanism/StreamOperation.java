package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** Encryption and decryption with a secret key, at once or in parts. */
public final class StreamOperation extends CipherOperation {
    private static final byte[] NOTHING = {};

    private final Supplier<HostCipher> begun;
    private final HostCipher inParts;
    private byte @Nullable [] last;

    /** @param begun makes the cipher at its beginning: the single part may come again, into a larger buffer */
    StreamOperation(Supplier<HostCipher> begun) {
        this.begun = begun;
        this.inParts = begun.get();
    }

    @Override
    public void process(byte[] input, OutputBuffer output) {
        beginSinglePart();
        HostCipher cipher = begun.get();
        int most = cipher.finalLength(input.length);
        if (cipher.isLengthExact()) {
            endWith(output, most, () -> cipher.finish(input));
        } else {
            endWithAtMost(output, most, () -> cipher.finish(input));
        }
    }

    @Override
    public void update(byte[] part, OutputBuffer output) {
        partWith(output, inParts.updateLength(part.length), () -> inParts.update(part));
    }

    @Override
    public void finish(OutputBuffer output) {
        beginFinal(true);
        int most = inParts.finalLength(0);
        if (inParts.isLengthExact()) {
            endWith(output, most, () -> inParts.finish(NOTHING));
        } else {
            endWithAtMost(output, most, () -> last().clone());
        }
    }

    /** Kept for a caller whose buffer turns out too small: a cipher ends once. */
    private byte[] last() {
        if (last == null) {
            last = inParts.finish(NOTHING);
        }
        return last;
    }
}
