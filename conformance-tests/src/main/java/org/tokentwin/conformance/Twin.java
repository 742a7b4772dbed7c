package org.tokentwin.conformance;

import java.nio.file.Path;
import java.util.Optional;

/** A token of the emulator, made of a profile, as a module shows it. The emulator may be missing where the suite is. */
public interface Twin extends AutoCloseable {
    /** The PKCS#11 module, for this process. */
    Path module();

    /** The user PIN; the caller wipes the copy. */
    char[] pin();

    /** The SO PIN; empty where the profile has none. The caller wipes the copy. */
    Optional<char[]> soPin();

    String serial();

    @Override
    void close();

    /**
     * Makes a token of a profile.
     *
     * @param profile a file
     * @throws NoTokenException when the emulator is missing, or no token can be made of this profile
     */
    static Twin of(Path profile) {
        requireEmulator();
        return EmulatorTokens.twin(profile);
    }

    /** Returns whether a twin can offer the mechanism; where the emulator is missing, any. */
    static boolean computes(long mechanism) {
        return !isPossible() || EmulatorTokens.computes(mechanism);
    }

    /** Returns whether the emulator is on the class path. */
    static boolean isPossible() {
        try {
            Class.forName("org.tokentwin.emulator.Emulator", false, Twin.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** @throws NoTokenException when the emulator is missing */
    static void requireEmulator() {
        if (!isPossible()) {
            throw new NoTokenException("The emulator is not on the class path: add org.tokentwin:tokentwin-emulator, "
                    + "or name a module of your own with --module and leave out --profile");
        }
    }

    /**
     * Returns what a profile promises.
     *
     * @throws NoTokenException when the emulator is missing, or there is no such profile
     */
    static TokenRules rules(String profile) {
        requireEmulator();
        return EmulatorTokens.rules(profile);
    }
}
