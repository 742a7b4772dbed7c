package org.tokentwin.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

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
     * Returns the options of a run on this twin that asks the same of it as a run on its device: what was given of the device is given of the twin.
     *
     * @param directory for its PINs, readable by the user only
     */
    default TargetOptions options(TargetOptions device, Path directory) throws IOException {
        Optional<PinSource> soPin = Optional.empty();
        if (device.soPin().isPresent() && soPin().isPresent()) {
            soPin = Optional.of(kept(soPin().get(), directory.resolve("so-pin")));
        }
        return new TargetOptions(
                Optional.of(module()),
                new TokenSelector(Optional.empty(), Optional.empty(), Optional.of(serial()), Optional.empty()),
                Optional.empty(),
                device.pin().isPresent() ? Optional.of(kept(pin(), directory.resolve("pin"))) : Optional.empty(),
                soPin,
                device.profile(),
                device.allowed(),
                device.destroySerial().map(any -> serial()),
                device.floor(),
                device.pinTries(),
                directory,
                false,
                Optional.empty(),
                OptionalLong.empty());
    }

    private static PinSource kept(char[] pin, Path file) throws IOException {
        return new PinSource.InFile(Files.writeString(file, new String(pin)));
    }

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
