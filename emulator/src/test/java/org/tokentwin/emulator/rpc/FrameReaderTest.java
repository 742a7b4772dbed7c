package org.tokentwin.emulator.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.emulator.wire.RequestMemory;

/** Requests within bounds: of one, and of all that there are. */
class FrameReaderTest {
    private static final int MEGABYTE = 1 << 20;

    private final RequestMemory memory = new RequestMemory(4 * MEGABYTE);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_073, MEGABYTE, 3 * MEGABYTE})
    void request_comesWhole_andItsMemoryIsGivenBack(int length) throws IOException {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        FrameReader reader = reader(frames(new Frame(7, body)));

        Frame read = reader.next();
        assertThat(read.isWhole()).isTrue();
        assertThat(read.code()).isEqualTo(7);
        assertThat(read.body()).isEqualTo(body);
        reader.release();
        assertThat(memory.held()).isZero();
    }

    @Test
    void requestThatIsTooLarge_isThrownAway_andTheNextOneComes() throws IOException {
        FrameReader reader = reader(frames(
                new Frame(7, new byte[FrameReader.LONGEST_BODY + 1]),
                new Frame(8, new byte[5 * MEGABYTE]),
                new Frame(9, new byte[] {1})));

        for (int code = 7; code < 9; code++) {
            Frame large = reader.next();
            assertThat(large.code()).isEqualTo(code);
            assertThat(large.isWhole()).isFalse();
            assertThat(memory.held()).isZero();
        }
        assertThat(reader.next().body()).containsExactly(1);
    }

    @Test
    void whatOthersHold_isNotThere() throws IOException {
        FrameReader holding = reader(frames(new Frame(7, new byte[3 * MEGABYTE])));
        holding.next();
        FrameReader reader = reader(frames(
                new Frame(8, new byte[2 * MEGABYTE]),
                new Frame(9, new byte[8_000]),
                new Frame(10, new byte[2 * MEGABYTE])));

        assertThat(reader.next().isWhole()).isFalse();
        assertThat(reader.next().isWhole()).as("a small one").isTrue();
        holding.release();
        assertThat(reader.next().isWhole()).isTrue();
    }

    @Test
    void lengthAlone_holdsNoMemory() throws IOException {
        byte[] announced = new Body().uint32(7).uint32(0).uint32(3 * MEGABYTE).bytes();
        FrameReader reader = reader(announced);

        assertThatThrownBy(reader::next).isInstanceOf(EOFException.class);
        assertThat(memory.held()).isZero();
    }

    /** Four gigabytes less one byte, which nobody has in memory. */
    @Test
    void longestLength_isReadToItsEnd() throws IOException {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return length;
            }

            @Override
            public long skip(long count) {
                return count;
            }
        };
        byte[] announced = new Body().uint32(7).uint32(0).uint32(-1).bytes();
        FrameReader reader = new FrameReader(
                new DataInputStream(new SequenceInputStream(new ByteArrayInputStream(announced), endless)), memory);

        assertThat(reader.next().length()).isEqualTo(0xFFFFFFFFL);
    }

    private FrameReader reader(byte[] bytes) {
        return new FrameReader(new DataInputStream(new ByteArrayInputStream(bytes)), memory);
    }

    private static byte[] frames(Frame... frames) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            frame.write(new DataOutputStream(bytes));
        }
        return bytes.toByteArray();
    }
}
