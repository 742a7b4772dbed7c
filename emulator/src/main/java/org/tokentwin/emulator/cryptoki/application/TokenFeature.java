package org.tokentwin.emulator.cryptoki.application;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.token.PinAge;
import org.tokentwin.emulator.cryptoki.token.PinReference;
import org.tokentwin.emulator.cryptoki.token.PinStatus;
import org.tokentwin.emulator.profile.TokenIdentity;

/** SafeNet's token object: retry counters, of which the first byte counts, and what the token is. Nobody changes it. */
final class TokenFeature extends HardwareFeature {
    private final Token token;

    TokenFeature(long handle, Token token) {
        super(handle, VendorNumbers.TOKEN_OBJECT);
        this.token = token;
        counter(VendorNumbers.USER_TRIES_LEFT, PinReference.USER, PinStatus::triesLeft);
        counter(VendorNumbers.SO_TRIES_LEFT, PinReference.SO, PinStatus::triesLeft);
        counter(VendorNumbers.USER_TRIES_AT_MOST, PinReference.USER, PinStatus::triesAtMost);
        counter(VendorNumbers.SO_TRIES_AT_MOST, PinReference.SO, PinStatus::triesAtMost);
        has(
                VendorNumbers.HAS_SO,
                () -> Attribute.ofBoolean(
                        VendorNumbers.HAS_SO, token.pinStatus(PinReference.SO).exists()));
        mayHave(VendorNumbers.USER_PIN_AGE, this::age);
        has(
                VendorNumbers.FREE_MEMORY,
                () -> VendorNumbers.number(VendorNumbers.FREE_MEMORY, TokenDescription.freeMemory(token)));
        has(VendorNumbers.CARD_ID, this::cardId);
        model(token.profile().token());
    }

    private void counter(long type, PinReference pin, ToIntFunction<PinStatus> count) {
        has(type, () -> VendorNumbers.number(type, count.applyAsInt(token.pinStatus(pin))));
    }

    /** Only where the rules limit it: else nobody tells the card the day. */
    private Optional<Attribute> age() {
        if (!token.pinStatus(PinReference.USER).ages()) {
            return Optional.empty();
        }
        return new PinAge(token.card().publicChannel())
                .days().stream()
                        .mapToObj(days -> VendorNumbers.number(VendorNumbers.USER_PIN_AGE, days))
                        .findFirst();
    }

    private Attribute cardId() {
        return Attribute.of(
                VendorNumbers.CARD_ID,
                HexFormat.of().parseHex(token.card().identity().cardId()));
    }

    private void model(TokenIdentity model) {
        mayHave(
                VendorNumbers.PRODUCT_NAME,
                () -> Optional.of(model.productName())
                        .filter(name -> !name.isEmpty())
                        .map(name -> Attribute.of(VendorNumbers.PRODUCT_NAME, name.getBytes(StandardCharsets.UTF_8))));
        mayHave(
                VendorNumbers.CARD_TYPE,
                () -> model.cardType().number().stream()
                        .mapToObj(number -> VendorNumbers.number(VendorNumbers.CARD_TYPE, number))
                        .findFirst());
    }
}
