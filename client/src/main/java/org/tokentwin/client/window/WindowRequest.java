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
 * @param found the modules that this machine has
 * @param slots those of a module that the user wants to see
 * @param clock tells whether certificates are valid
 */
public record WindowRequest(
        Optional<Path> module,
        List<Path> found,
        Function<TokenClient, List<Slot>> slots,
        InstantSource clock,
        Texts texts,
        boolean dark) {
    public WindowRequest {
        found = List.copyOf(found);
    }
}
