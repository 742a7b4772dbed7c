package org.tokentwin.emulator;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tokentwin.emulator.card.CardReader;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiSource;
import org.tokentwin.emulator.cryptoki.PinPad;
import org.tokentwin.emulator.cryptoki.Program;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.cryptoki.application.CryptokiApplication;
import org.tokentwin.emulator.cryptoki.application.SlotBoard;
import org.tokentwin.emulator.module.Pkcs11Module;
import org.tokentwin.emulator.profile.MajorMinor;
import org.tokentwin.emulator.profile.ProfileException;
import org.tokentwin.emulator.profile.TokenProfile;
import org.tokentwin.emulator.trace.Trace;
import org.tokentwin.emulator.trace.Trace.Listening;
import org.tokentwin.emulator.trace.TraceEvent;

/**
 * Slots that tokens are put into and taken out of, and a loadable PKCS#11 module in front of them. Several live side by
 * side in one JVM. Safe for use by many threads.
 *
 * <pre>{@code
 * try (Emulator emulator = Emulator.with(EmulatedToken.issue())) {
 *     Provider provider = Security.getProvider("SunPKCS11")
 *             .configure("--name=Twin\nlibrary=" + emulator.modulePath());
 * }
 * }</pre>
 */
public final class Emulator implements AutoCloseable {
    private final TokenProfile profile;
    private final SlotBoard board;
    private final Trace trace = new Trace();
    private final AtomicInteger numbers = new AtomicInteger();

    @GuardedBy("this")
    private final List<Optional<EmulatedToken>> slots;

    @GuardedBy("this")
    private final List<Pkcs11Module> moreModules = new ArrayList<>();

    @GuardedBy("this")
    private Optional<Pkcs11Module> module = Optional.empty();

    @GuardedBy("this")
    private boolean closed;

    private Emulator(TokenProfile profile) {
        this.profile = profile;
        board = board(profile);
        slots = new ArrayList<>(Collections.nCopies(board.readers().size(), Optional.empty()));
    }

