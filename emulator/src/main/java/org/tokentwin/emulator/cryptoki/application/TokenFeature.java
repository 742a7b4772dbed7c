package org.tokentwin.emulator.cryptoki.application;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.cryptoki.PinStatus;
import org.tokentwin.emulator.cryptoki.token.LabelFile;
import org.tokentwin.emulator.cryptoki.token.PinAge;
import org.tokentwin.emulator.profile.TokenIdentity;

/** SafeNet's token object: retry counters, of which the first byte counts, and what the token is. The user changes its label, and nobody the rest. */
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
        has(Cka.CKA_LABEL, this::label);
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

    private Attribute label() {
        return Attribute.of(Cka.CKA_LABEL, TokenDescription.label(token).getBytes(StandardCharsets.UTF_8));
    }

    /** The card takes the new label from the user only. */
    @Override
    void change(List<Attribute> values, TokenLogin login) {
        values.forEach(each -> requireThere(each.type()));
        if (values.stream().anyMatch(each -> each.type() != Cka.CKA_LABEL)) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_READ_ONLY, "nobody changes more than the label");
        }
        List<String> labels = values.stream().map(TokenFeature::text).toList();
        login.requireUser();
        labels.forEach(new LabelFile(login.channel())::write);
    }

    private static String text(Attribute wanted) {
        return LabelFile.label(wanted.value())
                .orElseThrow(() -> new CryptokiException(
                        Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "no label of 1 to 32 bytes of UTF-8 without zeros"));
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
