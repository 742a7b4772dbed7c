package org.tokentwin.conformance;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The token under test and what may be done to it, as the user said. They reach the cases as JUnit configuration parameters (or system
 * properties) that begin with {@code tokentwin.}, so that an IDE and a build give them as the command line does.
 *
 * @param module a PKCS#11 module; empty for the emulator
 * @param selector which of its tokens
 * @param keyId {@code CKA_ID} of the private key that cases use, in hexadecimal; empty for the first that fits each case
 * @param pin where the user PIN is; empty where cases that log in are left out
 * @param soPin where the SO PIN is, for tokens that have one
 * @param profile the name or the file of the model that the token is held against
 * @param allowed the most that a case may do to a token that is not disposable
 * @param destroySerial the serial number of the token that its owner gives up
 * @param floor wrong PINs that the token must still take, always
 * @param pinTries how many wrong PINs in a row lock the token, where its owner says so
 * @param pinRecord the directory in which a PIN that a case gave is kept until the token has its own again
 * @param byHand whether a person takes the token out and puts it back when asked
 * @param vectors the directory of published vectors that take the place of the suite's own cases
 * @param run the process id of the run that this process is part of; empty where it is the run
 */
public record TargetOptions(
        Optional<Path> module,
        TokenSelector selector,
        Optional<String> keyId,
        Optional<PinSource> pin,
        Optional<PinSource> soPin,
        Optional<String> profile,
        Effect allowed,
        Optional<String> destroySerial,
        int floor,
        OptionalInt pinTries,
        Path pinRecord,
        boolean byHand,
        Optional<Path> vectors,
        OptionalLong run) {
    /** The least tries that are left, where nobody says otherwise. */
    public static final int DEFAULT_FLOOR = 5;

    /** The emulator. */
    public static final TargetOptions EMULATOR = from(name -> Optional.empty());

    private static final String PREFIX = "tokentwin.";

    /** The parameter that names the directory of published vectors. */
    static final String VECTORS = PREFIX + "vectors";

    /**
     * Reads the parameters.
     *
     * @param parameter gives a parameter's value by its whole name
     */
    public static TargetOptions from(Function<String, Optional<String>> parameter) {
        Function<String, Optional<String>> named = name -> parameter.apply(PREFIX + name);
        return new TargetOptions(
                named.apply("module").map(Path::of),
                new TokenSelector(
                        named.apply("slot").map(Long::decode),
                        named.apply("token"),
                        named.apply("serial"),
                        named.apply("uri")),
                named.apply("key-id"),
                source(named.apply("pin-env"), named.apply("pin-file")),
                source(named.apply("so-pin-env"), named.apply("so-pin-file")),
                named.apply("profile"),
                named.apply("allow").flatMap(Effect::named).orElse(Effect.SESSION_OBJECTS),
                named.apply("destroy-serial"),
                named.apply("pin-floor").map(Integer::decode).orElse(DEFAULT_FLOOR),
                named.apply("pin-tries")
                        .map(text -> OptionalInt.of(Integer.decode(text)))
                        .orElseGet(OptionalInt::empty),
                named.apply("pin-record").map(Path::of).orElseGet(TargetOptions::stateDirectory),
                named.apply("by-hand").map(Boolean::valueOf).orElse(false),
                parameter.apply(VECTORS).map(Path::of),
                named.apply("run")
                        .map(text -> OptionalLong.of(Long.decode(text)))
                        .orElseGet(OptionalLong::empty));
    }

    /** Where programs of the user's keep their state: {@code $XDG_STATE_HOME/tokentwin}. */
    public static Path stateDirectory() {
        return Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"))
                .resolve("tokentwin");
    }

    private static Optional<PinSource> source(Optional<String> variable, Optional<String> file) {
        return variable.<PinSource>map(PinSource.Variable::new)
                .or(() -> file.map(Path::of).map(PinSource.InFile::new));
    }

    /** The same for a process that is part of a run. */
    public TargetOptions in(ProcessHandle run) {
        return having(PREFIX + "run", Long.toString(run.pid()));
    }

    /** The same with published vectors in place of the suite's own cases, if there is a directory of them. */
    public TargetOptions with(Optional<Path> directory) {
        return directory.map(path -> having(VECTORS, path.toString())).orElse(this);
    }

    private TargetOptions having(String name, String value) {
        Map<String, String> parameters = toParameters();
        parameters.put(name, value);
        return from(each -> Optional.ofNullable(parameters.get(each)));
    }

    /** The same as parameters, from which {@link #from} reads them. No PIN is among them, only where it is. */
    public Map<String, String> toParameters() {
        Map<String, String> parameters = new TreeMap<>();
        module.ifPresent(path -> parameters.put(PREFIX + "module", path.toString()));
        selector.slotId().ifPresent(id -> parameters.put(PREFIX + "slot", id.toString()));
        selector.label().ifPresent(label -> parameters.put(PREFIX + "token", label));
        selector.serial().ifPresent(serial -> parameters.put(PREFIX + "serial", serial));
        selector.uri().ifPresent(uri -> parameters.put(PREFIX + "uri", uri));
        keyId.ifPresent(id -> parameters.put(PREFIX + "key-id", id));
        pin.ifPresent(source -> parameters.put(PREFIX + "pin-" + source.kind(), source.place()));
        soPin.ifPresent(source -> parameters.put(PREFIX + "so-pin-" + source.kind(), source.place()));
        profile.ifPresent(name -> parameters.put(PREFIX + "profile", name));
        parameters.put(PREFIX + "allow", allowed.toString());
        destroySerial.ifPresent(serial -> parameters.put(PREFIX + "destroy-serial", serial));
        parameters.put(PREFIX + "pin-floor", Integer.toString(floor));
        pinTries.ifPresent(tries -> parameters.put(PREFIX + "pin-tries", Integer.toString(tries)));
        parameters.put(PREFIX + "pin-record", pinRecord.toString());
        parameters.put(PREFIX + "by-hand", Boolean.toString(byHand));
        vectors.ifPresent(directory -> parameters.put(VECTORS, directory.toString()));
        run.ifPresent(id -> parameters.put(PREFIX + "run", Long.toString(id)));
        return parameters;
    }
}
