package org.tokentwin.client.pkcs11;

import iaik.pkcs.pkcs11.wrapper.CK_C_INITIALIZE_ARGS;
import iaik.pkcs.pkcs11.wrapper.CK_SLOT_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.CryptokiFunction;

/**
 * A PKCS#11 module, loaded and initialised. PKCS#11 knows one application per process, so several instances of one path share
 * one initialisation: the first calls C_Initialize, the last that is closed calls C_Finalize. Where somebody else in the
 * process has initialised the module, it is used as it is and never finalised here.
 *
 * <p>Thread-safe, as Ckf.CKF_OS_LOCKING_OK asks of the module.
 */
public final class CryptokiLibrary implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CryptokiLibrary.class);
    private static final Set<Ckr> UNREADABLE = Set.of(
            Ckr.CKR_TOKEN_NOT_PRESENT, Ckr.CKR_TOKEN_NOT_RECOGNIZED, Ckr.CKR_DEVICE_REMOVED, Ckr.CKR_DEVICE_ERROR);

    /** Far beyond what any module has: what tells of more is broken. */
    private static final long MOST_SLOTS = 4096;

    private static final long MOST_MECHANISMS = 4096;
    static final String BROKEN = "The module is broken: look for another version.";

    private final Path path;
    private final LoadedModule module;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private CryptokiLibrary(Path path, LoadedModule module) {
        this.path = path;
        this.module = module;
    }

    /**
     * Loads and initialises a module.
     *
     * @param module a path, or a bare name which the system's loader finds
     * @throws TokenException if it does not load, is no PKCS#11 module, or refuses to be initialised
     */
    public static CryptokiLibrary open(Path module) {
        LoadedModule loaded = LoadedModule.of(module);
        loaded.acquire(CryptokiLibrary::initialize);
        return new CryptokiLibrary(module, loaded);
    }

    /** Returns whether this call initialised the module, that is, whether it is ours to finalise. */
    private static boolean initialize(LoadedModule module) {
        CK_C_INITIALIZE_ARGS arguments = new CK_C_INITIALIZE_ARGS();
        arguments.flags = Ckf.CKF_OS_LOCKING_OK;
        try {
            return make(module, CryptokiFunction.C_Initialize, false, p -> {
                p.C_Initialize(arguments, true);
                return true;
            });
        } catch (TokenException e) {
            if (e.is(Ckr.CKR_CRYPTOKI_ALREADY_INITIALIZED)) {
                return false;
            }
            throw e;
        }
    }

    /** C_GetInfo. */
    public ModuleInfo info() {
        return Structures.module(path, call(CryptokiFunction.C_GetInfo, PKCS11::C_GetInfo));
    }

    /**
     * C_GetSlotList, with what each slot and its token say, in the module's order; empty slots too. A slot whose token the module cannot
     * read counts as empty.
     */
    public List<Slot> slots() {
        long there =
                call(CryptokiFunction.C_GetSlotList, p -> module.functions().slots());
        requireAtMost(MOST_SLOTS, there, CryptokiFunction.C_GetSlotList, "slots");
        long[] ids = call(CryptokiFunction.C_GetSlotList, p -> p.C_GetSlotList(false));
        return ids == null ? List.of() : LongStream.of(ids).mapToObj(this::slot).toList();
    }

    private Slot slot(long id) {
        CK_SLOT_INFO info = call(CryptokiFunction.C_GetSlotInfo, p -> p.C_GetSlotInfo(id));
        return Structures.slot(id, info, Structures.tokenPresent(info) ? readableToken(id) : Optional.empty());
    }

    /** A card that the module cannot read, or a broken reader, must not hide the tokens in the other slots. */
    private Optional<Token> readableToken(long slot) {
        try {
            return Optional.of(token(slot));
        } catch (TokenException e) {
            if (e.ckr().filter(UNREADABLE::contains).isEmpty()) {
                throw e;
            }
            LOG.warn("Slot {}: {}", slot, e.getMessage());
            return Optional.empty();
        }
    }

    /** C_GetTokenInfo. */
    public Token token(long slot) {
        return Structures.token(slot, call(CryptokiFunction.C_GetTokenInfo, p -> p.C_GetTokenInfo(slot)));
    }

    /** C_GetMechanismList, with what C_GetMechanismInfo says of each; in the module's order. */
    public List<MechanismEntry> mechanisms(long slot) {
        return LongStream.of(types(slot))
                .mapToObj(type -> mechanism(slot, type))
                .toList();
    }

    /** Whether a token has a mechanism in its C_GetMechanismList. */
    public boolean offers(long slot, long mechanism) {
        return LongStream.of(types(slot)).anyMatch(type -> type == mechanism);
    }

    private long[] types(long slot) {
        long there = call(
                CryptokiFunction.C_GetMechanismList, p -> module.functions().mechanisms(slot));
        requireAtMost(MOST_MECHANISMS, there, CryptokiFunction.C_GetMechanismList, "mechanisms");
        long[] types = call(CryptokiFunction.C_GetMechanismList, p -> p.C_GetMechanismList(slot));
        return types == null ? new long[0] : types;
    }

    /**
     * C_WaitForSlotEvent: waits until a token is put into a slot or taken out of one. It ends with CKR_CRYPTOKI_NOT_INITIALIZED when the
     * module is finalised meanwhile, and at once with CKR_FUNCTION_NOT_SUPPORTED where the module cannot wait.
     *
     * @return the slot's id
     */
    public long waitForSlotEvent() {
        return call(CryptokiFunction.C_WaitForSlotEvent, true, p -> p.C_WaitForSlotEvent(0, null));
    }

    private MechanismEntry mechanism(long slot, long type) {
        return Structures.mechanism(
                type, call(CryptokiFunction.C_GetMechanismInfo, p -> p.C_GetMechanismInfo(slot, type)));
    }

    /** Opens a session. */
    public CryptokiSession openSession(long slot, SessionKind kind) {
        long flags = kind.flags();
        long handle = call(CryptokiFunction.C_OpenSession, p -> p.C_OpenSession(slot, flags, null, null));
        return new CryptokiSession(this, handle);
    }

    /** Finalises the module, if it was initialised here and nobody else here uses it. Harmless if called again. */
    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            module.release(loaded -> make(loaded, CryptokiFunction.C_Finalize, false, p -> {
                p.C_Finalize(null);
                return true;
            }));
        }
    }

    <T> T call(CryptokiFunction function, Call<T> call) {
        return call(function, false, call);
    }

    /**
     * Calls a function.
     *
     * @param waitsForUser whether it may take as long as its user does
     */
    <T> T call(CryptokiFunction function, boolean waitsForUser, Call<T> call) {
        if (!open.get()) {
            throw new IllegalStateException("the module is closed");
        }
        return make(module, function, waitsForUser, call);
    }

    void run(CryptokiFunction function, VoidCall call) {
        run(function, false, call);
    }

    void run(CryptokiFunction function, boolean waitsForUser, VoidCall call) {
        call(function, waitsForUser, p -> {
            call.on(p);
            return true;
        });
    }

    /** What the wrapper throws besides return values comes of results that it cannot make sense of. */
    private static <T> T make(LoadedModule module, CryptokiFunction function, boolean waitsForUser, Call<T> call) {
        if (!module.functions().has(function)) {
            throw TokenException.refused("the module has no function " + function, BROKEN);
        }
        try (OpenCalls.Open _ = OpenCalls.ofProcess().enter(function, waitsForUser)) {
            return call.on(module.pkcs11());
        } catch (PKCS11Exception e) {
            throw TokenException.returned(new Ckr(e.getErrorCode()), function);
        } catch (RuntimeException | OutOfMemoryError e) {
            throw TokenException.failed(
                    function + " returned what cannot be, or more than there is memory for", BROKEN, e);
        }
    }

    /** Refuses a number of things that no module has, before anything is made of it. */
    static void requireAtMost(long most, long told, CryptokiFunction function, String things) {
        if (Long.compareUnsigned(told, most) > 0) {
            throw TokenException.refused(
                    "%s tells of %s %s; the client takes %,d"
                            .formatted(function, Long.toUnsignedString(told), things, most),
                    BROKEN);
        }
    }

    /** A PKCS#11 function that returns something. */
    interface Call<T> {
        T on(PKCS11 pkcs11) throws PKCS11Exception;
    }

    /** A PKCS#11 function that returns nothing but its CK_RV. */
    interface VoidCall {
        void on(PKCS11 pkcs11) throws PKCS11Exception;
    }
}