    private static SlotBoard board(TokenProfile profile) {
        try {
            return SlotBoard.of(profile);
        } catch (IllegalArgumentException e) {
            throw new ProfileException("The profile " + profile.name() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Empty slots, as many as the profile says; the profile is what the module reports of itself.
     *
     * @throws ProfileException when the profile has a mechanism that this module does not compute
     */
    public static Emulator of(TokenProfile profile) {
        return new Emulator(profile);
    }

    /**
     * Slots as the first token's profile has them, or as the default profile has them if there is no token, with
     * these tokens in the first ones.
     *
     * @throws IllegalStateException when there are more tokens than slots
     * @throws IllegalArgumentException when they are of different profiles
     */
    public static Emulator with(EmulatedToken... inserted) {
        Emulator emulator = of(inserted.length == 0 ? TokenProfile.ofDefault() : inserted[0].profile());
        Arrays.stream(inserted).forEach(emulator::insert);
        return emulator;
    }

    /** The model of its tokens. */
    public TokenProfile profile() {
        return profile;
    }

    /**
     * Puts a token into the first empty slot.
     *
     * @return the slot's id
     * @throws IllegalStateException when the token is in this emulator already, no slot is empty, or the emulator is
     *     closed
     * @throws IllegalArgumentException when the token is of another profile: a module reports all its tokens as one
     *     model's
     */
    public synchronized long insert(EmulatedToken token) {
        requireInsertable(token);
        int slot = slots.indexOf(Optional.<EmulatedToken>empty());
        if (slot < 0) {
            throw new IllegalStateException("Each of the " + slots.size() + " slots holds a token; remove one first");
        }
        put(token, slot);
        return slot;
    }

    /**
     * Puts a token into a slot, as one is that is plugged into another socket than the first.
     *
     * @throws IllegalStateException when the token is in this emulator already, the slot holds another one, or the emulator is closed
     * @throws IllegalArgumentException when there is no such slot, or the token is of another profile
     */
    public synchronized void insert(EmulatedToken token, long slot) {
        requireInsertable(token);
        if (slot < 0 || slot >= slots.size()) {
            throw new IllegalArgumentException(
                    "there is no slot " + slot + "; the slots are 0 to " + (slots.size() - 1));
        }
        if (slots.get((int) slot).isPresent()) {
            throw new IllegalStateException("slot " + slot + " holds a token already; remove that one first");
        }
        put(token, (int) slot);
    }

    @GuardedBy("this")
    private void requireInsertable(EmulatedToken token) {
        requireOpen();
        if (!Objects.equals(token.profile(), profile)) { // the same object in most cases
            throw new IllegalArgumentException(token + " is of another profile than this emulator, " + profile.name()
                    + "; it needs another emulator");
        }
        if (tokens().contains(token)) {
            throw new IllegalStateException(token + " is in a slot already");
        }
    }

    @GuardedBy("this")
    private void put(EmulatedToken token, int slot) {
        board.clock(slot, token.faults()::time);
        board.readers().get(slot).insert(trace.of(token.faults()));
        slots.set(slot, Optional.of(token));
        token.faults().onRemoval(() -> removeIfInserted(token));
    }

    /**
     * Takes a token out. Its sessions are gone with it; it may be inserted again, here or elsewhere.
     *
     * @throws IllegalStateException when it is in no slot
     */
    public synchronized void remove(EmulatedToken token) {
        int slot = (int) slotOf(token);
        board.readers().get(slot).remove();
        slots.set(slot, Optional.empty());
    }

    private synchronized void removeIfInserted(EmulatedToken token) {
        if (tokens().contains(token)) {
            remove(token);
        }
    }

    /**
     * The id of the slot that holds a token.
     *
     * @throws IllegalStateException when it is in none
     */
    public synchronized long slotOf(EmulatedToken token) {
        int slot = slots.indexOf(Optional.of(token));
        if (slot < 0) {
            throw new IllegalStateException(token + " is in no slot of this emulator");
        }
        return slot;
    }

    /**
     * The reader of a slot, which sees tokens come and go.
     *
     * @throws IllegalArgumentException when there is no such slot
     */
    public CardReader reader(long slot) {
        if (slot < 0 || slot >= board.readers().size()) {
            throw new IllegalArgumentException("there is no slot " + slot);
        }
        return board.readers().get((int) slot);
    }

    /** The tokens in the slots, in the slots' order. */
    public synchronized List<EmulatedToken> tokens() {
        return slots.stream().flatMap(Optional::stream).toList();
    }

    /**
     * A shared library to be loaded in this JVM as a PKCS#11 module; every user of it is one PKCS#11 application. It is
     * there until the emulator is closed.
     *
     * @throws IllegalStateException when the emulator is closed
     */
    public synchronized Path modulePath() {
        requireOpen();
        if (module.isEmpty()) {
            module = Optional.of(Pkcs11Module.open(connect(Program.ofThisProcess()), cryptokiVersion()));
        }
        return module.get().path();
    }

    /**
     * One more PKCS#11 application on the same slots, as a separate shared library; there until the emulator is closed.
     *
     * @throws IllegalStateException when the emulator is closed
     */
    public synchronized Path newModule() {
        requireOpen();
        Pkcs11Module more = Pkcs11Module.open(connect(Program.ofThisProcess()), cryptokiVersion());
        moreModules.add(more);
        return more.path();
    }

    /** What the tokens of this process compute with: the cryptographic providers' names and versions. */
    public static String cryptography() {
        return JcardsimCard.cryptography();
    }

    /** One more PKCS#11 application on the same slots, without the detour through a shared library. */
    public Cryptoki newApplication() {
        return newApplication(Program.ofThisProcess());
    }

    /** Likewise, for another program than this. */
    public Cryptoki newApplication(Program program) {
        int number = numbers.incrementAndGet();
        return trace.of(CryptokiApplication.on(board, program, number), number);
    }

    /** Likewise, for a caller that asks for it before each call, which is quicker while nobody listens. */
    public CryptokiSource connect(Program program) {
        int number = numbers.incrementAndGet();
        return trace.sourceOf(CryptokiApplication.on(board, program, number), number);
    }

    /** Returns the applications between {@code C_Initialize} and {@code C_Finalize}, in the order in which they came. */
    public List<ConnectedApplication> applications() {
        return board.applications().stream().map(ConnectedApplication::of).toList();
    }

    /**
     * Ends an application: its sessions and logins are gone, and its next call returns {@code CKR_CRYPTOKI_NOT_INITIALIZED}.
     *
     * @param number of a {@link ConnectedApplication}
     * @throws IllegalArgumentException when there is none
     */
    public void endApplication(int number) {
        board.applications().stream()
                .filter(each -> each.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no application " + number))
                .end();
    }

    /**
     * Says where users enter the PINs that applications do not give: the protected authentication path of the tokens whose profile has one. Until
     * then nobody can be asked, and a call without a PIN returns {@code CKR_FUNCTION_FAILED}.
     */
    public void askAt(PinPad pinPad) {
        board.pinPad(pinPad);
    }

    /**
     * Tells the listener of each call of every application, and of what it makes the cards do, until the answer is closed.
     *
     * <pre>{@code
     * try (Listening _ = emulator.trace(event -> transcript.add(event))) {
     *     ...
     * }
     * }</pre>
     *
     * @param listener called on the threads that make the calls, maybe several at a time; while there is none, nothing is written down
     */
    public Listening trace(Consumer<TraceEvent> listener) {
        return trace.listen(listener);
    }

    /** Returns how many transcripts are being taken. */
    public int transcripts() {
        return trace.listeners();
    }

    /**
     * The sessions that all applications have open with a token.
     *
     * @throws IllegalStateException when it is in no slot
     */
    public int sessionsOf(EmulatedToken token) {
        return board.sessions(slotOf(token));
    }

    /**
     * Takes all tokens out and closes the module: a later call gets {@code CKR_CRYPTOKI_NOT_INITIALIZED}. A
     * second call does nothing.
     */
    @Override
    public void close() {
        empty().forEach(Pkcs11Module::close); // which waits for its callers, and one may wait for this object
    }

    private synchronized List<Pkcs11Module> empty() {
        if (closed) {
            return List.of();
        }
        closed = true;
        tokens().forEach(this::remove);
        return Stream.concat(module.stream(), moreModules.stream()).toList();
    }

    /** Returns the version of PKCS#11 that the tokens' library is of. */
    public Version cryptokiVersion() {
        MajorMinor version = profile.library().cryptokiVersion();
        return new Version(version.major(), version.minor());
    }

    @GuardedBy("this")
    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The emulator is closed");
        }
    }
}
