package org.tokentwin.emulator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.authority.AuthoritySite;
import org.tokentwin.emulator.authority.TestAuthorities;
import org.tokentwin.emulator.control.RefusedException;
import org.tokentwin.emulator.control.RefusedException.Reason;
import org.tokentwin.emulator.issuer.TestAuthority;

/** Fixtures that tests have at the same time, each in a directory. Safe for use by many threads. */
final class Testbed implements AutoCloseable {
    private final RunDirectory directory;
    private final TokenServer servers;
    private final TestAuthorities authorities;
    private final Consumer<String> notices;
    private final Map<String, TestFixture> fixtures = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    /**
     * @param directory where the fixtures' directories are made
     * @param servers makes each fixture's server
     * @param authorities gives each fixture its authority; closed with the testbed
     */
    Testbed(RunDirectory directory, TokenServer servers, TestAuthorities authorities, Consumer<String> notices) {
        this.directory = directory;
        this.servers = servers;
        this.authorities = authorities;
        this.notices = notices;
    }

    /**
     * Issues a token into a fixture.
     *
     * @param issuing takes the authority of the fixture; the token is the testbed's from now on
     * @param into a fixture that is there; empty for a new one
     * @throws RefusedException when there is no such fixture, or the token does not go with those in it
     */
    TestToken issue(Function<TestAuthority, EmulatedToken> issuing, Optional<String> into) {
        return into.isPresent() ? issueInto(existing(into.get()), issuing) : issueAlone(issuing);
    }

    private static TestToken issueInto(TestFixture fixture, Function<TestAuthority, EmulatedToken> issuing) {
        EmulatedToken token = issuing.apply(fixture.authority());
        try {
            return fixture.add(token);
        } catch (RuntimeException e) {
            token.close();
            throw e;
        }
    }

    private TestToken issueAlone(Function<TestAuthority, EmulatedToken> issuing) {
        String name = String.valueOf(count.incrementAndGet());
        AuthoritySite site = authorities.open();
        EmulatedToken token;
        try {
            token = issuing.apply(site.authority());
        } catch (RuntimeException e) {
            site.close();
            throw e;
        }
        try {
            fixtures.put(
                    name,
                    TestFixture.open(name, directory.subdirectory(name), token.profile(), site, servers, notices));
            return existing(name).add(token);
        } catch (RuntimeException e) {
            Optional.ofNullable(fixtures.remove(name)).ifPresentOrElse(TestFixture::close, site::close);
            token.close();
            throw e;
        }
    }

    private TestFixture existing(String name) {
        return Optional.ofNullable(fixtures.get(name)).orElseThrow(() -> noFixture(name));
    }

    /**
     * Ends a fixture: its server, its tokens, its directory.
     *
     * @throws RefusedException when there is no such fixture
     */
    void discard(String name) {
        TestFixture fixture = fixtures.remove(name);
        if (fixture == null) {
            throw noFixture(name);
        }
        fixture.close();
    }

    private RefusedException noFixture(String name) {
        List<String> names = new ArrayList<>(fixtures.keySet());
        return new RefusedException(
                Reason.NO_TOKEN,
                "the testbed has no fixture " + name,
                "It has " + (names.isEmpty() ? "none" : String.join(", ", names)) + ".");
    }

    @Override
    public void close() {
        List.copyOf(fixtures.keySet()).forEach(this::discard);
        authorities.close();
    }
}
