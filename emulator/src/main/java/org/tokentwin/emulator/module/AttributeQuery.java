package org.tokentwin.emulator.module;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/**
 * The template of {@code C_GetAttributeValue}: asks for types, and takes the answers, PKCS#11 v2.40 section 5.7. Each attribute
 * is dealt with whatever becomes of the others. Of several errors the one that comes first in {@link #PRECEDENCE} is returned.
 */
final class AttributeQuery {
    private static final long CK_UNAVAILABLE_INFORMATION = -1L;

    private static final List<Ckr> PRECEDENCE =
            List.of(Ckr.CKR_ATTRIBUTE_SENSITIVE, Ckr.CKR_ATTRIBUTE_TYPE_INVALID, Ckr.CKR_BUFFER_TOO_SMALL, Ckr.CKR_OK);

    private final AbiLayout abi;
    private final List<CkAttribute> template;

    AttributeQuery(AbiLayout abi, MemorySegment template, long count) {
        this.abi = abi;
        this.template = CkAttribute.template(abi, template, count);
    }

    long[] types() {
        return template.stream().mapToLong(CkAttribute::type).toArray();
    }

    /** @throws CryptokiException when an attribute was refused or did not fit */
    void answer(List<AttributeResult> results) {
        int worst = PRECEDENCE.indexOf(Ckr.CKR_OK);
        for (int i = 0; i < results.size(); i++) {
            worst = Math.min(worst, PRECEDENCE.indexOf(answer(template.get(i), results.get(i))));
        }
        Ckr ckr = PRECEDENCE.get(worst);
        if (ckr != Ckr.CKR_OK) {
            throw new CryptokiException(ckr, "not every attribute was given");
        }
    }

    private Ckr answer(CkAttribute asked, AttributeResult result) {
        Ckr ckr = result.value().map(value -> put(asked, value)).orElse(result.ckr());
        if (ckr != Ckr.CKR_OK) {
            asked.putValueLength(CK_UNAVAILABLE_INFORMATION);
        }
        return ckr;
    }

    private Ckr put(CkAttribute asked, Attribute attribute) {
        byte[] value = NativeValue.toNative(abi, attribute);
        if (!Arguments.isNull(asked.value())) {
            if (Long.compareUnsigned(asked.valueLength(), value.length) < 0) {
                return Ckr.CKR_BUFFER_TOO_SMALL;
            }
            MemorySegment.copy(value, 0, asked.value(), JAVA_BYTE, 0, value.length);
        }
        asked.putValueLength(value.length);
        return Ckr.CKR_OK;
    }
}
