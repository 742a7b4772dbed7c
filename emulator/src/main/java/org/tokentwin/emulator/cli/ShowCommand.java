package org.tokentwin.emulator.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code show}: a kept token and its certificate. */
@Command(name = "show", description = "Shows a kept token and its certificate, as they were issued.")
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private KeptTokenName token = new KeptTokenName();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        output.print(TokenDescription.of(token.home(), token.existing()), TokenDescription::text);
        return ExitStatus.SUCCESS;
    }
}
