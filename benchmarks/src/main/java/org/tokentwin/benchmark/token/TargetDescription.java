package org.tokentwin.benchmark.token;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A target as one process tells it to another. It holds no PIN.
 *
 * @param name as the user calls it
 * @param module the PKCS#11 module; empty for the emulator in the measuring process itself
 * @param environment variables that the module reads when it is initialised
 * @param selection which token to use, so that no other is touched
 * @param disposable whether the token was made for the run, so that everything may be done to it
 * @param pin where the user PIN is; empty if there is none, and for a disposable token
 * @param contents the file with the keys and certificates that a disposable token gets
 * @param parameters what NSS's softoken takes in C_Initialize; empty for every other module
 */
public record TargetDescription(
        String name,
        Optional<Path> module,
        Map<String, String> environment,
        TokenSelection selection,
        boolean disposable,
        Optional<PinSource> pin,
        Optional<Path> contents,
        Optional<String> parameters) {
    /** The system property with the path of the description; without it, the emulator is measured. */
    public static final String PROPERTY = "tokentwin.benchmark.target";

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .setVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE);

    public TargetDescription {
        environment = Map.copyOf(environment);
    }

    /** The emulator, in the process that measures: each gets a fresh token. */
    public static TargetDescription emulator(String name, Optional<Path> contents) {
        return new TargetDescription(
                name,
                Optional.empty(),
                Map.of(),
                TokenSelection.ANY,
                true,
                Optional.empty(),
                contents,
                Optional.empty());
    }

    /** The token of somebody, behind a module of theirs. */
    public static TargetDescription external(
            String name, Path module, TokenSelection selection, Optional<PinSource> pin) {
        return new TargetDescription(
                name, Optional.of(module), Map.of(), selection, false, pin, Optional.empty(), Optional.empty());
    }

    /** The same target, by another file with the same module. */
    public TargetDescription withModule(Optional<Path> other) {
        return new TargetDescription(name, other, environment, selection, disposable, pin, contents, parameters);
    }

    /** The limit that OpenSSL sets on this machine, which is no token. */
    public static TargetDescription openssl(String name) {
        return new TargetDescription(
                name,
                Optional.empty(),
                Map.of(),
                TokenSelection.ANY,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it is a token behind a module, the emulator included. */
    public boolean isToken() {
        return module.isPresent() || disposable;
    }

    /** Whether it is the emulator in the measuring process itself. */
    public boolean isEmulator() {
        return module.isEmpty() && disposable;
    }

    /** Whether its module is a client of a server that was started for the run. */
    public boolean isBehindSocket() {
        return disposable
                && (environment.containsKey(P11KitServer.VARIABLE)
                        || environment.containsKey(EmulatorTarget.SOCKET_VARIABLE));
    }

    /** The target that this process is to measure. */
    public static TargetDescription ofThisProcess() {
        String file = System.getProperty(PROPERTY, "");
        return file.isEmpty() ? emulator("emulator", Optional.empty()) : read(Path.of(file));
    }

    private static TargetDescription read(Path file) {
        try {
            return JSON.readValue(file.toFile(), TargetDescription.class);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " does not describe a target", e);
        }
    }

    /** Writes the description for another process. */
    public void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }
}
