package org.tokentwin.emulator.control;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/** {@code status}: how the server and its tokens stand, or one of them. */
public final class StatusVerb implements Verb {
    private final ServedTokens tokens;
    private final Supplier<ConnectionCount> connections;
    private final String cryptography;

    /** @param cryptography the providers that the cards compute with */
    public StatusVerb(ServedTokens tokens, Supplier<ConnectionCount> connections, String cryptography) {
        this.tokens = tokens;
        this.connections = connections;
        this.cryptography = cryptography;
    }

    @Override
    public String name() {
        return "status";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        List<String> names = request.token() == null ? tokens.names() : List.of(tokens.name(request.token()));
        ConnectionCount count = connections.get();
        answers.send(new ServerStatus(
                ProcessHandle.current().pid(),
                count.now(),
                count.byP11Kit(),
                count.most(),
                count.turnedAway(),
                count.requestsRefused(),
                tokens.emulator().transcripts(),
                tokens.emulator().profile().slots().count(),
                cryptography,
                names.stream().map(name -> TokenStatus.of(tokens, name)).toList()));
    }
}
