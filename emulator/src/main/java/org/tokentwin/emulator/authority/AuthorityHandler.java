package org.tokentwin.emulator.authority;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.emulator.authority.AuthorityResources.Request;
import org.tokentwin.emulator.issuer.TestAuthority;

/** Takes requests from connections, lets happen what is to go wrong, and sends responses. Whatever a stranger sends is bounded. */
final class AuthorityHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorityHandler.class);
    private static final int LONGEST_BODY = 1 << 16;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    private final ServiceFaults faults;
    private final Supplier<AuthorityResources> resources;

    AuthorityHandler(TestAuthority authority, ServiceFaults faults) {
        this.faults = faults;
        this.resources = new Once(authority);
    }

    /** Two certificates have to be signed for the services, so they are made at the first request. */
    private static final class Once implements Supplier<AuthorityResources> {
        private final TestAuthority authority;
        private final ReentrantLock lock = new ReentrantLock();

        @GuardedBy("lock")
        private Optional<AuthorityResources> made = Optional.empty();

        private Once(TestAuthority authority) {
            this.authority = authority;
        }

        @Override
        public AuthorityResources get() {
            lock.lock();
            try {
                made = made.or(() -> Optional.of(new AuthorityResources(authority)));
                return made.get();
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = path(exchange);
            Service service = AuthorityResources.service(path);
            List<Trouble> troubles = faults.due(service);
            Answer answer = answer(exchange, path, service, troubles);
            sleep(troubles);
            send(exchange, answer, troubles.contains(Trouble.Plain.CUT_OFF));
        }
    }

    /** Below the authority's address; both begin with a slash. */
    private static String path(HttpExchange exchange) {
        String path = Optional.ofNullable(exchange.getRequestURI().getRawPath()).orElse("");
        int below = exchange.getHttpContext().getPath().length() - 1;
        return path.length() > below ? path.substring(below) : "";
    }

    private Answer answer(HttpExchange exchange, String path, Service service, List<Trouble> troubles)
            throws IOException {
        for (Trouble trouble : troubles) {
            if (trouble instanceof Trouble.Http(int status)) {
                return Answer.failure(status, "this fault was asked for");
            }
        }
        if (troubles.contains(Trouble.Plain.MISSING)) {
            return Answer.failure(404, "this fault was asked for");
        }
        String method = exchange.getRequestMethod();
        if (!METHODS.contains(method)) {
            return Answer.failure(501, "there is no such method here");
        }
        Optional<byte[]> body = body(exchange);
        if (body.isEmpty()) {
            return Answer.failure(413, "a request has at most " + LONGEST_BODY + " bytes");
        }
        Request request = new Request(method.equals("HEAD") ? "GET" : method, path, type(exchange), body.get());
        try {
            return resources.get().answer(request, faults.time(service), Set.copyOf(troubles));
        } catch (RuntimeException e) {
            LOG.error("a request to the authority failed", e);
            return Answer.failure(500, "the authority failed; its register may be damaged");
        }
    }

    /** Empty where it is too long: the rest is not read. */
    private static Optional<byte[]> body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(LONGEST_BODY + 1);
        return Optional.of(body).filter(whole -> whole.length <= LONGEST_BODY);
    }

    private static String type(HttpExchange exchange) {
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    private static void sleep(List<Trouble> troubles) throws IOException {
        for (Trouble trouble : troubles) {
            if (trouble instanceof Trouble.Delay delay) {
                try {
                    Thread.sleep(delay.time());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("the server is closed", e);
                }
            }
        }
    }

    private static void send(HttpExchange exchange, Answer answer, boolean cutOff) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] body = answer.body();
        if (answer.status() == 413) {
            exchange.getResponseHeaders().set("Connection", "close");
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        OutputStream out = exchange.getResponseBody();
        out.write(body, 0, cutOff ? body.length / 2 : body.length);
        out.flush();
    }
}
