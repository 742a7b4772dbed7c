package org.tokentwin.emulator.desk;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns away what does not come from the desk's own page: a page of another origin (CSRF), a name that was made to mean this address (DNS
 * rebinding), and anyone who was not let in. What it does not know it refuses.
 */
final class Guard {
    /** The cookie's name. */
    static final String COOKIE = "tokentwin-desk";

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;

    private final DeskDoor door;
    private final String host;

    /** @param host and port, as every request must name them */
    Guard(DeskDoor door, String host) {
        this.door = door;
        this.host = host;
    }

    /** @throws DeskRefusal unless the request names this server, and no other page sends it */
    void requireOwn(HttpExchange exchange) throws DeskRefusal {
        Headers headers = exchange.getRequestHeaders();
        if (!host.equals(only(headers, "Host").orElse(""))) {
            throw new DeskRefusal(MISDIRECTED, "this server has another name");
        }
        Optional<String> origin = only(headers, "Origin");
        if (origin.isPresent() && !origin.get().equals("http://" + host)) {
            throw new DeskRefusal(FORBIDDEN, "another page sent this");
        }
        if (!OWN_SITES.contains(only(headers, "Sec-Fetch-Site").orElse("none"))) {
            throw new DeskRefusal(FORBIDDEN, "another page sent this");
        }
    }

    /** @throws DeskRefusal unless the request says that the desk's own page sends it, as a browser does with each POST */
    void requireOrigin(HttpExchange exchange) throws DeskRefusal {
        if (exchange.getRequestHeaders().getFirst("Origin") == null) {
            throw new DeskRefusal(FORBIDDEN, "a POST names its origin");
        }
    }

    /** @throws DeskRefusal unless it has the cookie */
    void requireCookie(HttpExchange exchange) throws DeskRefusal {
        List<String> cookies = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
        boolean known = cookies.stream()
                .flatMap(line -> Arrays.stream(line.split(";", -1)))
                .map(String::strip)
                .filter(each -> each.startsWith(COOKIE + "="))
                .anyMatch(each -> door.isCookie(each.substring(COOKIE.length() + 1)));
        if (!known) {
            throw new DeskRefusal(FORBIDDEN, "open the link that 'emulator desk' prints");
        }
    }

    /** A header that may be there once; two of them are none of ours. */
    private static Optional<String> only(Headers headers, String name) throws DeskRefusal {
        List<String> values = headers.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new DeskRefusal(FORBIDDEN, "a header is there twice");
        }
        return values.stream().findFirst();
    }
}
