package org.tokentwin.emulator.authority;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.tokentwin.emulator.issuer.TestAuthority;

/**
 * Authorities for tests that run at the same time: each has its own register and address, below a port that one server has for all.
 * The server is there with the first of them. Safe for use by many threads.
 */
public final class TestAuthorities implements AutoCloseable {
    private final Supplier<TestAuthority> base;

    @GuardedBy("this")
    private Optional<Serving> serving = Optional.empty();

    private record Serving(AuthorityServer server, TestAuthority authority) {}

    /** @param base whose keys they have */
    public TestAuthorities(Supplier<TestAuthority> base) {
        this.base = base;
    }

    /**
     * One more authority.
     *
     * @throws UncheckedIOException when this machine has no free port
     */
    public synchronized AuthoritySite open() {
        Serving now = serving.orElseGet(this::start);
        return now.server().open(now.authority());
    }

    @GuardedBy("this")
    private Serving start() {
        try {
            AuthorityServer server = AuthorityServer.bind(0);
            TestAuthority authority = base.get().at(server.address());
            server.serve(authority);
            Serving started = new Serving(server, authority);
            serving = Optional.of(started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("The authority of the tests cannot answer at any port", e);
        }
    }

    /** Closes all of them. */
    @Override
    public synchronized void close() {
        serving.ifPresent(each -> each.server().close());
        serving = Optional.empty();
    }
}
