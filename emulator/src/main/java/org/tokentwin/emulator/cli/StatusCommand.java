package org.tokentwin.emulator.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.PinCondition;
import org.tokentwin.emulator.control.ServerStatus;
import org.tokentwin.emulator.control.TokenStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: a running server and its tokens. */
@Command(name = "status", description = "Shows a running server and how its tokens stand.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private ServedTokenName token = new ServedTokenName();

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        output.print(server.ask(ControlRequest.of("status", token.given()), ServerStatus.class), StatusCommand::text);
        return ExitStatus.SUCCESS;
    }

    private static String text(ServerStatus status) {
        Page page = new Page()
                .field("Server", "process " + status.process())
                .field("Connections", connections(status))
                .field("Refused", refused(status))
                .field("Cryptography", status.cryptography());
        status.tokens().forEach(token -> addTo(page, token));
        return page.toString();
    }

    private static String connections(ServerStatus status) {
        String count = status.connectionsByP11Kit() == 0
                ? String.valueOf(status.connections())
                : status.connections() + ", " + status.connectionsByP11Kit()
                        + " of them by p11-kit, whose client hides mechanisms: see docs/serving.md";
        return status.turnedAway() == 0
                ? count
                : count + "; " + status.turnedAway() + " turned away: there may be " + status.mostConnections()
                        + ", as far as this system has threads and file descriptors";
    }

    /** Apart from those that were turned away: these connections stayed, and lost one call. */
    private static String refused(ServerStatus status) {
        return status.requestsRefused() == 0
                ? ""
                : status.requestsRefused() + " requests, for which there was no memory left";
    }

    static void addTo(Page page, TokenStatus token) {
        page.field("Token", token.token())
                .field("  label", token.label())
                .field("  serial number", token.serial())
                .field(
                        "  slot",
                        Optional.ofNullable(token.slot()).map(String::valueOf).orElse("not inserted"))
                .field("  sessions", token.sessions())
                .field("  user PIN", pin(token.userPin()))
                .field(
                        "  SO PIN",
                        Optional.ofNullable(token.soPin())
                                .map(StatusCommand::pin)
                                .orElse(""))
                .field(
                        "  signature PIN",
                        Optional.ofNullable(token.signaturePin())
                                .map(StatusCommand::pin)
                                .orElse(""))
                .field("  clock", Optional.ofNullable(token.clock()).orElse(""));
    }

    private static String pin(PinCondition pin) {
        if (!pin.initialised()) {
            return "not set";
        }
        String tries = pin.triesLeft() + " of " + pin.triesAtMost() + " tries left";
        return (pin.locked() ? "locked, " : "") + tries + (pin.mustChange() ? ", must be changed" : "");
    }
}
