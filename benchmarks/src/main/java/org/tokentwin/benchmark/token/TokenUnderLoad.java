package org.tokentwin.benchmark.token;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_OS_LOCKING_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_RW_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_COUNT_LOW;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_FINAL_TRY;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import iaik.pkcs.pkcs11.wrapper.CK_C_INITIALIZE_ARGS;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.LoadedModule;
import org.tokentwin.client.pkcs11.Token;

/**
 * A target, opened: its module is loaded and initialised, its token found, and a disposable one filled. The C_ functions are called through
 * the wrapper that the client uses, each measured call being one of theirs.
 */
public final class TokenUnderLoad implements AutoCloseable {
    private static final int MOST_HANDLES = 2000;
    private static final long ENDANGERED = CKF_USER_PIN_COUNT_LOW | CKF_USER_PIN_FINAL_TRY | CKF_USER_PIN_LOCKED;

    private final TargetDescription description;
    private final Optional<EmulatorTarget> emulator;
    private final Path module;
    private final PKCS11 p11;
    private final long slot;

    private TokenUnderLoad(
            TargetDescription description, Optional<EmulatorTarget> emulator, Path module, PKCS11 p11, long slot) {
        this.description = description;
        this.emulator = emulator;
        this.module = module;
        this.p11 = p11;
        this.slot = slot;
    }

    /**
     * Opens a target.
     *
     * @throws NotMeasuredException when there is no such token
     */
    public static TokenUnderLoad open(TargetDescription description) throws PKCS11Exception {
        NativeEnvironment.set(description.environment());
        Optional<EmulatorTarget> emulator =
                description.module().isPresent() ? Optional.empty() : Optional.of(EmulatorTarget.fresh());
        Path module =
                description.module().orElseGet(() -> emulator.orElseThrow().module());
        PKCS11 p11 = LoadedModule.of(module).pkcs11();
        initialize(p11, module, description.parameters());
        TokenUnderLoad token = new TokenUnderLoad(description, emulator, module, p11, slotOrEnd(p11, description));
        if (description.disposable()) {
            token.fill();
        }
        return token;
    }

    private static void initialize(PKCS11 p11, Path module, Optional<String> parameters) throws PKCS11Exception {
        if (parameters.isPresent()) {
            NssInitialization.run(module, parameters.get());
            return;
        }
        CK_C_INITIALIZE_ARGS args = new CK_C_INITIALIZE_ARGS();
        args.flags = CKF_OS_LOCKING_OK;
        p11.C_Initialize(args, true);
    }

    /** Leaves the module as it was where it has no such token. */
    private static long slotOrEnd(PKCS11 p11, TargetDescription description) throws PKCS11Exception {
        try {
            return slot(p11, description);
        } catch (NotMeasuredException e) {
            p11.C_Finalize(null);
            throw e;
        }
    }

    private static long slot(PKCS11 p11, TargetDescription description) throws PKCS11Exception {
        List<Long> found = new ArrayList<>();
        for (long slot : p11.C_GetSlotList(true)) {
            if (description.selection().matches(slot, p11.C_GetTokenInfo(slot))) {
                found.add(slot);
            }
        }
        String wanted = description.selection().text();
        if (found.isEmpty()) {
            throw new NotMeasuredException("there is no token" + wanted);
        }
        if (found.size() > 1 && !description.disposable()) {
            throw new NotMeasuredException("there are " + found.size() + " tokens" + wanted
                    + ", and a PIN is sent to none that was not meant; name one with --serial");
        }
        return found.getFirst();
    }

    private void fill() throws PKCS11Exception {
        long session = openReadWrite();
        login(session);
        if (find(session, Template.ofClass(org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_PRIVATE_KEY)).length == 0) {
            new ContentsImport(p11, session)
                    .add(description.contents().map(TokenContents::read).orElseGet(DefaultContents::get));
        }
        p11.C_Logout(session);
        p11.C_CloseSession(session);
    }

    public PKCS11 p11() {
        return p11;
    }

    public long slot() {
        return slot;
    }

    /** Whether everything may be done to it. */
    public boolean isDisposable() {
        return description.disposable();
    }

    /** @throws NotMeasuredException when the token is somebody's */
    public void requireDisposable() {
        if (!isDisposable()) {
            throw new NotMeasuredException("it is done only to tokens that were made for the run");
        }
    }

    /** @throws NotMeasuredException when the token does not offer the mechanism */
    public void requireMechanism(long mechanism) throws PKCS11Exception {
        if (LongStream.of(p11.C_GetMechanismList(slot)).noneMatch(offered -> offered == mechanism)) {
            throw new NotMeasuredException(
                    "the token does not offer " + org.xipki.pkcs11.wrapper.PKCS11Constants.ckmCodeToName(mechanism));
        }
    }

    public long openReadOnly() throws PKCS11Exception {
        return p11.C_OpenSession(slot, CKF_SERIAL_SESSION, null, null);
    }

    public long openReadWrite() throws PKCS11Exception {
        return p11.C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, null, null);
    }

    /**
     * Logs the user in. On somebody's token only where all of its tries are left, so that a PIN that was mistyped costs one try of a run.
     *
     * @throws PinEndangeredException where not all tries are left, or the token refuses the PIN
     * @throws NotMeasuredException if there is no PIN
     */
    public void login(long session) throws PKCS11Exception {
        if (isDisposable()) {
            p11.C_Login(session, CKU_USER, DisposablePins.user(), true);
            return;
        }
        char[] pin = description
                .pin()
                .orElseThrow(() -> new NotMeasuredException("no PIN was given for it"))
                .read();
        try {
            requireAllTries();
            p11.C_Login(session, CKU_USER, pin, true);
        } catch (PKCS11Exception e) {
            throw new PinEndangeredException("C_Login returns " + e.getMessage());
        } finally {
            Arrays.fill(pin, '\0');
        }
    }

    private void requireAllTries() throws PKCS11Exception {
        if ((p11.C_GetTokenInfo(slot).flags & ENDANGERED) != 0) {
            throw new PinEndangeredException("a wrong PIN was entered before, and not all tries are left");
        }
        try (TokenClient client = TokenClient.open(module)) {
            for (Token token : client.tokens()) {
                PinStatus status = client.pinStatus(token);
                if (token.slotId() == slot
                        && status.triesLeft().isPresent()
                        && status.triesAtMost().isPresent()
                        && status.triesLeft().getAsInt() < status.triesAtMost().getAsInt()) {
                    throw new PinEndangeredException("not all tries are left: " + status.describe());
                }
            }
        }
    }

    /** The handles of all objects that match. */
    public long[] find(long session, Template template) throws PKCS11Exception {
        p11.C_FindObjectsInit(session, template.toArray(), true);
        long[] found = p11.C_FindObjects(session, MOST_HANDLES);
        p11.C_FindObjectsFinal(session);
        return found;
    }

    /** @throws NotMeasuredException when no object matches */
    public long findOne(long session, Template template, String what) throws PKCS11Exception {
        return LongStream.of(find(session, template))
                .findFirst()
                .orElseThrow(() -> new NotMeasuredException("the token holds no " + what));
    }

    /** C_Finalize. What was done to the token stays. */
    @Override
    public void close() throws PKCS11Exception {
        try {
            p11.C_Finalize(null);
        } finally {
            emulator.ifPresent(EmulatorTarget::close);
        }
    }
}
