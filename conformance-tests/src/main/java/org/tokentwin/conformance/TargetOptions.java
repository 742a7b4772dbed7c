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

    /** Said by a run to its processes, and by no user. */
    private static final String RUN = "run";

    /** The parameter that names the directory of published vectors. */
    static final String VECTORS = PREFIX + OptionName.VECTORS;

    /**
     * Reads the parameters.
     *
     * @param parameter gives a parameter's value by its whole name
     */
    public static TargetOptions from(Function<String, Optional<String>> parameter) {
        Function<String, Optional<String>> named = name -> parameter.apply(PREFIX + name);
        return new TargetOptions(
                named.apply(OptionName.MODULE).map(Path::of),
                new TokenSelector(
                        named.apply(OptionName.SLOT).map(Long::decode),
                        named.apply(OptionName.TOKEN),
                        named.apply(OptionName.SERIAL),
                        named.apply(OptionName.URI)),
                named.apply(OptionName.KEY_ID),
                source(named.apply(OptionName.PIN_ENV), named.apply(OptionName.PIN_FILE)),
                source(named.apply(OptionName.SO_PIN_ENV), named.apply(OptionName.SO_PIN_FILE)),
                named.apply(OptionName.PROFILE),
                named.apply(OptionName.ALLOW).flatMap(Effect::named).orElse(Effect.SESSION_OBJECTS),
                named.apply(OptionName.DESTROY_SERIAL),
                named.apply(OptionName.PIN_FLOOR).map(Integer::decode).orElse(DEFAULT_FLOOR),
                named.apply(OptionName.PIN_TRIES)
                        .map(text -> OptionalInt.of(Integer.decode(text)))
                        .orElseGet(OptionalInt::empty),
                named.apply(OptionName.PIN_RECORD).map(Path::of).orElseGet(TargetOptions::stateDirectory),
                named.apply(OptionName.BY_HAND).map(Boolean::valueOf).orElse(false),
                parameter.apply(VECTORS).map(Path::of),
                named.apply(RUN).map(text -> OptionalLong.of(Long.decode(text))).orElseGet(OptionalLong::empty));
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
        return having(PREFIX + RUN, Long.toString(run.pid()));
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
        module.ifPresent(path -> parameters.put(PREFIX + OptionName.MODULE, path.toString()));
        selector.slotId().ifPresent(id -> parameters.put(PREFIX + OptionName.SLOT, id.toString()));
        selector.label().ifPresent(label -> parameters.put(PREFIX + OptionName.TOKEN, label));
        selector.serial().ifPresent(serial -> parameters.put(PREFIX + OptionName.SERIAL, serial));
        selector.uri().ifPresent(uri -> parameters.put(PREFIX + OptionName.URI, uri));
        keyId.ifPresent(id -> parameters.put(PREFIX + OptionName.KEY_ID, id));
        pin.ifPresent(source ->
                parameters.put(PREFIX + source.name(OptionName.PIN_ENV, OptionName.PIN_FILE), source.place()));
        soPin.ifPresent(source ->
                parameters.put(PREFIX + source.name(OptionName.SO_PIN_ENV, OptionName.SO_PIN_FILE), source.place()));
        profile.ifPresent(name -> parameters.put(PREFIX + OptionName.PROFILE, name));
        parameters.put(PREFIX + OptionName.ALLOW, allowed.toString());
        destroySerial.ifPresent(serial -> parameters.put(PREFIX + OptionName.DESTROY_SERIAL, serial));
        parameters.put(PREFIX + OptionName.PIN_FLOOR, Integer.toString(floor));
        pinTries.ifPresent(tries -> parameters.put(PREFIX + OptionName.PIN_TRIES, Integer.toString(tries)));
        parameters.put(PREFIX + OptionName.PIN_RECORD, pinRecord.toString());
        parameters.put(PREFIX + OptionName.BY_HAND, Boolean.toString(byHand));
        vectors.ifPresent(directory -> parameters.put(VECTORS, directory.toString()));
        run.ifPresent(id -> parameters.put(PREFIX + RUN, Long.toString(id)));
        return parameters;
    }
}
