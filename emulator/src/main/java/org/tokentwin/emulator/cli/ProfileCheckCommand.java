package org.tokentwin.emulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.profile.ProfileException;
import org.tokentwin.emulator.profile.ProfileTable;
import org.tokentwin.emulator.profile.TokenProfile;
import org.tokentwin.emulator.trace.PrintableText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code profile check}: whether a file is a profile that tokens can be made of. */
@Command(
        name = "check",
        description = "Says of a profile file what is wrong with it: the line, the key, and what is allowed.")
final class ProfileCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.toml", description = "The file.")
    private Path file = Path.of("");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<String> faults = ProfileTable.faults(file);
        if (faults.isEmpty()) {
            faults = mechanismFaults(TokenProfile.load(file));
        }
        if (faults.isEmpty()) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(new Page().line(file + " is a profile."));
            out.flush();
        }
        PrintWriter err = spec.commandLine().getErr();
        faults.forEach(fault -> fault.lines().forEach(line -> err.println("error: " + PrintableText.of(line))));
        err.flush();
        return faults.isEmpty() ? ExitStatus.SUCCESS : ExitStatus.FAILURE;
    }

    /** Which mechanisms there are, the emulator knows, not the reader of profiles. */
    private static List<String> mechanismFaults(TokenProfile profile) {
        try (Emulator _ = Emulator.of(profile)) {
            return List.of();
        } catch (ProfileException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
