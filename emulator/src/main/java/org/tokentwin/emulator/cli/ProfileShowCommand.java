package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import org.tokentwin.emulator.profile.ProfileTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code profile show}: a profile with all its keys. */
@Command(
        name = "show",
        description = "Prints a profile as TOML with all its keys, those of the profile that it is based on included.")
final class ProfileShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME|FILE.toml", description = "A bundled profile, or a file.")
    private String profile = "";

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ProfileTable table = ProfileOption.table(spec, profile);
        output.print(table.values(), values -> text(table));
        return ExitStatus.SUCCESS;
    }

    /** What a file says goes onto a terminal; TOML has an escape for each character that could do harm there. */
    private static String text(ProfileTable table) {
        Page page = new Page();
        table.toml().lines().forEach(page::line);
        return page.toString();
    }
}
