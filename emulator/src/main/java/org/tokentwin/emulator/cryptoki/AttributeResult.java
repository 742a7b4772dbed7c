package org.tokentwin.emulator.cryptoki;

import java.util.Optional;
import org.tokentwin.cryptoki.Ckr;

/**
 * One attribute's answer from {@link Cryptoki#getAttributeValue}: its value, or why there is none.
 *
 * @param type the attribute asked for
 * @param value present when {@code ckr} is {@code CKR_OK}, and of a template of which a part did not fit
 * @param ckr {@code CKR_OK}, {@code CKR_ATTRIBUTE_SENSITIVE} or {@code CKR_ATTRIBUTE_TYPE_INVALID}; from {@link AttributeQuery} also {@code
 *     CKR_BUFFER_TOO_SMALL}
 */
public record AttributeResult(long type, Optional<Attribute> value, Ckr ckr) {
    public static AttributeResult of(Attribute value) {
        return new AttributeResult(value.type(), Optional.of(value), Ckr.CKR_OK);
    }

    /** A template of which some attributes did not fit. */
    static AttributeResult partly(Attribute value) {
        return new AttributeResult(value.type(), Optional.of(value), Ckr.CKR_BUFFER_TOO_SMALL);
    }

    public static AttributeResult refused(long type, Ckr ckr) {
        return new AttributeResult(type, Optional.empty(), ckr);
    }
}
