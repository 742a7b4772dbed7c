package org.tokentwin.emulator.authority;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** Makes the HTTP servers of this process: on this machine's own address, and bounded against strangers. */
public final class LoopbackHttp {
    private static final int BACKLOG = 128;

    /** What bounds strangers; read by the JDK's server when its first one is made, and left as it is where somebody has set it. */
    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "30", // seconds until a request is there
            "sun.net.httpserver.maxRspTime", "120",
            "sun.net.httpserver.maxReqHeaders", "100",
            "sun.net.httpserver.maxReqHeaderSize", "98304", // bytes; an OCSP request may stand in the path
            "jdk.httpserver.maxConnections", "256");

    static {
        LIMITS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }

    private LoopbackHttp() {}

    /**
     * Takes a port of 127.0.0.1; the server is to be started yet.
     *
     * @param port 0 for any free one
     * @throws IOException when it is taken
     */
    public static HttpServer bind(int port) throws IOException {
        InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
        return HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    }
}
