package org.tokentwin.junit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A token of an emulator in its own process, which is asked by the control socket of the token's server. */
final class ProcessToken implements Token {
    private final Fixture fixture;
    private final Control server;
    private final String serial;
    private final String label;
    private final String uri;
    private final Path module;
    private final char[] pin;
    private final char[] initialPin;
    private final Optional<char[]> soPin;
    private final Optional<char[]> signaturePin;
    private final List<X509Certificate> chain;
    private final List<X509Certificate> others;
    private final URI authority;

    /** @param answer what the process says of the token */
    private ProcessToken(Map<?, ?> answer, Fixture fixture) throws IOException, CertificateException {
        this.fixture = fixture;
        server = new Control(Path.of(text(answer, "socket")));
        serial = text(answer, "serial");
        label = text(answer, "label");
        uri = text(answer, "uri");
        module = Path.of(text(answer, "module"));
        pin = secret(text(answer, "pin"));
        initialPin = secret(text(answer, "initialPin"));
        soPin = optionalSecret(answer, "soPin");
        signaturePin = optionalSecret(answer, "signaturePin");
        List<X509Certificate> certificates = new ArrayList<>();
        for (String kind : List.of("certificate", "authorities")) {
            if (answer.get(kind) instanceof String file) {
                certificates.addAll(certificates(Path.of(file)));
            }
        }
        chain = List.copyOf(certificates);
        others = answer.get("otherCertificates") instanceof String file ? certificates(Path.of(file)) : List.of();
        authority = URI.create(text(answer, "authority"));
    }

    static ProcessToken of(Map<?, ?> answer, Fixture fixture) {
        try {
            return new ProcessToken(answer, fixture);
        } catch (IOException e) {
            throw new UncheckedIOException("What the emulator wrote of a token cannot be read", e);
        } catch (CertificateException e) {
            throw new IllegalStateException("A certificate of the token cannot be read", e);
        }
    }

    /** @throws IllegalStateException when there is no such text */
    static String text(Map<?, ?> answer, String name) {
        if (answer.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalStateException(
                "the emulator says nothing of the token's " + name + ": it is of another version");
    }

    private static Optional<char[]> optionalSecret(Map<?, ?> answer, String name) throws IOException {
        return answer.get(name) instanceof String file ? Optional.of(secret(file)) : Optional.empty();
    }

    private static char[] secret(String file) throws IOException {
        CharBuffer chars = StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(Files.readAllBytes(Path.of(file))));
        return Arrays.copyOf(chars.array(), chars.limit());
    }

    private static List<X509Certificate> certificates(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    @Override
    public String serial() {
        return serial;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public char[] pin() {
        return pin.clone();
    }

    @Override
    public char[] initialPin() {
        return initialPin.clone();
    }

    @Override
    public Optional<char[]> soPin() {
        return soPin.map(char[]::clone);
    }

    @Override
    public Optional<char[]> signaturePin() {
        return signaturePin.map(char[]::clone);
    }

    @Override
    public List<X509Certificate> certificateChain() {
        return chain;
    }

    @Override
    public List<X509Certificate> certificates() {
        return Stream.concat(chain.stream().limit(1), others.stream()).toList();
    }

    @Override
    public URI authorityUrl() {
        return authority;
    }

    @Override
    public void hold() {
        change(Map.of("change", "hold"));
    }

    @Override
    public void release() {
        change(Map.of("change", "release"));
    }

    @Override
    public void revoke(String reason) {
        change(Map.of("change", "revoke", "reason", reason));
    }

    private void change(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("serial", certificate().getSerialNumber().toString(16));
        server.ask("certificate", null, all);
    }

    @Override
    public void injectIntoAuthority(String... faults) {
        server.ask("authority-fault", null, Map.of("faults", String.join(" ", faults)));
    }

    @Override
    public void clearAuthorityFaults() {
        server.ask("authority-fault", null, Map.of("clear", "true"));
    }

    @Override
    public Path modulePath() {
        return module;
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public long slot() {
        if (status().get("slot") instanceof Long slot) {
            return slot;
        }
        throw new IllegalStateException(this + " is in no slot");
    }

    @Override
    public boolean isInserted() {
        return Boolean.TRUE.equals(status().get("inserted"));
    }

    @Override
    public void insert() {
        server.ask("insert", serial, Map.of());
    }

    @Override
    public void remove() {
        server.ask("remove", serial, Map.of());
    }

    @Override
    public int triesLeft() {
        if (status().get("userPin") instanceof Map<?, ?> user && user.get("triesLeft") instanceof Long tries) {
            return tries.intValue();
        }
        throw new IllegalStateException("the emulator says nothing of the PIN: it is of another version");
    }

    /** How the token stands now. */
    private Map<?, ?> status() {
        if (server.ask("status", serial, Map.of()).get("tokens") instanceof List<?> tokens
                && !tokens.isEmpty()
                && tokens.get(0) instanceof Map<?, ?> status) {
            return status;
        }
        throw new IllegalStateException("the emulator says nothing of the token: it is of another version");
    }

    @Override
    public void resetTries() {
        server.ask("reset-tries", serial, Map.of());
    }

    @Override
    public void inject(String... faults) {
        server.ask("fault", serial, Map.of("faults", String.join(" ", faults)));
    }

    @Override
    public List<String> faults() {
        return server.ask("fault", serial, Map.of()).get("faults") instanceof List<?> waiting
                ? waiting.stream().map(String::valueOf).toList()
                : List.of();
    }

    @Override
    public void clearFaults() {
        server.ask("fault", serial, Map.of("clear", "true"));
    }

    @Override
    public String trace() {
        return fixture.trace();
    }

    @Override
    public String toString() {
        return "Token[" + serial + "]";
    }
}
