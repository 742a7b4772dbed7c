package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.fault.Fault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fault}: lets a token fail while a server serves it. */
@Command(
        name = "fault",
        description = {
            "Lets faults happen to a served token, and prints which wait to happen.",
            "",
            "A FAULT is ACTION[@KIND[:NUMBER]]. Actions: remove, remove-after, sw=XXXX, delay=TIME, slow=TIME, memory-full, clock=TIME. "
                    + "Kinds of command: command, sign, decipher, verify, write. NUMBER counts from now, or is always.",
            "So remove@sign pulls the token out at the next signature, and sw=6581@write:2 lets the second write fail.",
            "clock=2020-12-31T23:59:59Z sets the token's clock at once; --clear takes that back too.",
            "To pull the token out now: remove. To put it in again: insert."
        })
final class FaultCommand implements Callable<Integer> {
    @Option(
            names = "--token",
            paramLabel = "NAME",
            description = "The token's name or serial number; not needed where the server has but one.")
    private @Nullable String token;

    @Mixin
    private FaultRequest request = new FaultRequest();

    @Override
    public Integer call() {
        request.send("fault", token, Fault::parse, waiting -> "the token " + waiting.token());
        return ExitStatus.SUCCESS;
    }
}
