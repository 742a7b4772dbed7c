package org.tokentwin.emulator.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.profile.ProfileException;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.StoreException;
import org.tokentwin.emulator.store.TokenHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code list}: the kept tokens. */
@Command(name = "list", description = "Lists the kept tokens.")
final class ListCommand implements Callable<Integer> {
    /** A kept token, or what is wrong with it: one damaged token hides no other. */
    record Entry(
            String name,
            @Nullable String serial,
            @Nullable String label,
            @Nullable String profile,
            @Nullable String damage) {
        static Entry of(TokenHome home, String name) {
            try {
                KeptToken.Summary token = KeptToken.summary(home, name);
                return new Entry(name, token.serial(), token.label(), token.profile(), null);
            } catch (StoreException | ProfileException e) {
                return new Entry(name, null, null, null, e.getMessage());
            }
        }

        String text() {
            String damaged = damage;
            return damaged == null
                    ? "%-20s %s  %-20s %s".formatted(name, serial, profile, label)
                    : "%-20s damaged: %s".formatted(name, damaged);
        }
    }

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        TokenHome home = EmulatorCommand.surroundings(spec).home();
        List<Entry> entries =
                home.names().stream().map(name -> Entry.of(home, name)).toList();
        output.print(entries, shown -> text(home, shown));
        return ExitStatus.SUCCESS;
    }

    private static String text(TokenHome home, List<Entry> entries) {
        Page page = new Page();
        if (entries.isEmpty()) {
            page.line("No token is kept in " + home.directory() + "; 'emulator create NAME' makes one.");
        }
        entries.forEach(entry -> page.line(entry.text()));
        return page.toString();
    }
}
