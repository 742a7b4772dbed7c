package org.tokentwin.emulator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.control.RefusedException;
import org.tokentwin.emulator.control.RefusedException.Reason;

/** Fixtures that tests have at the same time, each in a directory. Safe for use by many threads. */
final class Testbed implements AutoCloseable {
    private final RunDirectory directory;
    private final TokenServer servers;
    private final Consumer<String> notices;
    private final Map<String, TestFixture> fixtures = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    /**
     * @param directory where the fixtures' directories are made
     * @param servers makes each fixture's server
     */
    Testbed(RunDirectory directory, TokenServer servers, Consumer<String> notices) {
        this.directory = directory;
        this.servers = servers;
        this.notices = notices;
    }

    /**
     * Puts a token into a fixture; the token is the testbed's from now on.
     *
     * @param into a fixture that is there; empty for a new one
     * @throws RefusedException when there is no such fixture, or the token does not go with those in it
     */
    TestToken add(EmulatedToken token, Optional<String> into) {
        String name = into.orElseGet(() -> String.valueOf(count.incrementAndGet()));
        TestFixture fixture = into.isPresent() ? existing(name) : opened(name, token);
        try {
            return fixture.add(token);
        } catch (RuntimeException e) {
            if (into.isEmpty()) {
                discard(name);
            }
            throw e;
        }
    }

    private TestFixture opened(String name, EmulatedToken first) {
        TestFixture fixture = TestFixture.open(name, directory.subdirectory(name), first.profile(), servers, notices);
        fixtures.put(name, fixture);
        return fixture;
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
    }
}
