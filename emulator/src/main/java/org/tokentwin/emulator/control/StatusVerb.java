package org.tokentwin.emulator.control;

import java.io.IOException;
import java.util.List;
import java.util.function.IntSupplier;

/** {@code status}: how the server and its tokens stand, or one of them. */
public final class StatusVerb implements Verb {
    private final ServedTokens tokens;
    private final IntSupplier connections;
    private final IntSupplier connectionsByP11Kit;
    private final String cryptography;

    /**
     * @param connections the applications that are connected now
     * @param connectionsByP11Kit those of them that come by p11-kit's client
     * @param cryptography the providers that the cards compute with
     */
    public StatusVerb(
            ServedTokens tokens, IntSupplier connections, IntSupplier connectionsByP11Kit, String cryptography) {
        this.tokens = tokens;
        this.connections = connections;
        this.connectionsByP11Kit = connectionsByP11Kit;
        this.cryptography = cryptography;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        List<String> names = request.token() == null ? tokens.names() : List.of(tokens.name(request.token()));
        answers.send(new ServerStatus(
                ProcessHandle.current().pid(),
                connections.getAsInt(),
                connectionsByP11Kit.getAsInt(),
                cryptography,
                names.stream().map(name -> TokenStatus.of(tokens, name)).toList()));
    }
}
