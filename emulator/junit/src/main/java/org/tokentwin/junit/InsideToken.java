package org.tokentwin.junit;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.token.PinReference;
import org.tokentwin.emulator.fault.Fault;
import org.tokentwin.emulator.uri.TokenUri;

/** A token of an emulator in this JVM. Loaded only where the JVM can run it. */
final class InsideToken implements Token {
    private final Fixture fixture;
    private final Emulator emulator;
    private final EmulatedToken token;

    InsideToken(Fixture fixture, Emulator emulator, EmulatedToken token) {
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
    public List<X509Certificate> certificateChain() {
        return token.certificateChain();
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
