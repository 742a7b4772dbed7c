package org.tokentwin.emulator.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.tokentwin.emulator.profile.ProfileDifference;
import org.tokentwin.emulator.profile.ProfileException;
import org.tokentwin.emulator.profile.ProfileTable;
import org.tokentwin.emulator.profile.ProfileText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code profile diff}: the keys by which two profiles differ. */
@Command(
        name = "diff",
        description = "Shows the keys by which two profiles differ.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:they are alike", "1:they differ", "2:wrong usage, or a file that is no profile"})
final class ProfileDiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "NAME|FILE.toml", description = "A bundled profile, or a file.")
    private String first = "";

    @Parameters(index = "1", paramLabel = "NAME|FILE.toml", description = "The one to compare it with.")
    private String second = "";

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<ProfileDifference> differences = table(first).differences(table(second));
        output.print(differences, this::text);
        return differences.isEmpty() ? ExitStatus.SUCCESS : ExitStatus.FAILURE;
    }

    /** A file that is no profile is trouble, and no difference. */
    private ProfileTable table(String profile) {
        try {
            return ProfileOption.table(spec, profile);
        } catch (ProfileException e) {
            throw CommandException.usage(String.valueOf(e.getMessage()), "");
        }
    }

    private String text(List<ProfileDifference> differences) {
        Page page = new Page();
        if (differences.isEmpty()) {
            page.line(first + " and " + second + " are alike.");
        }
        int width = Math.max(first.length(), second.length());
        for (ProfileDifference each : differences) {
            page.line(each.key());
            page.line("  " + padded(first, width) + shown(each.first(), each.second()));
            page.line("  " + padded(second, width) + shown(each.second(), each.first()));
        }
        return page.toString();
    }

    private static String padded(String name, int width) {
        return name + " ".repeat(width - name.length() + 2);
    }

    /** Of a list, what the other one lacks; the whole where both have the same in another order. */
    private static String shown(Object value, Object other) {
        if (!(value instanceof List<?> items)
                || !(other instanceof List<?> others)
                || items.isEmpty()
                || others.isEmpty()) {
            return ProfileText.ofValue(value);
        }
        List<Object> only = new ArrayList<>(items);
        only.removeAll(others);
        if (!only.isEmpty()) {
            return "only here: " + ProfileText.ofValue(only);
        }
        return others.containsAll(items) && items.containsAll(others)
                ? ProfileText.ofValue(value)
                : "nothing that the other lacks";
    }
}
