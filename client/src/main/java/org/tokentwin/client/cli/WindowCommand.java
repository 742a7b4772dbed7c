package org.tokentwin.client.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.window.ClientWindow;
import org.tokentwin.client.window.WindowRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code window}: the client on the desktop. */
@Command(
        name = "window",
        description = "Opens a window: looks at tokens and certificates, changes the PIN. In English and Chinese.")
final class WindowCommand implements Callable<Integer> {
    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Mixin
    private AppearanceOptions appearance = new AppearanceOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = ClientCommand.surroundings(spec);
        WindowRequest request = new WindowRequest(
                tokens.module(),
                tokens.served(),
                surroundings.modules(),
                Optional.ofNullable(System.getProperty("tokentwin.launcher")).map(Path::of),
                tokens::slots,
                surroundings.clock(),
                appearance.texts(),
                appearance.dark());
        open(request).awaitClose();
        return ExitStatus.SUCCESS;
    }

    private static ClientWindow open(WindowRequest request) throws InterruptedException {
        try {
            return WindowSystem.open(() -> ClientWindow.open(request));
        } catch (NoWindowException e) {
            throw TokenException.failed(e.reason(), e.advice(), e);
        }
    }
}
