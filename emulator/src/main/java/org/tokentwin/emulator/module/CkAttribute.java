package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.NestedTemplate;

/** A {@code CK_ATTRIBUTE} in the caller's memory, PKCS#11 v2.40 section 3.4. */
record CkAttribute(AbiLayout abi, MemorySegment memory) {
    /** The elements of a template; a null pointer is a template of no attributes. */
    static List<CkAttribute> template(AbiLayout abi, MemorySegment template, long count) {
        long size = Structure.CK_ATTRIBUTE.size(abi.model());
        return IntStream.range(0, Arguments.length(template, count, size))
                .mapToObj(i -> new CkAttribute(abi, template.asSlice(i * size, size)))
                .toList();
    }

    /** The attributes of a template. */
    static List<Attribute> read(AbiLayout abi, MemorySegment template, long count) {
        return template(abi, template, count).stream().map(CkAttribute::read).toList();
    }

    private Attribute read() {
        return isTemplate()
                ? readTemplate(nesting(abi))
                : Attribute.of(type(), NativeValue.toCanonical(abi, type(), Arguments.bytes(value(), valueLength())));
    }

    /** A template that is a value, PKCS#11 v2.40 section 4.1.3. */
    private Attribute readTemplate(TemplateNesting nesting) {
        List<Attribute> attributes = new ArrayList<>();
        long size = Structure.CK_ATTRIBUTE.size(abi.model());
        Arguments.length(value(), valueLength(), 1);
        List<CkAttribute> inside = inside(nesting);
        if (inside.size() * size != valueLength()) {
            throw new CryptokiException(
                    Ckr.CKR_ATTRIBUTE_VALUE_INVALID,
                    Cka.name(type()) + " of " + valueLength()
                            + " bytes is no array of CK_ATTRIBUTE, or too deep or long");
        }
        inside.forEach(attribute -> attributes.add(attribute.readInside(nesting)));
        nesting.leave();
        return NestedTemplate.of(type(), attributes);
    }

    private Attribute readInside(TemplateNesting nesting) {
        if (isTemplate()) {
            return readTemplate(nesting);
        }
        if (!Arguments.isNull(value()) && !TemplateNesting.reads(valueLength())) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, Cka.name(type()) + " is too long");
        }
        return read();
    }

    /** The attributes of a template that is a value, as far as they are followed. */
    List<CkAttribute> inside(TemplateNesting nesting) {
        return template(abi, value(), nesting.enter(!Arguments.isNull(value()), valueLength()));
    }

    boolean isTemplate() {
        return AttributeKind.of(type()) == AttributeKind.TEMPLATE;
    }

    static TemplateNesting nesting(AbiLayout abi) {
        return new TemplateNesting(Structure.CK_ATTRIBUTE.size(abi.model()));
    }

    long type() {
        return abi.ulong(memory, 0);
    }

    /** {@code pValue}. */
    MemorySegment value() {
        return abi.pointer(memory, valueOffset());
    }

    /** {@code ulValueLen}. */
    long valueLength() {
        return abi.ulong(memory, valueLengthOffset());
    }

    void putType(long type) {
        abi.putUlong(memory, 0, type);
    }

    void putValueLength(long length) {
        abi.putUlong(memory, valueLengthOffset(), length);
    }

    private long valueOffset() {
        return abi.pointerAfter(abi.ulongBytes());
    }

    private long valueLengthOffset() {
        return valueOffset() + Long.BYTES;
    }
}
