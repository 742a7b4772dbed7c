package org.tokentwin.emulator.module;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.tokentwin.cryptoki.Ck;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeQuery;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.AttributeRoom;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** The template of {@code C_GetAttributeValue}: asks for values, and takes them. */
record CallerTemplate(AbiLayout abi, List<CkAttribute> template) {
    static CallerTemplate of(AbiLayout abi, MemorySegment template, long count) {
        return new CallerTemplate(abi, CkAttribute.template(abi, template, count));
    }

    /** @throws CryptokiException when an attribute was refused or did not fit */
    void fill(Cryptoki cryptoki, long session, long object) {
        AttributeQuery query =
                new AttributeQuery(template.stream().map(this::room).toList());
        List<AttributeResult> results = query.ask(cryptoki, session, object);
        for (int i = 0; i < results.size(); i++) {
            put(template.get(i), results.get(i));
        }
        Ckr ckr = AttributeQuery.returnValue(results);
        if (ckr != Ckr.CKR_OK) {
            throw new CryptokiException(ckr, "not every attribute was given");
        }
    }

    private AttributeRoom room(CkAttribute asked) {
        long type = asked.type();
        if (Arguments.isNull(asked.value())) {
            return AttributeRoom.lengthOnly(type);
        }
        if (asked.isTemplate()) {
            return new AttributeRoom(
                    type,
                    false,
                    asked.valueLength(),
                    new CallerNestedTemplate(asked, CkAttribute.nesting(abi)).rooms());
        }
        return AttributeRoom.of(type, NativeValue.canonicalRoom(abi, type, asked.valueLength()));
    }

    private void put(CkAttribute asked, AttributeResult result) {
        if (result.value().isEmpty()) {
            asked.putValueLength(Ck.CK_UNAVAILABLE_INFORMATION);
            return;
        }
        Attribute attribute = result.value().get();
        if (asked.isTemplate()) {
            new CallerNestedTemplate(asked, CkAttribute.nesting(abi)).put(attribute);
            return;
        }
        byte[] value = NativeValue.toNative(abi, attribute);
        if (!Arguments.isNull(asked.value())) {
            MemorySegment.copy(value, 0, asked.value(), JAVA_BYTE, 0, value.length);
        }
        asked.putValueLength(value.length);
    }
}
