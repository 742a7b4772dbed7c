package org.tokentwin.emulator.authority;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.tokentwin.emulator.issuer.AuthorityAddress;
import org.tokentwin.emulator.issuer.TestAuthority;

/**
 * Serves an authority over HTTP, to programs on this machine.
 *
 * <pre>{@code
 * try (AuthorityServer server = AuthorityServer.bind(0)) {
 *     TestAuthority authority = TestAuthority.bundled(InstantSource.system()).at(server.address());
 *     server.serve(authority); // certificates that it issues name its address
 *     ...
 *     authority.revoke(certificate, CRLReason.KEY_COMPROMISE); // OCSP and the revocation list say so at once
 * }
 * }</pre>
 *
 * <p>Safe for use by many threads.
 */
public final class AuthorityServer implements AutoCloseable {
    private final HttpServer server;
    private final ServiceFaults faults = new ServiceFaults();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private final AtomicInteger sites = new AtomicInteger();

    private AuthorityServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Takes a port of this machine's own address; who asks waits until {@link #serve}.
     *
     * @param port 0 for any free one
     * @throws IOException when it is taken
     */
    public static AuthorityServer bind(int port) throws IOException {
        return new AuthorityServer(LoopbackHttp.bind(port));
    }

    /** Its address. */
    public AuthorityAddress address() {
        return AuthorityAddress.ofPort(server.getAddress().getPort());
    }

    /** Serves an authority until this is closed. To be called once. */
    public void serve(TestAuthority authority) {
        server.setExecutor(threads);
        server.createContext("/", new AuthorityHandler(authority, faults));
        server.start();
    }

    /**
     * Serves a branch of an authority too, below another path, until that is closed: what is revoked or goes wrong there is seen
     * nowhere else.
     *
     * @param authority whose CA certificates the branch has: the one that is served
     */
    public AuthoritySite open(TestAuthority authority) {
        String path = "/" + sites.incrementAndGet();
        TestAuthority branch = authority.branch(AuthorityAddress.parse(address() + path));
        ServiceFaults own = new ServiceFaults();
        HttpContext context = server.createContext(path + "/", new AuthorityHandler(branch, own));
        return new AuthoritySite(branch, own, () -> server.removeContext(context));
    }

    /** What goes wrong with its responses. */
    public ServiceFaults faults() {
        return faults;
    }

    /** Ends at once, with whatever is under way. A second call does nothing. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
