package org.tokentwin.conformance;

import static org.tokentwin.conformance.Returns.assertOk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_C_INITIALIZE_ARGS;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tokentwin.client.pkcs11.LoadedModule;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.conformance.call.CallChain;
import org.tokentwin.conformance.call.CallStep;
import org.tokentwin.conformance.call.FlightRecorder;
import org.tokentwin.conformance.call.Transcript;
import org.tokentwin.conformance.guard.DescriptorNumbers;
import org.tokentwin.conformance.guard.EffectGuard;
import org.tokentwin.conformance.guard.KnownPins;
import org.tokentwin.conformance.guard.Lifeline;
import org.tokentwin.conformance.guard.OwnObjects;
import org.tokentwin.conformance.guard.TryBudget;
import org.tokentwin.conformance.guard.TryCounter;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.conformance.raw.RawModule;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Constants.Category;

/**
 * The token as a case sees it: the module, initialised, through the IAIK wrapper's own names for the C_ functions, and short
 * words for what nearly every case does first.
 */
public final class TokenUnderTest implements AutoCloseable {
    private static final int MOST_HANDLES = 1000;
    private static final long SO_TRIES_SPENT = PKCS11Constants.CKF_SO_PIN_COUNT_LOW
            | PKCS11Constants.CKF_SO_PIN_FINAL_TRY
            | PKCS11Constants.CKF_SO_PIN_LOCKED;
    private static final String NEW_PIN = "T1!wnToken";

    private final PKCS11 raw;
    private final PKCS11 p11;
    private final KnownPins pins;
    private final OwnObjects objects;
    private final Transcript transcript;
    private final Optional<TryBudget> budget;
    private final TokenLease lease;
    private final Effect effect;
    private final long slot;
    private final TokenRules rules;

    @GuardedBy("this")
    private Optional<String> aftermath = Optional.empty();

    @GuardedBy("this")
    private boolean closed;

    private TokenUnderTest(PKCS11 raw, TokenLease lease, Effect effect, long slot, TokenRules rules) {
        this.raw = raw;
        this.lease = lease;
        this.effect = effect;
        this.slot = slot;
        this.rules = rules;
        pins = new KnownPins(lease.pin(), lease.soPin(), lease.journal());
        objects = new OwnObjects(raw);
        transcript = new Transcript(FlightRecorder.ofProcess());
        transcript.slot(slot);
        budget = lease.floor()
                .map(floor -> new TryBudget(
                        effect.covers(Effect.LOCKS) ? 0 : floor,
                        lease.pinTries(),
                        pins,
                        lease.keyPin(),
                        counter(),
                        lease::spoilt));
        p11 = CallChain.of(raw, steps(transcript, objects));
    }

    private TryCounter counter() {
        return new TryCounter(raw, lease.module(), slot);
    }

    /** What each call of an application takes. PINs and tries are the token's, for all users alike. */
    private List<CallStep> steps(CallStep record, OwnObjects own) {
        List<CallStep> steps = new ArrayList<>(List.of(record, new EffectGuard(effect, pins, own)));
        budget.ifPresent(steps::add);
        steps.add(pins);
        steps.add(own);
        return steps;
    }

    /**
     * Loads and initialises the lease's module.
     *
     * @param effect what the case may do
     * @throws NoTokenException when the module does not load or there is no token in the slot
     */
    static TokenUnderTest on(TokenLease lease, Effect effect) {
        boolean ready = false;
        try {
            PKCS11 p11 = living(lease.module());
            initialize(p11);
            long slot = slotOf(p11, lease);
            TokenUnderTest token = new TokenUnderTest(p11, lease, effect, slot, rulesOf(p11, slot, lease));
            if (effect.covers(Effect.SPENDS_TRIES)) {
                lease.endangered();
            }
            ready = true;
            return token;
        } catch (TokenException e) {
            throw new NoTokenException(e.getMessage() + " " + e.advice(), e);
        } catch (PKCS11Exception e) {
            throw new NoTokenException(
                    "The module " + lease.module() + " returns " + Returns.name(e.getErrorCode()), e);
        } finally {
            if (!ready) {
                lease.close();
            }
        }
    }

