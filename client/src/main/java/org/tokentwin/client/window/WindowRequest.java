package org.tokentwin.client.window;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.window.text.Texts;

/**
 * What the window opens with.
 *
 * @param module empty where none was named, and none is the only one: the window offers those that were found
 * @param served the module of TokenTwin's server, where one runs
 * @param found the modules that this machine has
 * @param launcher what starts an emulated token; empty if there is none
 * @param slots those of a module that the user wants to see
 * @param clock tells whether certificates are valid
 */
public record WindowRequest(
        Optional<Path> module,
        Optional<Path> served,
        List<Path> found,
        Optional<Path> launcher,
        Function<TokenClient, List<Slot>> slots,
        InstantSource clock,
        Texts texts,
        boolean dark) {
    public WindowRequest {
        found = List.copyOf(found);
    }
}
