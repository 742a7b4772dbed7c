package org.tokentwin.benchmark.authority;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.InstantSource;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.tokentwin.emulator.authority.AuthorityServer;
import org.tokentwin.emulator.authority.ServiceFault;
import org.tokentwin.emulator.issuer.Credential;
import org.tokentwin.emulator.issuer.KeySource;
import org.tokentwin.emulator.issuer.KeyType;
import org.tokentwin.emulator.issuer.PersonalSubscriber;
import org.tokentwin.emulator.issuer.TestAuthority;

/** An authority in this process that has issued one e-Cert. */
@State(Scope.Benchmark)
public class ServedAuthority {
    private static final int ENTRIES = 100_000;

    private AuthorityServer server;
    private TestAuthority authority;
    private Credential ecert;

    @Setup
    public void serve() throws IOException {
        server = AuthorityServer.bind(0);
        authority = TestAuthority.bundled(InstantSource.system()).at(server.address());
        server.serve(authority);
        server.faults().inject(ServiceFault.parse("entries=" + ENTRIES + "@crl:always"));
        ecert = authority.issue(PersonalSubscriber.named("CHAN TAI MAN"), KeyType.RSA_2048, KeySource.TEST_KEYS, 3);
    }

    @TearDown
    public void close() {
        server.close();
    }

    Credential ecert() {
        return ecert;
    }

    /** Suspends the e-Cert or releases it, so that no list and no answer from before counts any more. */
    void change() {
        boolean listed = authority
                .register()
                .find(ecert.certificate().getSerialNumber())
                .flatMap(certificate -> certificate.revocation())
                .isPresent();
        if (listed) {
            authority.release(ecert.certificate());
        } else {
            authority.hold(ecert.certificate());
        }
    }

    byte[] get(String path) throws IOException {
        try (InputStream in = connection(path).getInputStream()) {
            return in.readAllBytes();
        }
    }

    byte[] post(String path, String type, byte[] body) throws IOException {
        HttpURLConnection connection = connection(path);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", type);
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        try (InputStream in = connection.getInputStream()) {
            return in.readAllBytes();
        }
    }

    /** The JDK keeps the connection for the next request. */
    private HttpURLConnection connection(String path) throws IOException {
        return (HttpURLConnection) URI.create(server.address() + path).toURL().openConnection();
    }
}
