package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.tokentwin.emulator.authority.AuthorityServer;
import org.tokentwin.emulator.authority.ServiceFault;
import org.tokentwin.emulator.control.AuthorityFaultVerb;
import org.tokentwin.emulator.control.Verb;
import org.tokentwin.emulator.issuer.AuthorityAddress;
import org.tokentwin.emulator.issuer.TestAuthority;

/** The authority's HTTP server in the tokens' process; or nothing, where it was not to be served or its port is taken. */
final class AuthorityService implements AutoCloseable {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost");
    private static final int HTTP = 80;

    private final Optional<AuthorityServer> server;

    private AuthorityService(Optional<AuthorityServer> server) {
        this.server = server;
    }

    /** Serves nothing. */
    static AuthorityService none() {
        return new AuthorityService(Optional.empty());
    }

    /**
     * Takes any free port.
     *
     * @throws CommandException when there is none
     */
    static AuthorityService onFreePort() {
        return required(0);
    }

    /**
     * Takes the port of an address that the user gave.
     *
     * @throws CommandException when it is taken, or not this machine's own
     */
    static AuthorityService at(AuthorityAddress address) {
        return required(port(address));
    }

    private static AuthorityService required(int port) {
        try {
            return new AuthorityService(Optional.of(AuthorityServer.bind(port)));
        } catch (IOException e) {
            throw CommandException.failure(
                    "the authority cannot answer at port " + port + ": " + e.getMessage(),
                    "Name another one with --authority-url, or none.");
        }
    }

    /** Takes the port of an address that nobody asked for; where it is taken, says so and serves nothing. */
    static AuthorityService ifFree(AuthorityAddress address, Consumer<String> notices) {
        try {
            return new AuthorityService(Optional.of(AuthorityServer.bind(port(address))));
        } catch (IOException e) {
            notices.accept("the authority does not answer at " + address + ": " + e.getMessage());
            return none();
        }
    }

    private static int port(AuthorityAddress address) {
        URI url = address.base();
        if (!LOOPBACK.contains(url.getHost()) || !url.getPath().isEmpty()) {
            throw CommandException.failure(
                    "the authority answers on this machine only, and not at " + address,
                    "Name an address like " + AuthorityAddress.DEFAULT + " with --authority-url.");
        }
        return url.getPort() < 0 ? HTTP : url.getPort();
    }

    /** Its address. */
    Optional<AuthorityAddress> address() {
        return server.map(AuthorityServer::address);
    }

    /** Serves an authority from now on. */
    void serve(TestAuthority authority) {
        server.ifPresent(each -> each.serve(authority));
    }

    void inject(List<ServiceFault> faults) {
        server.ifPresent(each -> faults.forEach(each.faults()::inject));
    }

    /** What a running server can be asked to do with it. */
    List<Verb> verbs() {
        return server.<List<Verb>>map(each -> List.of(new AuthorityFaultVerb(each.faults())))
                .orElse(List.of());
    }

    /** How a program finds it. */
    Map<String, String> variables() {
        return address()
                .map(address -> Map.of(AuthorityOption.URL_VARIABLE, address.toString()))
                .orElse(Map.of());
    }

    @Override
    public void close() {
        server.ifPresent(AuthorityServer::close);
    }
}
