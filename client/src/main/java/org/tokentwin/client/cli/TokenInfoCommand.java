package org.tokentwin.client.cli;

import java.util.concurrent.Callable;
import org.tokentwin.client.CharacterRule;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.view.TokenDetails;
import org.tokentwin.client.view.TokenDetailsText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code token info}: all that a token says of itself. */
@Command(name = "info", description = "Shows all that a token says of itself.")
final class TokenInfoCommand implements Callable<Integer> {
    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        try (TokenClient client = tokens.openClient()) {
            Slot slot = tokens.oneSlot(client);
            Token token = slot.token().orElseThrow();
            TokenDetails details = new TokenDetails(
                    slot.description(),
                    token,
                    token.flagSet(),
                    client.pinStatus(token),
                    client.isEcertToken(token) ? CharacterRule.describe() : "",
                    client.mechanisms(token));
            output.print(details, TokenDetailsText::render);
            return ExitStatus.SUCCESS;
        }
    }
}
