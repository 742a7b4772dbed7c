package org.tokentwin.emulator.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.asking.AskingProgram;
import org.tokentwin.emulator.asking.TerminalQuestion;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code --ask}: who asks the user for the PINs that programs do not give. */
final class AskOption {
    /** The launcher says where it is, since the window that asks is another program of it. */
    static final String LAUNCHER_PROPERTY = "tokentwin.launcher";

    private static final String DESK = "desk";
    private static final String WINDOW = "window";
    private static final String TERMINAL = "terminal";
    private static final int LONGEST_SECONDS = 3600;

    @Option(
            names = "--ask",
            paramLabel = "WHO",
            description =
                    "Who asks for the PIN where a program gives none, for a token whose profile has a protected authentication path: "
                            + "window (default), desk (default with --desk), terminal, or a program that writes it on its standard output.")
    private @Nullable String who;

    @Option(
            names = "--ask-seconds",
            paramLabel = "N",
            defaultValue = "120",
            description = "How long the user has, 1 to 3600 seconds (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /**
     * Lets an emulator ask, where its tokens do.
     *
     * @param desk where its user may be asked
     */
    void applyTo(Emulator emulator, DeskService desk) {
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw usage("--ask-seconds takes 1 to " + LONGEST_SECONDS);
        }
        if (!emulator.profile().asksForPins()) {
            if (who != null) {
                throw usage("--ask needs a token that has its PIN asked for, and the profile "
                        + emulator.profile().name()
                        + " has no protected authentication path; make one with --profile hongkongpost-ecert-asking");
            }
            return;
        }
        Consumer<String> notices = EmulatorCommand.notices(command);
        Duration patience = Duration.ofSeconds(seconds);
        String asked = Optional.ofNullable(who).orElse(desk.questions().isPresent() ? DESK : WINDOW);
        if (asked.equals(DESK)) {
            emulator.askAt(desk.questions()
                    .orElseThrow(() -> usage("--ask desk needs --desk"))
                    .pad(patience, notices));
        } else if (who == null && launcher().isEmpty()) {
            notices.accept(
                    "nobody will be asked for the PIN, since this was not started by the launcher; say who asks with --ask");
        } else {
            emulator.askAt(new AskingProgram(program(asked), patience, CommandProcess::forgetPins, notices));
        }
    }

    private static List<String> program(String who) {
        return switch (who) {
            case WINDOW ->
                List.of(
                        launcher()
                                .orElseThrow(() -> CommandException.failure(
                                        "no window can ask for the PIN, since this was not started by the launcher",
                                        "Start it as ./tokentwin emulator, or say --ask terminal or --ask PROGRAM.")),
                        "client",
                        "ask");
            case TERMINAL -> TerminalQuestion.command();
            default -> List.of(who);
        };
    }

    private static Optional<String> launcher() {
        return Optional.ofNullable(System.getProperty(LAUNCHER_PROPERTY));
    }

    private ParameterException usage(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
