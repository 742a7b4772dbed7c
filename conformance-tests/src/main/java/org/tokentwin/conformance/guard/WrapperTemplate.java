package org.tokentwin.conformance.guard;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.Attributes;

/** A template as the wrapper takes it. */
final class WrapperTemplate implements Template {
    private final int index;
    private final CK_ATTRIBUTE[] attributes;

    /** @param index its place among the arguments */
    WrapperTemplate(int index, CK_ATTRIBUTE... attributes) {
        this.index = index;
        this.attributes = attributes.clone();
    }

    @Override
    public boolean isReadable() {
        return true;
    }

    @Override
    public boolean isEmpty() {
        return attributes.length == 0;
    }

    @Override
    public boolean isOnToken() {
        return of(CKA_TOKEN).anyMatch(each -> !Boolean.FALSE.equals(each.pValue));
    }

    @Override
    public boolean isInSession() {
        return of(CKA_TOKEN).anyMatch(each -> Boolean.FALSE.equals(each.pValue));
    }

    @Override
    public Optional<String> label() {
        return of(CKA_LABEL).findFirst().map(WrapperTemplate::text);
    }

    private Stream<CK_ATTRIBUTE> of(long type) {
        return Arrays.stream(attributes).filter(Objects::nonNull).filter(each -> each.type == type);
    }

    @Override
    public @Nullable Object[] relabelled(@Nullable Object[] arguments, UnaryOperator<String> label) {
        Stream<CK_ATTRIBUTE> changed = Arrays.stream(attributes)
                .map(each -> each != null && each.type == CKA_LABEL
                        ? Attributes.string(CKA_LABEL, label.apply(text(each)))
                        : each);
        Stream<CK_ATTRIBUTE> added =
                label().isPresent() ? Stream.empty() : Stream.of(Attributes.string(CKA_LABEL, label.apply("")));
        @Nullable Object[] copy = arguments.clone();
        copy[index] = Stream.concat(changed, added).toArray(CK_ATTRIBUTE[]::new);
        return copy;
    }

    private static String text(CK_ATTRIBUTE label) {
        return label.pValue instanceof char[] text ? new String(text) : "";
    }
}
