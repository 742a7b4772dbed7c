package org.tokentwin.junit;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CRLReason;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.authority.AuthoritySite;
import org.tokentwin.emulator.authority.ServiceFault;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.fault.Fault;
import org.tokentwin.emulator.issuer.RevocationReason;
import org.tokentwin.emulator.issuer.TestAuthority;
import org.tokentwin.emulator.uri.TokenUri;

/** A token of an emulator in this JVM. Loaded only where the JVM can run it. */
final class InsideToken implements Token {
    private final Fixture fixture;
    private final Emulator emulator;
    private final EmulatedToken token;
    private final AuthoritySite authority;

    InsideToken(Fixture fixture, Emulator emulator, EmulatedToken token, AuthoritySite authority) {
        this.authority = authority;
        this.fixture = fixture;
        this.emulator = emulator;
        this.token = token;
    }

    EmulatedToken emulated() {
        return token;
    }

    @Override
    public String serial() {
        return token.serial();
    }

    @Override
    public String label() {
        return token.label();
    }

    @Override
    public char[] pin() {
        return token.pin();
    }

    @Override
    public char[] initialPin() {
        return token.initialPin();
    }

    @Override
    public Optional<char[]> soPin() {
        return token.soPin();
    }

    @Override
    public Optional<char[]> signaturePin() {
        return token.signaturePin();
    }

    @Override
    public List<X509Certificate> certificateChain() {
        return token.certificateChain();
    }

    @Override
    public List<X509Certificate> certificates() {
        return token.certificates();
    }

    @Override
    public URI authorityUrl() {
        return authority.address().base();
    }

    @Override
    public void hold() {
        change(TestAuthority::hold);
    }

    @Override
    public void release() {
        change(TestAuthority::release);
    }

    @Override
    public void revoke(String reason) {
        CRLReason why = RevocationReason.parse(reason).reason();
        change((issuing, certificate) -> issuing.revoke(certificate, why));
    }

    private void change(BiConsumer<TestAuthority, X509Certificate> change) {
        TestAuthority issuing = authority.authority();
        X509Certificate certificate = certificate();
        if (issuing.register().find(certificate.getSerialNumber()).isEmpty()) {
            throw new IllegalStateException("the authority has issued no certificate "
                    + certificate.getSerialNumber().toString(16));
        }
        change.accept(issuing, certificate);
    }

    @Override
    public void injectIntoAuthority(String... faults) {
        Stream.of(faults).map(ServiceFault::parse).toList().forEach(authority.faults()::inject);
    }

    @Override
    public void clearAuthorityFaults() {
        authority.faults().clear();
    }

    @Override
    public Path modulePath() {
        return emulator.modulePath();
    }

    @Override
    public String uri() {
        return TokenUri.of(token);
    }

    @Override
    public long slot() {
        return emulator.slotOf(token);
    }

    @Override
    public boolean isInserted() {
        return emulator.tokens().contains(token);
    }

    @Override
    public void insert() {
        emulator.insert(token);
    }

    @Override
    public void remove() {
        emulator.remove(token);
    }

    @Override
    public int triesLeft() {
        return token.pinStatus(PinReference.USER).triesLeft();
    }

    @Override
    public void resetTries() {
        token.resetTries();
    }

    @Override
    public void inject(String... faults) {
        Stream.of(faults).map(Fault::parse).toList().forEach(token.faults()::inject);
    }

    @Override
    public List<String> faults() {
        return token.faults().faults().stream().map(Fault::toString).toList();
    }

    @Override
    public void clearFaults() {
        token.faults().clear();
    }

    @Override
    public String trace() {
        return fixture.trace();
    }

    @Override
    public String toString() {
        return "Token[" + serial() + "]";
    }
}
