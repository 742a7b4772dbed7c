package org.tokentwin.emulator.hostile;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Good input made bad in the ways that find most: bits flipped, parts cut, doubled and spliced, lengths made extreme. */
final class Mutations {
    private static final int MOST_CHANGES = 4;
    private static final byte[] EXTREMES = {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF};

    private final List<byte[]> seeds;
    private final Random random;

    private Mutations(List<byte[]> seeds, Random random) {
        this.seeds = seeds;
        this.random = random;
    }

    /** As many inputs, the same for the same seed; the good ones come first. */
    static Stream<byte[]> of(long seed, int count, byte[]... good) {
        Mutations mutations = new Mutations(List.of(good), new Random(seed));
        return Stream.concat(
                Arrays.stream(good), Stream.generate(mutations::next).limit(count));
    }

    private byte[] next() {
        byte[] input = any();
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            input = changed(input);
        }
        return input;
    }

    private byte[] changed(byte[] input) {
        if (input.length == 0) {
            return any();
        }
        int at = random.nextInt(input.length);
        byte[] copy = input.clone();
        switch (random.nextInt(6)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            case 1 -> copy[at] = (byte) random.nextInt();
            case 2 -> copy[at] = EXTREMES[random.nextInt(EXTREMES.length)];
            case 3 -> Arrays.fill(copy, at, Math.min(at + 4, copy.length), EXTREMES[random.nextInt(EXTREMES.length)]);
            case 4 -> {
                return Arrays.copyOf(copy, at);
            }
            default -> {
                return spliced(copy, at);
            }
        }
        return copy;
    }

    private byte[] spliced(byte[] input, int at) {
        byte[] other = any();
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(input, 0, at);
        joined.write(other, from, random.nextInt(other.length - from + 1));
        joined.write(input, at, input.length - at);
        return joined.toByteArray();
    }

    private byte[] any() {
        return seeds.get(random.nextInt(seeds.size())).clone();
    }
}
