package org.tokentwin.emulator.cryptoki.object;

import java.nio.charset.StandardCharsets;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.NestedTemplate;

/** The form that a value has by its attribute's type, whatever the object. */
final class AttributeForm {
    /** The longest value: an object must fit a file of the card. */
    private static final int MOST_BYTES = 0x7000;

    private AttributeForm() {}

    /** @throws CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} */
    static void check(Attribute attribute) {
        switch (AttributeKind.of(attribute.type())) {
            case BOOLEAN -> attribute.asBoolean();
            case ULONG -> attribute.asUlong();
            case ULONG_ARRAY -> require(attribute, attribute.length() % Long.BYTES == 0);
            case DATE -> require(attribute, isDate(attribute.value()));
            case TEMPLATE -> {
                require(attribute, fits(attribute));
                NestedTemplate.attributes(attribute).forEach(AttributeForm::check);
            }
            case BYTES -> {}
        }
    }

    /** Whether a value is short enough for an object to fit a file of the card. */
    static boolean fits(Attribute attribute) {
        return attribute.length() <= MOST_BYTES;
    }

    /** Empty, or the digits {@code YYYYMMDD} with a month and a day that exist. */
    private static boolean isDate(byte[] value) {
        String text = new String(value, StandardCharsets.US_ASCII);
        return text.isEmpty() || text.matches("\\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])");
    }

    private static void require(Attribute attribute, boolean condition) {
        if (!condition) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, attribute + " is not of its type's form");
        }
    }
}
