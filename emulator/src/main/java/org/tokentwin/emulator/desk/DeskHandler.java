package org.tokentwin.emulator.desk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.tokentwin.emulator.control.Answers;
import org.tokentwin.emulator.control.ControlAnswer;
import org.tokentwin.emulator.control.RefusedException;
import org.tokentwin.emulator.control.RefusedException.Reason;
import org.tokentwin.emulator.control.Verbs;

/** Takes requests, below the desk's path: {@code GET} of the page's files and of events, {@code POST} of what the control socket takes. */
final class DeskHandler implements HttpHandler {
    private static final int LONGEST_BODY = 1 << 16;
    private static final Pattern STREAM = Pattern.compile("stream=([0-9a-f-]{8,64})");
    private static final Pattern SECRET = Pattern.compile("secret=([0-9a-f]{32})");

    /** Nothing is loaded but from here, nothing runs that is not a file of the page, and nobody shows the page in a frame. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private final Guard guard;
    private final DeskDoor door;
    private final Verbs verbs;
    private final EventStreams streams;

    DeskHandler(Guard guard, DeskDoor door, Verbs verbs, EventStreams streams) {
        this.guard = guard;
        this.door = door;
        this.verbs = verbs;
        this.streams = streams;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            protect(exchange.getResponseHeaders());
            try {
                guard.requireOwn(exchange);
                answer(exchange);
            } catch (DeskRefusal e) {
                send(exchange, e.status(), "text/plain; charset=utf-8", e.getMessage() + "\n");
            }
        }
    }

    private static void protect(Headers headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
    }

    private void answer(HttpExchange exchange) throws IOException, DeskRefusal {
        String asked = exchange.getRequestMethod() + " " + name(exchange);
        if (asked.equals("GET open")) {
            open(exchange);
            return;
        }
        guard.requireCookie(exchange);
        switch (asked) {
            case "POST control" -> control(exchange);
            case "GET events" -> events(exchange);
            default -> file(exchange);
        }
    }

    /** Below the desk's address, without a slash. */
    private String name(HttpExchange exchange) throws DeskRefusal {
        String path = Optional.ofNullable(exchange.getRequestURI().getRawPath()).orElse("");
        String own = "/" + door.path() + "/";
        if (!path.startsWith(own)) {
            throw nothing();
        }
        return path.substring(own.length());
    }

    private static DeskRefusal nothing() {
        return new DeskRefusal(404, "there is nothing here");
    }

    private void open(HttpExchange exchange) throws IOException, DeskRefusal {
        if (!door.take(query(exchange, SECRET))) {
            throw new DeskRefusal(403, "this link was used before, or is none: 'emulator desk' prints a new one");
        }
        String path = "/" + door.path() + "/";
        exchange.getResponseHeaders()
                .set(
                        "Set-Cookie",
                        Guard.COOKIE + "=" + door.cookie() + "; Path=" + path + "; HttpOnly; SameSite=Strict");
        exchange.getResponseHeaders().set("Location", path);
        exchange.sendResponseHeaders(303, -1);
    }

    private static String query(HttpExchange exchange, Pattern form) throws DeskRefusal {
        URI uri = exchange.getRequestURI();
        var found = form.matcher(Optional.ofNullable(uri.getRawQuery()).orElse(""));
        if (!found.matches()) {
            throw new DeskRefusal(400, "the address has not the form that openapi.json says");
        }
        return found.group(1);
    }

    private static void file(HttpExchange exchange, String name) throws IOException, DeskRefusal {
        PageFile file = PageFile.named(name).orElseThrow(DeskHandler::nothing);
        if (!exchange.getRequestMethod().equals("GET")) {
            throw new DeskRefusal(405, "there is no such method here");
        }
        send(exchange, 200, file.type(), file.text());
    }

    private void file(HttpExchange exchange) throws IOException, DeskRefusal {
        file(exchange, name(exchange));
    }

    private void events(HttpExchange exchange) throws IOException, DeskRefusal {
        EventStream stream = streams.named(query(exchange, STREAM));
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        stream.writeTo(exchange.getResponseBody(), lastEvent(exchange));
    }

    private static long lastEvent(HttpExchange exchange) {
        String id = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Last-Event-ID"))
                .orElse("0");
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
    }

    private void control(HttpExchange exchange) throws IOException, DeskRefusal {
        guard.requireOrigin(exchange);
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        if (!type.equals("application/json")) {
            throw new DeskRefusal(415, "a request is application/json");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            exchange.getResponseHeaders().set("Connection", "close");
            throw new DeskRefusal(413, "a request has at most " + LONGEST_BODY + " bytes");
        }
        try {
            OneAnswer answers = new OneAnswer();
            verbs.carryOut(new String(body, StandardCharsets.UTF_8), answers);
            send(exchange, 200, "application/json", answers.json());
        } catch (RefusedException e) {
            send(
                    exchange,
                    status(e.reason()),
                    "application/json",
                    ControlAnswer.of(e).json());
        }
    }

    private static int status(Reason reason) {
        return switch (reason) {
            case USAGE -> 400;
            case NO_TOKEN -> 404;
            case FAILURE -> 409;
        };
    }

    private static final class OneAnswer implements Answers {
        private final List<ControlAnswer> sent = new ArrayList<>();

        @Override
        public void send(Object answer) {
            sent.add(ControlAnswer.of(answer));
        }

        @Override
        public void awaitEnd() {
            throw new RefusedException(Reason.USAGE, "this verb goes on and on", "Read it at 'events'.");
        }

        String json() {
            return sent.getFirst().json();
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
