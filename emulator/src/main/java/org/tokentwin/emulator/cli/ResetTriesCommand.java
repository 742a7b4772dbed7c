package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.TokenStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reset-tries}: what no command of the card can do. */
@Command(
        name = "reset-tries",
        description =
                "Gives a served token all its PIN tries back, also when it is locked. A real token cannot do that.")
final class ResetTriesCommand implements Callable<Integer> {
    @Mixin
    private ServedTokenName token = new ServedTokenName();

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        output.print(server.ask(ControlRequest.of("reset-tries", token.given()), TokenStatus.class), status -> {
            Page page = new Page();
            StatusCommand.addTo(page, status);
            return page.toString();
        });
        return ExitStatus.SUCCESS;
    }
}
