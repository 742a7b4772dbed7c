package org.tokentwin.junit;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.authority.AuthoritySite;
import org.tokentwin.emulator.authority.ServiceFault;
import org.tokentwin.emulator.fault.Fault;
import org.tokentwin.emulator.profile.TokenProfile;

/** An emulator in this JVM. Loaded only where the JVM can run it. */
final class InsideFixture implements Fixture {
    private static final int MOST_TRANSCRIPT = 1 << 20;

    @GuardedBy("this")
    private final List<InsideToken> tokens = new ArrayList<>();

    @GuardedBy("itself")
    private final StringBuilder transcript = new StringBuilder();

    private final AuthoritySite authority;

    @GuardedBy("this")
    private Optional<Emulator> emulator = Optional.empty();

    /** @param authority which issues the tokens' e-Certs; it ends with the fixture */
    InsideFixture(AuthoritySite authority) {
        this.authority = authority;
    }

    @Override
    public synchronized Token issue(Order order) {
        List<Fault> faults = order.faults().stream().map(Fault::parse).toList();
        EmulatedToken issued = InsideOrder.of(order, authority.authority()).issue();
        try {
            Emulator holding = emulator.orElseGet(() -> begin(issued.profile()));
            holding.insert(issued);
            faults.forEach(issued.faults()::inject);
            order.authorityFaults().stream().map(ServiceFault::parse).toList().forEach(authority.faults()::inject);
            InsideToken token = new InsideToken(this, holding, issued, authority);
            tokens.add(token);
            return token;
        } catch (RuntimeException e) {
            issued.close();
            throw e;
        }
    }

    @GuardedBy("this")
    private Emulator begin(TokenProfile profile) {
        Emulator begun = Emulator.of(profile);
        begun.trace(event -> append(event.text()));
        emulator = Optional.of(begun);
        return begun;
    }

    private void append(String text) {
        synchronized (transcript) {
            transcript.append(text);
            if (transcript.length() > 2 * MOST_TRANSCRIPT) {
                transcript.delete(0, transcript.length() - MOST_TRANSCRIPT);
            }
        }
    }

    @Override
    public synchronized Emulator emulator() {
        return emulator.orElseGet(() -> begin(TokenProfile.ofDefault()));
    }

    @Override
    public EmulatedToken emulated(Token token) {
        return ((InsideToken) token).emulated();
    }

    @Override
    public String trace() {
        synchronized (transcript) {
            return transcript.substring(Math.max(0, transcript.length() - MOST_TRANSCRIPT));
        }
    }

    @Override
    public synchronized void close() {
        authority.close();
        emulator.ifPresent(Emulator::close);
        tokens.forEach(token -> token.emulated().close());
    }
}
