package org.tokentwin.emulator.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class WatchfulInputTest {
    @Test
    void bytesThatComeWhileItLooksOut_areRead() throws IOException {
        Late late = new Late(5);
        InputStream in = new WatchfulInput(late);

        assertThat(in.read(new byte[8], 0, 8)).isEqualTo(3);
        assertThat(late.asked).isBetween(1, 6); // fewer where the moment is over before
    }

    @Test
    void bytesThatDoNotCome_areWaitedForInTheStreamItself() throws IOException {
        Late late = new Late(Integer.MAX_VALUE);
        InputStream in = new WatchfulInput(late);

        assertThat(in.read()).isEqualTo(1);
        assertThat(late.asked).isPositive();
    }

    @Test
    void end_isTold() throws IOException {
        InputStream in = new WatchfulInput(new ByteArrayInputStream(new byte[0]));

        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read(new byte[8], 0, 8)).isEqualTo(-1);
    }

    /** Three bytes, of which the first questions hear nothing; who reads gets them all the same, as from a socket that waits. */
    private static final class Late extends ByteArrayInputStream {
        private final int deaf;
        private int asked;

        Late(int deaf) {
            super(new byte[] {1, 2, 3});
            this.deaf = deaf;
        }

        @Override
        public synchronized int available() {
            return asked++ < deaf ? 0 : super.available();
        }
    }
}