    /** Whatever this process calls, it calls no more when the run that started it is gone. */
    private static PKCS11 living(Path module) {
        return CallChain.of(LoadedModule.of(module).pkcs11(), List.of(Lifeline.ofProcess(), DescriptorNumbers.step()));
    }

    /** {@code C_Initialize} with {@code CKF_OS_LOCKING_OK}. */
    public static void initialize(PKCS11 p11) throws PKCS11Exception {
        CK_C_INITIALIZE_ARGS args = new CK_C_INITIALIZE_ARGS();
        args.flags = PKCS11Constants.CKF_OS_LOCKING_OK;
        p11.C_Initialize(args, true);
    }

    private static long slotOf(PKCS11 p11, TokenLease lease) throws PKCS11Exception {
        if (lease.slotId().isPresent()) {
            return lease.slotId().get();
        }
        long[] slots = p11.C_GetSlotList(true);
        if (slots.length == 0) {
            throw new NoTokenException("No token in any slot of " + lease.module() + ": plug it in");
        }
        return slots[0];
    }

    private static TokenRules rulesOf(PKCS11 p11, long slot, TokenLease lease) throws PKCS11Exception {
        return lease.rules().isPresent()
                ? lease.rules().get()
                : TokenRules.toldBy(p11.C_GetTokenInfo(slot), lease.pinTries());
    }

    /** The module's functions. Each call is recorded, and one that does more than the case declares is not sent. */
    public PKCS11 p11() {
        return p11;
    }

    public long slot() {
        return slot;
    }

    /**
     * The same module without the wrapper; the case is not run where a module gives each caller its own function list, as a p11-kit client does:
     * it would not be the initialised one.
     */
    public RawModule raw() {
        RawModule module = RawModule.of(lease.module());
        NotRun.unless(module.isShared(), "the module gives each caller of C_GetFunctionList a list of its own");
        RawModule guarded = module.behind(DescriptorNumbers.step()).behind(Lifeline.ofProcess());
        for (CallStep step : steps(transcript, objects).reversed()) {
            guarded = guarded.behind(step);
        }
        return guarded;
    }

    /** The module with a function that came with PKCS#11 3.x; the case does not apply where the module does not have it. */
    public RawModule rawWith(CryptokiFunction function) {
        RawModule module = raw();
        NotApplicable.unless(module.has(function), "the module does not have " + function);
        return module;
    }

    /** The module's file, for a separate process; the case is not run on a token that is in this process alone. */
    public Path moduleOfProcesses() {
        NotRun.unless(lease.floor().isPresent(), "another process does not see the token");
        return lease.module();
    }

    /** A second application on the same token; skips the case if the module allows only one. Closed before the case ends. */
    public OtherApplication otherApplication() throws PKCS11Exception {
        Path module =
                lease.otherModule().orElseThrow(() -> new NotRun("there is one application only in this process"));
        PKCS11 other = living(module);
        return new OtherApplication(
                CallChain.of(other, steps(transcript.of("second application"), objects.of(other))), slot);
    }

    /** What takes the token out and puts it back; the case is not run where nobody does. */
    public Insertion insertion() {
        return lease.insertion().orElseThrow(() -> new NotRun("nobody takes the token out"));
    }

    public TokenRules rules() {
        return rules;
    }

    /** The user PIN; the case is not run where none was given. */
    public char[] pin() {
        NotRun.unless(lease.pin().isPresent(), "no PIN was given");
        return lease.pin().orElseThrow();
    }

    /** The SO PIN; the case is not run if there is none. */
    public char[] soPin() {
        return lease.soPin().orElseThrow(() -> new NotRun("no SO PIN was given"));
    }

    /**
     * Before a wrong SO PIN, which only a case sends that may lock the token. On a token that is kept the case is not run where the token tells of an
     * earlier one, since that may have been the last but one.
     */
    public void requireSoTries() throws PKCS11Exception {
        soPin();
        boolean spent = (flags() & SO_TRIES_SPENT) != 0;
        NotRun.unless(
                lease.floor().isEmpty() || !spent, "a wrong SO PIN was given to the token before: no other was sent");
    }

    /** The case is not run on a token that is kept. */
    public void requireDisposable() {
        NotRun.unless(lease.floor().isEmpty(), "not on a token that is kept: it could not be put back");
    }

    /** What was called through {@link #p11}. */
    Transcript transcript() {
        return transcript;
    }

