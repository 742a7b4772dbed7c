package org.tokentwin.emulator.authority;

import org.tokentwin.emulator.issuer.AuthorityAddress;
import org.tokentwin.emulator.issuer.TestAuthority;

/** The part of a server that serves one of several authorities. Closing it ends that, and nothing else. */
public final class AuthoritySite implements AutoCloseable {
    private final TestAuthority authority;
    private final ServiceFaults faults;
    private final Runnable end;

    AuthoritySite(TestAuthority authority, ServiceFaults faults, Runnable end) {
        this.authority = authority;
        this.faults = faults;
        this.end = end;
    }

    /** The authority, whose e-Certs name its address. */
    public TestAuthority authority() {
        return authority;
    }

    /** Its address. */
    public AuthorityAddress address() {
        return authority.address().orElseThrow();
    }

    /** What goes wrong with its responses. */
    public ServiceFaults faults() {
        return faults;
    }

    @Override
    public void close() {
        end.run();
    }
}
