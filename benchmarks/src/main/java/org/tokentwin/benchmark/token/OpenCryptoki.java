package org.tokentwin.benchmark.token;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_OS_LOCKING_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_RW_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_USER_PIN_LOCKED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_SO;

import iaik.pkcs.pkcs11.wrapper.CK_C_INITIALIZE_ARGS;
import iaik.pkcs.pkcs11.wrapper.CK_TOKEN_INFO;
import iaik.pkcs.pkcs11.wrapper.CK_VERSION;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.tokentwin.client.pkcs11.LoadedModule;

/**
 * The soft token of openCryptoki. A machine has one only, for all of its users, so it is taken where nobody has set it up, or where an earlier
 * run has; it stays set up. Its daemon is started where it does not run, and stopped again.
 */
final class OpenCryptoki {
    private static final String MODEL = "IBM SoftTok";
    private static final char[] FACTORY_SO_PIN = "87654321".toCharArray();
    private static final String PACKAGE = "opencryptoki";
    private static final int LABEL_LENGTH = 32;

    private OpenCryptoki() {}

    static PreparedTarget prepare(String name, Optional<Path> path, Workshop workshop) throws PreparationException {
        Path module = ModuleFile.of(path, PACKAGE, "pkcs11/libopencryptoki.so");
        SlotDaemon daemon = SlotDaemon.running();
        try {
            String about = setUp(LoadedModule.of(module).pkcs11());
            return PreparedTarget.of(
                    SoftHsm2.description(name, module, Map.of(), workshop), about, daemon::stopIfStartedHere);
        } catch (PKCS11Exception e) {
            daemon.stopIfStartedHere();
            throw new PreparationException(
                    "openCryptoki's soft token cannot be set up: " + e.getMessage(),
                    "'pkcsconf -t' shows its state; it needs root, or the group pkcs11.");
        } catch (PreparationException e) {
            daemon.stopIfStartedHere();
            throw e;
        }
    }

    private static String setUp(PKCS11 p11) throws PKCS11Exception, PreparationException {
        CK_C_INITIALIZE_ARGS args = new CK_C_INITIALIZE_ARGS();
        args.flags = CKF_OS_LOCKING_OK;
        p11.C_Initialize(args, true);
        try {
            for (long slot : p11.C_GetSlotList(true)) {
                CK_TOKEN_INFO info = p11.C_GetTokenInfo(slot);
                if (new String(info.model).strip().equals(MODEL)) {
                    setUp(p11, slot, info);
                    CK_VERSION version = p11.C_GetInfo().libraryVersion;
                    return "openCryptoki " + version.major + "." + version.minor + ", soft token";
                }
            }
        } finally {
            p11.C_Finalize(null);
        }
        throw new PreparationException("openCryptoki has no soft token", "Name libpkcs11_sw.so in opencryptoki.conf.");
    }

    private static void setUp(PKCS11 p11, long slot, CK_TOKEN_INFO info) throws PKCS11Exception, PreparationException {
        boolean ours = new String(info.label).strip().equals(SoftHsm2.LABEL);
        boolean hasPin = (info.flags & CKF_USER_PIN_INITIALIZED) != 0;
        if (hasPin && !ours) {
            throw new PreparationException(
                    "openCryptoki's soft token on this machine is in use", "Leave this target out.");
        }
        if (!ours) {
            p11.C_InitToken(slot, FACTORY_SO_PIN.clone(), label(), true);
        }
        if (!hasPin) {
            initPin(p11, slot, FACTORY_SO_PIN);
        } else if ((info.flags & CKF_USER_PIN_LOCKED) != 0) { // by a run that was broken off
            initPin(p11, slot, DisposablePins.so());
        }
    }

    private static void initPin(PKCS11 p11, long slot, char[] soPin) throws PKCS11Exception {
        long session = p11.C_OpenSession(slot, CKF_SERIAL_SESSION | CKF_RW_SESSION, null, null);
        p11.C_Login(session, CKU_SO, soPin.clone(), true);
        if (!Arrays.equals(soPin, DisposablePins.so())) {
            p11.C_SetPIN(session, soPin.clone(), DisposablePins.so(), true);
        }
        p11.C_InitPIN(session, DisposablePins.user(), true);
        p11.C_Logout(session);
        p11.C_CloseSession(session);
    }

    private static char[] label() {
        return (SoftHsm2.LABEL + " ".repeat(LABEL_LENGTH - SoftHsm2.LABEL.length())).toCharArray();
    }
}
