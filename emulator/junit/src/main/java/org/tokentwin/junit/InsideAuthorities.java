package org.tokentwin.junit;

import java.time.InstantSource;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.tokentwin.emulator.authority.AuthoritySite;
import org.tokentwin.emulator.authority.TestAuthorities;
import org.tokentwin.emulator.issuer.TestAuthority;

/** The authorities of all fixtures in this JVM, which share one server. In the store of the suite, it is closed with that. */
@SuppressWarnings("deprecation") // JUnit before 5.13 closes nothing else; those after it close what is AutoCloseable
final class InsideAuthorities implements CloseableResource, AutoCloseable {
    private final TestAuthorities authorities =
            new TestAuthorities(() -> TestAuthority.bundled(InstantSource.system()));

    AuthoritySite open() {
        return authorities.open();
    }

    @Override
    public void close() {
        authorities.close();
    }
}
