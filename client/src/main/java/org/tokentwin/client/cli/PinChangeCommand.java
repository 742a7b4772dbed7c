package org.tokentwin.client.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.CharacterRule;
import org.tokentwin.client.Pin;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.pkcs11.TokenFlag;
import org.tokentwin.client.view.PinChange;
import org.tokentwin.client.view.PinChangeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pin change}: current PIN, new PIN, confirmation. */
@Command(
        name = "change",
        description = {
            "Changes the user PIN. It asks for the current PIN, the new one, and the new one again.",
            "What cannot succeed is refused before anything is sent to the token."
        })
final class PinChangeCommand implements Callable<Integer> {
    /** Who decides about the characters of a new PIN. */
    enum Policy {
        token,
        ecert
    }

    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Mixin
    private PinOptions currentPin = new PinOptions();

    @Mixin
    private NewPinOptions newPin = new NewPinOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--policy",
            paramLabel = "RULE",
            description = {
                "Who decides about the new PIN's characters, ${COMPLETION-CANDIDATES}: the token alone, or the rule of the",
                "e-Cert Token's user guide too, before anything is sent (the default where the token holds an e-Cert)."
            })
    private @Nullable Policy policy;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (TokenClient client = tokens.openClient()) {
            Token token = tokens.oneToken(client);
            List<String> advice = change(client, token);
            output.print(
                    new PinChange(token.label(), token.serial(), client.pinStatus(token), advice),
                    PinChangeText::render);
            return ExitStatus.SUCCESS;
        }
    }

    private List<String> change(TokenClient client, Token token) throws IOException {
        if (token.has(TokenFlag.CKF_PROTECTED_AUTHENTICATION_PATH)) {
            client.changePin(token, Pin.fromTokensOwnDialogue(), Pin.fromTokensOwnDialogue(), currentPin.risk());
            return List.of();
        }
        boolean ecert = policy == null ? client.isEcertToken(token) : policy == Policy.ecert;
        showPolicy(token, ecert);
        try (Pin current = currentPin.read(token, tokens.uri(), "Current PIN of " + token.label());
                Pin replacement = newPin.read(candidate -> check(token, current, candidate, ecert))) {
            client.changePin(token, current, replacement, currentPin.risk());
            return client.isEcertToken(token) ? CharacterRule.violations(replacement) : List.of();
        }
    }

    private static void check(Token token, Pin current, Pin candidate, boolean ecert) {
        TokenClient.refuseReplacement(token, current, candidate);
        List<String> violations = ecert ? CharacterRule.violations(candidate) : List.of();
        if (!violations.isEmpty()) {
            throw TokenException.refused(
                    "the new PIN lacks " + String.join(", ", violations) + ": nothing was sent to the token",
                    "A new PIN has " + CharacterRule.describe() + ".");
        }
    }

    /** On standard error, so that standard output holds nothing but the result. */
    private void showPolicy(Token token, boolean ecert) {
        PrintWriter err = spec.commandLine().getErr();
        ErrorMessages.line(
                err, "A PIN of this token has " + token.minPinLength() + " to " + token.maxPinLength() + " bytes.");
        if (ecert) {
            ErrorMessages.line(err, "On an e-Cert Token a new PIN has " + CharacterRule.describe() + ".");
        }
    }
}
