package org.tokentwin.emulator.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.authority.AuthoritySite;
import org.tokentwin.emulator.control.AuthorityFaultVerb;
import org.tokentwin.emulator.control.ServedTokens;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.issuer.TestAuthority;
import org.tokentwin.emulator.module.SharedLibrary;
import org.tokentwin.emulator.profile.TokenProfile;
import org.tokentwin.emulator.trace.Trace.Listening;
import org.tokentwin.emulator.uri.TokenUri;

/** What one test has: slots with its tokens, a server for them, a library that asks no other, and a transcript, in a directory. */
final class TestFixture implements AutoCloseable {
    private final String name;
    private final RunDirectory directory;
    private final Path library;
    private final Path transcript;
    private final Emulator emulator;
    private final ServedTokens served;
    private final Listening tracing;
    private final TokenServer.Listening server;
    private final AuthoritySite authority;

    @GuardedBy("this")
    private final Map<String, EmulatedToken> tokens = new LinkedHashMap<>();

    private TestFixture(
            String name,
            RunDirectory directory,
            TokenProfile profile,
            AuthoritySite authority,
            TokenServer servers,
            Consumer<String> notices) {
        this.name = name;
        this.authority = authority;
        this.directory = directory;
        transcript = directory.path().resolve("trace.txt");
        emulator = Emulator.of(profile);
        Version version = emulator.cryptokiVersion();
        library = ModuleCommand.install(
                directory.path(),
                SharedLibrary.fileName(version),
                directory.socket().path(),
                version);
        served = new ServedTokens(emulator, Map.of());
        tracing = TraceFile.begin(transcript, emulator, notices);
        server = servers.listen(
                directory.socket(),
                served,
                List.of(new AuthorityFaultVerb(authority.faults()), new CertificateVerb(authority.authority())),
                notices);
    }

    /**
     * Slots without a token.
     *
     * @param directory deleted with the fixture
     * @param authority which issues its tokens' e-Certs; closed with it
     */
    static TestFixture open(
            String name,
            RunDirectory directory,
            TokenProfile profile,
            AuthoritySite authority,
            TokenServer servers,
            Consumer<String> notices) {
        try {
            return new TestFixture(name, directory, profile, authority, servers, notices);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** Issues its tokens' e-Certs, and serves their status. */
    TestAuthority authority() {
        return authority.authority();
    }

    /**
     * Puts a token into the first empty slot; it is the fixture's from now on.
     *
     * @throws org.tokentwin.emulator.control.RefusedException when it does not go with those that are there
     */
    synchronized TestToken add(EmulatedToken token) {
        String serial = token.serial();
        served.add(serial, token);
        tokens.put(serial, token);
        List<X509Certificate> chain = token.certificateChain();
        return new TestToken(
                name,
                token.label(),
                serial,
                TokenUri.of(token),
                server.socket().path().toString(),
                library.toString(),
                transcript.toString(),
                authority.address().toString(),
                secret(serial + ".pin", token.pin()),
                secret(serial + ".initial-pin", token.initialPin()),
                token.soPin().map(pin -> secret(serial + ".so-pin", pin)).orElse(null),
                token.signaturePin()
                        .map(pin -> secret(serial + ".signature-pin", pin))
                        .orElse(null),
                certificates(serial + "-cert.pem", chain.stream().limit(1).toList())
                        .orElse(null),
                certificates(serial + "-others.pem", token.issued().others()).orElse(null),
                certificates(serial + "-ca.pem", chain.stream().skip(1).toList())
                        .orElse(null));
    }

    private String secret(String file, char[] pin) {
        return directory.secret(file, pin).toString();
    }

    private Optional<String> certificates(String file, List<X509Certificate> certificates) {
        return certificates.isEmpty()
                ? Optional.empty()
                : Optional.of(directory.certificates(file, certificates).toString());
    }

    @Override
    public synchronized void close() {
        server.close();
        authority.close();
        tracing.close();
        emulator.close();
        tokens.values().forEach(EmulatedToken::close);
        directory.close();
    }
}
