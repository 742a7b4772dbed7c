package org.tokentwin.conformance.guard;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.raw.RawTemplate;
import org.tokentwin.conformance.raw.RawTemplate.Attribute;

/** A template in C memory. */
record MemoryTemplate(RawTemplate raw) implements Template {
    private static final int LONGEST_LABEL = 64 * 1024;

    @Override
    public boolean isReadable() {
        return raw.isReadable();
    }

    @Override
    public boolean isEmpty() {
        return raw.count() == 0;
    }

    @Override
    public boolean isOnToken() {
        return of(CKA_TOKEN).anyMatch(each -> !isFalse(each));
    }

    @Override
    public boolean isInSession() {
        return of(CKA_TOKEN).anyMatch(MemoryTemplate::isFalse);
    }

    private static boolean isFalse(Attribute attribute) {
        byte[] value = attribute.bytes(1);
        return value.length == 1 && value[0] == 0;
    }

    @Override
    public Optional<String> label() {
        return of(CKA_LABEL).findFirst().map(MemoryTemplate::text);
    }

    private Stream<Attribute> of(long type) {
        return raw.attributes().stream().filter(each -> each.type() == type);
    }

    @Override
    public @Nullable Object[] relabelled(@Nullable Object[] arguments, UnaryOperator<String> label) {
        Stream<Attribute> changed = raw.attributes().stream()
                .map(each -> each.type() == CKA_LABEL ? labelled(label.apply(text(each))) : each);
        Stream<Attribute> added = label().isPresent() ? Stream.empty() : Stream.of(labelled(label.apply("")));
        List<Attribute> all = Stream.concat(changed, added).toList();
        return raw.replacedIn(arguments, all);
    }

    private static Attribute labelled(String text) {
        return RawTemplate.attribute(CKA_LABEL, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Attribute label) {
        return new String(label.bytes(LONGEST_LABEL), StandardCharsets.UTF_8);
    }
}
