package org.tokentwin.emulator.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.tokentwin.emulator.profile.TokenProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code profile list}: the bundled profiles. */
@Command(name = "list", description = "Lists the profiles that come with the emulator.")
final class ProfileListCommand implements Callable<Integer> {
    /** A bundled profile. */
    record Entry(String name, String description) {}

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        List<Entry> entries = TokenProfile.names().stream()
                .map(name -> new Entry(name, TokenProfile.named(name).description()))
                .toList();
        output.print(entries, ProfileListCommand::text);
        return ExitStatus.SUCCESS;
    }

    private static String text(List<Entry> entries) {
        int width =
                entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
        Page page = new Page();
        entries.forEach(entry ->
                page.line(entry.name() + " ".repeat(width - entry.name().length() + 2) + entry.description()));
        return page.toString();
    }
}