    /** After {@link #close}, why the token is not as it was before the case, and what to do; empty where it is. */
    synchronized Optional<String> aftermath() {
        return aftermath;
    }

    /** The case is not run where nobody says how many wrong PINs in a row lock the token. */
    public void requireKnownTries() {
        NotRun.unless(
                rules.tellsTries(), "nobody says how many wrong PINs lock the token: see --pin-tries and --profile");
    }

    /** The case is about the rules of the e-Cert Token's guide, and applies where a profile says that the token has them. */
    public void requireEToken() {
        NotApplicable.unless(rules.isOfEToken(), "nobody says that the token is an eToken: see --profile");
    }

    /** After a wrong PIN, {@code CKF_USER_PIN_COUNT_LOW} is set. A token of an unknown model may keep that to itself, PKCS#11 v2.40 section 3.2. */
    public void assertCountLow() throws PKCS11Exception {
        boolean told = tellsWrongPin();
        NotApplicable.unless(told || rules.isOfEToken(), "the token does not tell that a wrong PIN was given");
        if (!told) {
            throw new AssertionError("CKF_USER_PIN_COUNT_LOW is not set after a wrong PIN");
        }
    }

    /** Whether the token says that a wrong user PIN was given since the last right one. */
    public boolean tellsWrongPin() throws PKCS11Exception {
        return (flags() & PKCS11Constants.CKF_USER_PIN_COUNT_LOW) != 0;
    }

    /** A PIN that the token can be given: of a length that it takes, of all four classes where that is enough, and not the one that it has. */
    public String newPin() {
        int length = Math.max(rules.minPinLength(), Math.min(rules.maxPinLength(), NEW_PIN.length()));
        String pin = NEW_PIN.repeat(1 + length / NEW_PIN.length()).substring(0, length);
        return pin.equals(new String(pin())) ? 'V' + pin.substring(1) : pin;
    }

    /** A PIN of the right shape that is not the token's. */
    public char[] wrongPin() {
        char[] wrong = pin();
        wrong[0] = wrong[0] == 'Z' ? 'Y' : 'Z';
        return wrong;
    }

    public long openReadOnly() throws PKCS11Exception {
        return p11.C_OpenSession(slot, PKCS11Constants.CKF_SERIAL_SESSION, null, null);
    }

    public long openReadWrite() throws PKCS11Exception {
        return p11.C_OpenSession(slot, PKCS11Constants.CKF_SERIAL_SESSION | PKCS11Constants.CKF_RW_SESSION, null, null);
    }

    /** Opens a read-only session and logs the user in. */
    public long openReadOnlyUser() throws PKCS11Exception {
        long session = openReadOnly();
        login(session);
        return session;
    }

    /** Opens a read-write session and logs the user in. */
    public long openReadWriteUser() throws PKCS11Exception {
        long session = openReadWrite();
        login(session);
        return session;
    }

    public void login(long session) {
        assertOk(() -> login(session, pin()));
    }

