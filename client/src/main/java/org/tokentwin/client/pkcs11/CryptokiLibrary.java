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
    private static boolean initialize(PKCS11 pkcs11) {
        CK_C_INITIALIZE_ARGS arguments = new CK_C_INITIALIZE_ARGS();
        arguments.flags = Ckf.CKF_OS_LOCKING_OK;
        try {
            pkcs11.C_Initialize(arguments, true);
            return true;
        } catch (PKCS11Exception e) {
            if (e.getErrorCode() == Ckr.CKR_CRYPTOKI_ALREADY_INITIALIZED.value()) {
                return false;
            }
            throw TokenException.returned(new Ckr(e.getErrorCode()), CryptokiFunction.C_Initialize);
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
        long[] types = call(CryptokiFunction.C_GetMechanismList, p -> p.C_GetMechanismList(slot));
        return types == null
                ? List.of()
                : LongStream.of(types).mapToObj(type -> mechanism(slot, type)).toList();
    }

    /** Whether a token has a mechanism in its C_GetMechanismList. */
    public boolean offers(long slot, long mechanism) {
        long[] types = call(CryptokiFunction.C_GetMechanismList, p -> p.C_GetMechanismList(slot));
        return types != null && LongStream.of(types).anyMatch(type -> type == mechanism);
    }

    /**
     * C_WaitForSlotEvent: waits until a token is put into a slot or taken out of one. It ends with CKR_CRYPTOKI_NOT_INITIALIZED when the
     * module is finalised meanwhile, and at once with CKR_FUNCTION_NOT_SUPPORTED where the module cannot wait.
     *
     * @return the slot's id
     */
    public long waitForSlotEvent() {
        return call(CryptokiFunction.C_WaitForSlotEvent, p -> p.C_WaitForSlotEvent(0, null));
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
            module.release(pkcs11 -> run(pkcs11, CryptokiFunction.C_Finalize, p -> p.C_Finalize(null)));
        }
    }

    <T> T call(CryptokiFunction function, Call<T> call) {
        if (!open.get()) {
            throw new IllegalStateException("the module is closed");
        }
        try {
            return call.on(module.pkcs11());
        } catch (PKCS11Exception e) {
            throw TokenException.returned(new Ckr(e.getErrorCode()), function);
        }
    }

    void run(CryptokiFunction function, VoidCall call) {
        call(function, p -> {
            call.on(p);
            return true;
        });
    }

    private static void run(PKCS11 pkcs11, CryptokiFunction function, VoidCall call) {
        try {
            call.on(pkcs11);
        } catch (PKCS11Exception e) {
            throw TokenException.returned(new Ckr(e.getErrorCode()), function);
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
