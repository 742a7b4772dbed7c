package org.tokentwin.emulator.desk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends requests to a desk as they stand, headers that a well-behaved client does not send too. */
final class Browser {
    private final URI link;
    private String cookie = "";

    Browser(String link) {
        this.link = URI.create(link);
    }

    /** What came back. */
    record Response(int status, List<String> headers, String body) {}

    /** Opens the link, and keeps the cookie. */
    Response open() throws IOException {
        Response response = send("GET " + link.getRawPath() + "?" + link.getRawQuery(), "", own());
        response.headers().stream()
                .filter(each -> each.startsWith("Set-cookie: "))
                .forEach(each -> cookie = each.substring(12, each.indexOf(';')));
        return response;
    }

    String path() {
        return link.getRawPath().replaceAll("open$", "");
    }

    String cookie() {
        return cookie;
    }

    void cookie(String other) {
        cookie = other;
    }

    String host() {
        return link.getAuthority();
    }

    List<String> own() {
        return List.of("Host: " + host(), "Cookie: a=b; " + cookie);
    }

    Response get(String name) throws IOException {
        return send("GET " + path() + name, "", own());
    }

    /** As the page's script asks. */
    Response ask(String json) throws IOException {
        return send("POST " + path() + "control", json, posting("http://" + host(), "application/json"));
    }

    List<String> posting(String origin, String type) {
        List<String> headers = new ArrayList<>(own());
        headers.add("Origin: " + origin);
        headers.add("Content-Type: " + type);
        return headers;
    }

    Response send(String request, String body, List<String> headers) throws IOException {
        try (Socket socket = connect(request, body, headers)) {
            return read(new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
        }
    }

    /** Sends a request, whose response the caller reads. */
    Socket connect(String request, String body, List<String> headers) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.getPort());
        String head = request + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n";
        String length =
                body.isEmpty() ? "" : "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n";
        socket.getOutputStream().write((head + length + "\r\n" + body).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static Response read(BufferedReader in) throws IOException {
        String status = in.readLine();
        if (status == null) {
            throw new IOException("no response");
        }
        List<String> headers = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            headers.add(line);
        }
        StringBuilder body = new StringBuilder();
        for (int each = in.read(); each >= 0; each = in.read()) {
            body.append((char) each);
        }
        return new Response(Integer.parseInt(status.substring(9, 12)), headers, body.toString());
    }
}
