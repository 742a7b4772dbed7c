package org.tokentwin.conformance;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.pkcs11.TokenFlag;
import org.tokentwin.client.uri.Pkcs11Uri;
import org.tokentwin.conformance.guard.DescriptorNumbers;

/** Which of a module's tokens is meant; empty parts exclude none. */
public record TokenSelector(
        Optional<Long> slotId, Optional<String> label, Optional<String> serial, Optional<String> uri) {
    /** Excludes none. */
    public static final TokenSelector ANY =
            new TokenSelector(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * The slot of the one token that is meant. Where several are, an initialised one is preferred.
     *
     * @throws NoTokenException when there is none, or more than one
     */
    Token choose(Path module) {
        Pkcs11Uri named = uri.map(Pkcs11Uri::parse).orElseGet(Pkcs11Uri::any);
        try (DescriptorNumbers numbers = new DescriptorNumbers();
                TokenClient client = TokenClient.open(module)) {
            numbers.note();
            List<Token> found = client.slots().stream()
                    .filter(slot -> named.matches(client.module()) && named.matches(slot))
                    .map(Slot::token)
                    .flatMap(Optional::stream)
                    .filter(token -> named.matches(token) && accepts(token))
                    .toList();
            return one(initialized(found), module, client);
        } catch (TokenException e) {
            throw new NoTokenException(e.getMessage() + ". " + e.advice(), e);
        }
    }

    private boolean accepts(Token token) {
        return slotId.filter(id -> id != token.slotId()).isEmpty()
                && label.filter(text -> !text.equals(token.label())).isEmpty()
                && serial.filter(text -> !text.equals(token.serial())).isEmpty();
    }

    private static List<Token> initialized(List<Token> found) {
        List<Token> initialized = found.stream()
                .filter(token -> token.has(TokenFlag.CKF_TOKEN_INITIALIZED))
                .toList();
        return initialized.isEmpty() ? found : initialized;
    }

    private static Token one(List<Token> found, Path module, TokenClient client) {
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.size() > 1) {
            throw new NoTokenException("Several tokens are there: choose one with --serial or --slot: " + list(found));
        }
        List<Token> others = client.tokens();
        throw new NoTokenException(
                others.isEmpty()
                        ? "No token in any slot of " + module + ": plug it in"
                        : "No token is like the one asked for. These are there: " + list(others));
    }

    private static String list(List<Token> tokens) {
        return tokens.stream()
                .map(token -> (token.label().isEmpty() ? "(no label)" : token.label()) + " (serial " + token.serial()
                        + ", slot " + token.slotId() + ")")
                .collect(Collectors.joining(", "));
    }
}
