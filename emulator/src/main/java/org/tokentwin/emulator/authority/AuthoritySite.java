package org.tokentwin.emulator.authority;

import org.tokentwin.emulator.issuer.AuthorityAddress;
import org.tokentwin.emulator.issuer.TestAuthority;

/** Where a server answers for one of several authorities. Closing it ends that, and nothing else. */
public final class AuthoritySite implements AutoCloseable {
    private final TestAuthority authority;
    private final ServiceFaults faults;
    private final Runnable end;

    AuthoritySite(TestAuthority authority, ServiceFaults faults, Runnable end) {
        this.authority = authority;
        this.faults = faults;
        this.end = end;
    }

    /** The authority, whose e-Certs say where it answers. */
    public TestAuthority authority() {
        return authority;
    }

    /** Where it answers. */
    public AuthorityAddress address() {
        return authority.address().orElseThrow();
    }

    /** What goes wrong with its answers. */
    public ServiceFaults faults() {
        return faults;
    }

    @Override
    public void close() {
        end.run();
    }
}
