package org.tokentwin.emulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerSocketTest {
    @Test
    void homeNamed_holdsTheSocket() {
        ServerSocket socket = ServerSocket.ofDefault(Map.of("TOKENTWIN_HOME", "/t", "XDG_RUNTIME_DIR", "/run/user/1"));

        assertThat(socket.path()).isEqualTo(Path.of("/t/run/pkcs11"));
    }

    @Test
    void runtimeDirectory_holdsTheSocket_whereNoHomeIsNamed() {
        ServerSocket socket = ServerSocket.ofDefault(Map.of("XDG_RUNTIME_DIR", "/run/user/1"));

        assertThat(socket.path()).isEqualTo(Path.of("/run/user/1/tokentwin/pkcs11"));
    }

    @Test
    void dataDirectory_holdsTheSocket_whereNothingElseIsNamed() {
        assertThat(ServerSocket.ofDefault(Map.of("XDG_DATA_HOME", "/data")).path())
                .isEqualTo(Path.of("/data/tokentwin/run/pkcs11"));
    }

    @Test
    void address_isPercentEncoded_asP11KitDecodesIt() {
        assertThat(new ServerSocket(Path.of("/run/é 100%/s")).address()).isEqualTo("unix:path=/run/%C3%A9%20100%25/s");
    }
}
