package org.tokentwin.client.window.model;

import java.util.List;
import java.util.Optional;
import org.tokentwin.client.pkcs11.ModuleInfo;

/** The tokens in a module's slots, as they were when they were read. */
public record DeskView(ModuleInfo module, List<TokenView> tokens) {
    public DeskView {
        tokens = List.copyOf(tokens);
    }

    /** The token that was chosen before, if it is still there. */
    public Optional<TokenView> find(TokenId id) {
        return tokens.stream().filter(token -> token.id().equals(id)).findFirst();
    }
}
