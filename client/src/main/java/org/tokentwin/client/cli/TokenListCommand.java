package org.tokentwin.client.cli;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.view.CertificateSummary;
import org.tokentwin.client.view.TokenTree;
import org.tokentwin.client.view.TokenTree.SlotNode;
import org.tokentwin.client.view.TokenTree.TokenNode;
import org.tokentwin.client.view.TokenTreeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code token list}: module, slots, tokens and their certificates as a tree. */
@Command(name = "list", description = "Shows the tokens and their certificates as a tree.")
final class TokenListCommand implements Callable<Integer> {
    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--all-slots", description = "Show empty slots too.")
    private boolean allSlots;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (TokenClient client = tokens.openClient()) {
            List<Slot> slots = allSlots ? tokens.slots(client) : tokens.slotsWithToken(client);
            List<SlotNode> nodes =
                    slots.stream().map(slot -> node(client, slot)).toList();
            output.print(new TokenTree(client.module(), nodes), TokenTreeText::render);
            return ExitStatus.SUCCESS;
        }
    }

    private SlotNode node(TokenClient client, Slot slot) {
        return new SlotNode(slot.id(), slot.description(), slot.token().map(token -> node(client, token)));
    }

    private TokenNode node(TokenClient client, Token token) {
        Instant now = ClientCommand.surroundings(spec).clock().instant();
        return new TokenNode(
                token.label(),
                token.manufacturer(),
                token.model(),
                token.serial(),
                client.pinStatus(token),
                client.certificates(token).stream()
                        .map(each -> CertificateSummary.of(each, now))
                        .toList());
    }
}