    /** {@code C_Login} of the user with any PIN, which is wiped. */
    public void login(long session, char[] pin) throws PKCS11Exception {
        try {
            p11.C_Login(session, PKCS11Constants.CKU_USER, pin, true);
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    /** {@code C_SetPIN}. */
    public void setPin(long session, char[] oldPin, String newPin) throws PKCS11Exception {
        p11.C_SetPIN(session, oldPin, newPin.toCharArray(), true);
    }

    /** The token's flags, read anew. */
    public long flags() throws PKCS11Exception {
        return p11.C_GetTokenInfo(slot).flags;
    }

    /** Ends the case as not applicable unless the mechanism's {@code CK_MECHANISM_INFO} has the flag. */
    public void requireFlag(long mechanism, long flag) throws PKCS11Exception {
        boolean claimed = (mechanismInfo(mechanism).flags & flag) != 0;
        NotApplicable.unless(
                claimed, Ckm.name(mechanism) + " lacks " + PKCS11Constants.codeToName(Category.CKF_MECHANISM, flag));
    }

    /** {@code C_GetMechanismInfo} into zeros: some modules add to what they find in the structure, which the wrapper does not empty. */
    public CK_MECHANISM_INFO mechanismInfo(long mechanism) throws PKCS11Exception {
        if (!RawModule.of(lease.module()).isShared()) {
            return p11.C_GetMechanismInfo(slot, mechanism);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment place = new RawMemory(arena).block();
            raw().call(CryptokiFunction.C_GetMechanismInfo, slot, mechanism, place);
            CK_MECHANISM_INFO info = new CK_MECHANISM_INFO();
            info.ulMinKeySize = RawMemory.ulongAt(place);
            info.ulMaxKeySize = RawMemory.ulongAt(place.asSlice(RawMemory.ULONG_BYTES));
            info.flags = RawMemory.ulongAt(place.asSlice(2L * RawMemory.ULONG_BYTES));
            return info;
        }
    }

    /** Finds all objects that match. */
    public long[] find(long session, CK_ATTRIBUTE... template) throws PKCS11Exception {
        p11.C_FindObjectsInit(session, template, true);
        long[] found = p11.C_FindObjects(session, MOST_HANDLES);
        p11.C_FindObjectsFinal(session);
        return found;
    }

    /**
     * Asserts that a refused call left nothing behind.
     *
     * @param before the number of objects that were found before it
     */
    public void assertNothingLeft(long session, int before) throws PKCS11Exception {
        int now = find(session).length;
        if (now != before) {
            throw new AssertionError(
                    "the refused call changed the number of objects: %d before it, %d after it".formatted(before, now));
        }
    }

    /**
     * Finds the private keys of a type, in a session of the user: all of them, or those with the {@code CKA_ID} that was given for the run.
     *
     * @param keyType as {@code CKK_RSA}
     */
    public long[] privateKeys(long session, long keyType) throws PKCS11Exception {
        List<CK_ATTRIBUTE> template = new ArrayList<>(List.of(
                Attributes.ulong(PKCS11Constants.CKA_CLASS, PKCS11Constants.CKO_PRIVATE_KEY),
                Attributes.ulong(PKCS11Constants.CKA_KEY_TYPE, keyType)));
        lease.keyId()
                .map(HexFormat.of()::parseHex)
                .ifPresent(id -> template.add(Attributes.bytes(PKCS11Constants.CKA_ID, id)));
        return find(session, template.toArray(new CK_ATTRIBUTE[0]));
    }

    /** One-part signature. */
    public byte[] sign(long session, CK_MECHANISM mechanism, long key, byte[] data) throws PKCS11Exception {
        p11.C_SignInit(session, mechanism, key, true);
        return p11.C_Sign(session, data);
    }

    /** One-part verification; throws where the signature does not hold. */
    public void verify(long session, CK_MECHANISM mechanism, long key, byte[] data, byte[] signature)
            throws PKCS11Exception {
        p11.C_VerifyInit(session, mechanism, key, true);
        p11.C_Verify(session, data, signature);
    }

    /** Puts right what a run that was cut off left; returns why that was not possible, where it was not. */
    Optional<String> recover(PinRecord record, Optional<char[]> so) throws PKCS11Exception {
        Recovery recovery = new Recovery(
                raw, slot, record, counter(), lease.pinTries(), lease.floor().orElse(TargetOptions.DEFAULT_FLOOR));
        return recovery.run(pin(), so);
    }

    /** Counts what cases left on the token, and deletes it where asked. */
    int leftovers(boolean keep) throws PKCS11Exception {
        long session = openReadWriteUser();
        return keep ? Leftovers.find(raw, session).size() : Leftovers.remove(raw, session);
    }

    /** Puts back what the case changed on a token that is kept, and ends with {@code C_Finalize}, whatever the case left behind. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            lease.insertion().ifPresent(Insertion::end);
            if (lease.floor().isPresent()) {
                putBack();
            }
            raw.C_Finalize(null);
        } catch (PKCS11Exception e) {
            if (e.getErrorCode() != PKCS11Constants.CKR_CRYPTOKI_NOT_INITIALIZED) {
                throw new IllegalStateException("C_Finalize returns " + Returns.name(e.getErrorCode()), e);
            }
        } finally {
            lease.close();
        }
    }

    @GuardedBy("this")
    private void putBack() {
        Optional<String> failure = new Restoration(raw, slot, pins, effect, lease.journal()).run();
        aftermath = failure.map(lease::spoilt);
        if (failure.isEmpty() && effect.covers(Effect.SPENDS_TRIES)) {
            lease.restored();
        }
    }
}
