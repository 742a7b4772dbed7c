package org.tokentwin.emulator.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.RefusedException;
import org.tokentwin.emulator.control.RefusedException.Reason;
import org.tokentwin.emulator.control.ServedTokens;
import org.tokentwin.emulator.control.Verb;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.TokenHome;
import picocli.CommandLine;

/** What a running server can be asked to do with the tokens that it keeps: make one, reissue, keep a state and go back to it, delete. One at a time. */
final class KeptTokenVerbs {
    /** Option: the new token's name. */
    private static final String NAME = "name";

    /** Option: a snapshot's name. */
    private static final String SNAPSHOT = "snapshot";

    /** Option: the token's serial number, without which none is deleted. */
    private static final String SERIAL = "serial";

    /** Options of 'create' that a request may have; those that name files or PINs are not among them. */
    private static final Set<String> CREATE =
            Set.of("profile", "holder", "key", "years", "issued", "label", "pin-state", "test-key", "blank");

    /** Likewise of 'authority reissue'. */
    private static final Set<String> REISSUE = Set.of("name", "reason", "test-key", "pin-state");

    private static final Set<String> FLAGS = Set.of("test-key", "blank");

    private final OpenTokens tokens;
    private final ServedTokens served;
    private final Surroundings surroundings;
    private final Optional<String> authorityUrl;
    private final Path socket;

    /**
     * @param authorityUrl the address of their authority that the certificates of new tokens name; empty for none
     * @param socket of the server
     */
    KeptTokenVerbs(
            OpenTokens tokens,
            ServedTokens served,
            Surroundings surroundings,
            Optional<String> authorityUrl,
            Path socket) {
        this.tokens = tokens;
        this.served = served;
        this.surroundings = surroundings.withoutTerminal();
        this.authorityUrl = authorityUrl;
        this.socket = socket;
    }

    List<Verb> all() {
        return List.of(
                new KeptTokenVerb("create", this::create),
                new KeptTokenVerb("reissue", this::reissue),
                new KeptTokenVerb("snapshot", this::snapshot),
                new KeptTokenVerb("snapshots", this::snapshots),
                new KeptTokenVerb("restore", this::restore),
                new KeptTokenVerb("delete", this::delete));
    }

    private TokenHome home() {
        return surroundings.home();
    }

    private synchronized Object create(ControlRequest request) {
        String name = required(request, NAME);
        home().tokenDirectory(name); // refuses what is no name, and could be an option
        List<String> words = new ArrayList<>(List.of("create", name));
        words.addAll(options(request, CREATE, NAME));
        run(words);
        return added(name);
    }

    private synchronized Object reissue(ControlRequest request) {
        String old = served.name(request.token());
        List<String> before = home().names();
        List<String> words = new ArrayList<>(List.of("authority", "reissue", old));
        words.addAll(options(request, REISSUE, ""));
        run(words);
        String made = home().names().stream()
                .filter(name -> !before.contains(name))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Reason.FAILURE, "no token was made", ""));
        return added(made);
    }

    /** Opens it and lays it on the desk, in the first empty slot if there is one. */
    private Map<String, Object> added(String name) {
        try {
            EmulatedToken token = tokens.add(home(), name);
            served.lay(name, token);
            tokens.kept(name).noteServer(socket);
            return Map.of("token", name, SERIAL, token.serial(), "inserted", served.isInserted(name));
        } catch (RefusedException e) {
            tokens.discard(name); // it is kept, for a server of its profile
            throw e;
        }
    }

    private synchronized Object snapshot(ControlRequest request) {
        String name = served.name(request.token());
        tokens.kept(name).snapshot(required(request, SNAPSHOT));
        return snapshots(request);
    }

    private synchronized Object snapshots(ControlRequest request) {
        String name = served.name(request.token());
        return Map.of("token", name, "snapshots", KeptToken.snapshots(home(), name));
    }

    private synchronized Object restore(ControlRequest request) {
        String name = served.name(request.token());
        String snapshot = required(request, SNAPSHOT);
        if (!KeptToken.snapshots(home(), name).contains(snapshot)) {
            throw new RefusedException(Reason.FAILURE, "the token " + name + " has no such snapshot", "");
        }
        Optional<Long> slot = served.takeOut(name);
        tokens.discard(name);
        try {
            KeptToken.restore(home(), name, snapshot);
        } finally {
            served.replace(name, tokens.add(home(), name), slot);
        }
        return Map.of("token", name, SNAPSHOT, snapshot);
    }

    private synchronized Object delete(ControlRequest request) {
        String name = served.name(request.token());
        if (!served.token(name).serial().equals(request.options().get(SERIAL))) {
            throw new RefusedException(
                    Reason.USAGE, "to delete the token " + name + ", name its serial number too, as 'serial'", "");
        }
        served.takeOut(name);
        served.forget(name);
        tokens.discard(name);
        KeptToken.delete(home(), name);
        return Map.of("token", name);
    }

    private static String required(ControlRequest request, String option) {
        String value = request.options().getOrDefault(option, "");
        if (value.isEmpty()) {
            throw new RefusedException(Reason.USAGE, "'" + option + "' is missing", "");
        }
        return value;
    }

    /** As a command line has them; one that is not known is refused. */
    private List<String> options(ControlRequest request, Set<String> known, String taken) {
        List<String> words = new ArrayList<>();
        request.options().forEach((name, value) -> {
            if (name.equals(taken)) {
                return;
            }
            if (!known.contains(name)) {
                throw new RefusedException(
                        Reason.USAGE, "there is no such option", "There are " + String.join(", ", known) + ".");
            }
            if (!FLAGS.contains(name)) {
                words.add("--" + name + "=" + value);
            } else if (Boolean.parseBoolean(value)) {
                words.add("--" + name);
            }
        });
        if (!words.contains("--blank")) {
            words.add("--authority-url=" + authorityUrl.orElse("none"));
        }
        return words;
    }

    /** Runs a command of this program, whose refusal is the verb's. */
    private void run(List<String> words) {
        String[] arguments = words.toArray(String[]::new);
        StringWriter err = new StringWriter();
        CommandLine commandLine = EmulatorCommand.commandLine(surroundings, arguments)
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(err, true));
        int status = commandLine.execute(arguments);
        if (status != ExitStatus.SUCCESS) {
            Reason reason = status == ExitStatus.USAGE ? Reason.USAGE : Reason.FAILURE;
            List<String> lines = err.toString().lines().toList();
            throw new RefusedException(reason, line(lines, "error: "), line(lines, "hint: "));
        }
    }

    private static String line(List<String> lines, String beginning) {
        return lines.stream()
                .filter(each -> each.startsWith(beginning))
                .map(each -> each.substring(beginning.length()))
                .findFirst()
                .orElse("");
    }
}
