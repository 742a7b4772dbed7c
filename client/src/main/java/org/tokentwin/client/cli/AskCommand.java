package org.tokentwin.client.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.window.AskDialog;
import org.tokentwin.client.window.model.PinRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ask}: the dialogue that asks for the password in the place of a program. */
@Command(
        name = "ask",
        description = {
            "Asks for a password in a window, and writes it to standard output.",
            "",
            "A server of emulated tokens starts it, for --ask window, and says in its environment what to ask."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:entered", "1:the user does not want to", "2:nobody can be asked"})
final class AskCommand implements Callable<Integer> {
    private static final int CANCELLED = 1;
    private static final int NOBODY = 2;

    @Mixin
    private AppearanceOptions appearance = new AppearanceOptions();

    @Spec
    private CommandSpec spec;

    /** Programs that ask get the question in one line, too; the dialogue has room for more. */
    @Parameters(arity = "0..1", paramLabel = "QUESTION", description = "The question in one line, which is not shown.")
    @SuppressWarnings("UnusedMethod") // picocli calls it
    private void question(@Nullable String ignored) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Surroundings surroundings = ClientCommand.surroundings(spec);
        PinRequest request = request(surroundings);
        AskDialog dialog;
        try {
            dialog = WindowSystem.open(() -> AskDialog.open(request, appearance.texts(), appearance.dark()));
        } catch (NoWindowException e) {
            return nobody(e.reason());
        }
        Thread.ofPlatform().daemon().name("server-watch").start(() -> cancelAtEnd(surroundings.in(), dialog));
        Optional<List<char[]>> entered = dialog.await();
        if (entered.isEmpty()) {
            return CANCELLED;
        }
        for (char[] password : entered.get()) {
            write(password, surroundings);
        }
        surroundings.out().flush();
        return ExitStatus.SUCCESS;
    }

    private PinRequest request(Surroundings surroundings) {
        try {
            return new AskVariables(surroundings.environment()).request();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is nothing to ask: this is started by './tokentwin emulator serve --ask window' when a "
                            + "program uses a token",
                    e);
        }
    }

    private int nobody(String why) {
        ErrorMessages.print(spec.commandLine(), why, "Start the server on a desktop, or with --ask terminal.");
        return NOBODY;
    }

    /** The server's end is this program's: standard input is a pipe from it. */
    private static void cancelAtEnd(InputStream in, AskDialog dialog) {
        try {
            while (in.read() >= 0) {
                // nothing is said there
            }
        } catch (IOException e) {
            // it broke: the server is gone
        }
        dialog.cancel();
    }

    @SuppressWarnings("ByteBufferBackingArray") // the encoder's own array, wiped as a whole
    private static void write(char[] password, Surroundings surroundings) throws IOException {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        surroundings.out().write(encoded.array(), 0, encoded.limit());
        surroundings.out().write('\n');
        Arrays.fill(encoded.array(), (byte) 0);
        Arrays.fill(password, '\0');
    }
}
