package org.tokentwin.emulator.cryptoki.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.cryptoki.Ckr.CKR_BUFFER_TOO_SMALL;
import static org.tokentwin.cryptoki.Ckr.CKR_OPERATION_ACTIVE;
import static org.tokentwin.cryptoki.Ckr.CKR_OPERATION_NOT_INITIALIZED;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.ckrOf;
import static org.tokentwin.emulator.cryptoki.mechanism.Fixture.output;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

final class DigestOperationTest {
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

    /** FIPS 180-4's example of one block, and the same for SHA-3. */
    @ParameterizedTest
    @CsvSource({
        Ckm.CKM_SHA_1 + ", a9993e364706816aba3e25717850c26c9cd0d89d",
        Ckm.CKM_SHA224 + ", 23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7",
        Ckm.CKM_SHA256 + ", ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Ckm.CKM_SHA384
                + ", cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7",
        Ckm.CKM_SHA512
                + ", ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
                + "454d4423643ce80e2a9ac94fa54ca49f",
        Ckm.CKM_SHA512_224 + ", 4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa",
        Ckm.CKM_SHA512_256 + ", 53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23",
        Ckm.CKM_SHA3_224 + ", e642824c3f8cf24ad09234ee7d3c766fc9a3a5168d0c94ad73b46fdf",
        Ckm.CKM_SHA3_256 + ", 3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532",
        Ckm.CKM_SHA3_384
                + ", ec01498288516fc926459f58e2c6ad8df9b473cb0fc08c2596da7cf0e49be4b298d88cea927ac7f539f1edf228376d25",
        Ckm.CKM_SHA3_512
                + ", b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e39340"
                + "57340b4cf408d5a56592f8274eec53f0",
    })
    void abc_hasThePublishedHashValue(long type, String expected) {
        byte[] inOnePart = output(buffer -> digest(type).digest(ABC, buffer));
        assertThat(HexFormat.of().formatHex(inOnePart)).isEqualTo(expected);

        DigestOperation parts = digest(type);
        parts.update(new byte[] {'a'});
        parts.update(new byte[] {});
        parts.update(new byte[] {'b', 'c'});
        assertThat(HexFormat.of().formatHex(output(parts::finish))).isEqualTo(expected);
    }

    @Test
    void finishWithoutParts_digestsNothing() {
        assertThat(HexFormat.of().formatHex(output(digest(Ckm.CKM_SHA_1)::finish)))
                .isEqualTo("da39a3ee5e6b4b0d3255bfef95601890afd80709");
    }

    @Test
    void lengthAsked_isGivenAndLosesNothing() {
        DigestOperation digest = digest(Ckm.CKM_SHA256);
        OutputBuffer asked = OutputBuffer.lengthOnly();
        digest.digest(ABC, asked);
        assertThat(asked.length()).isEqualTo(32);
        assertThat(asked.bytes()).isEmpty();
        assertThat(digest.isActive()).isTrue();

        digest.update(ABC);
        digest.finish(OutputBuffer.lengthOnly());
        assertThat(output(digest::finish))
                .isEqualTo(output(buffer -> digest(Ckm.CKM_SHA256).digest(ABC, buffer)));
        assertThat(digest.isActive()).isFalse();
    }

    @Test
    void bufferTooSmall_losesNothing() {
        DigestOperation digest = digest(Ckm.CKM_SHA256);
        digest.update(ABC);
        OutputBuffer small = OutputBuffer.of(31);
        assertThat(ckrOf(() -> digest.finish(small))).isEqualTo(CKR_BUFFER_TOO_SMALL);
        assertThat(small.length()).isEqualTo(32);
        OutputBuffer exact = OutputBuffer.of(32);
        digest.finish(exact);
        assertThat(exact.bytes())
                .contains(output(buffer -> digest(Ckm.CKM_SHA256).digest(ABC, buffer)));
    }

    @Test
    void singlePartAfterAPart_endsTheOperation() {
        DigestOperation digest = digest(Ckm.CKM_SHA256);
        digest.update(ABC);
        assertThat(ckrOf(() -> digest.digest(ABC, OutputBuffer.of(32)))).isEqualTo(CKR_OPERATION_ACTIVE);
        assertThat(digest.isActive()).isFalse();
    }

    @Test
    void callsAfterTheEnd_areNotInitialized() {
        DigestOperation digest = digest(Ckm.CKM_SHA256);
        digest.digest(ABC, OutputBuffer.of(32));
        assertThat(ckrOf(() -> digest.digest(ABC, OutputBuffer.of(32)))).isEqualTo(CKR_OPERATION_NOT_INITIALIZED);
        assertThat(ckrOf(() -> digest.update(ABC))).isEqualTo(CKR_OPERATION_NOT_INITIALIZED);
        assertThat(ckrOf(() -> digest.finish(OutputBuffer.lengthOnly()))).isEqualTo(CKR_OPERATION_NOT_INITIALIZED);
    }

    private static DigestOperation digest(long type) {
        return Fixture.MECHANISMS.digest(Mechanism.of(type));
    }
}
