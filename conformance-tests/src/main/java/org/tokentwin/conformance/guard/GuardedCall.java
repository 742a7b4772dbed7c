package org.tokentwin.conformance.guard;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.raw.RawArguments;
import org.tokentwin.cryptoki.CryptokiFunction;

/**
 * What a guard looks at in a call, the same whichever way the call takes: numbers (sessions, slots, objects, user types), texts (PINs, names,
 * data) and templates, each in the order of the C function's parameters.
 *
 * @param texts what is given as characters, or as bytes in C memory; empty for a null pointer
 */
record GuardedCall(
        CryptokiFunction function, List<Long> numbers, List<Optional<char[]>> texts, List<Template> templates) {
    /** @throws IllegalArgumentException where the standard has no such function */
    static GuardedCall of(String name, @Nullable Object[] arguments) {
        CryptokiFunction function = CryptokiFunction.valueOf(name);
        return RawArguments.isRaw(arguments) ? ofRaw(function, arguments) : ofWrapper(function, arguments);
    }

    private static GuardedCall ofWrapper(CryptokiFunction function, @Nullable Object[] arguments) {
        List<Long> numbers = new ArrayList<>();
        List<Optional<char[]>> texts = new ArrayList<>();
        List<Template> templates = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case Long number -> numbers.add(number);
                case char[] text -> texts.add(Optional.of(text.clone()));
                case CK_ATTRIBUTE[] template -> templates.add(new WrapperTemplate(i, template));
                case null -> texts.add(Optional.empty());
                default -> {}
            }
        }
        return new GuardedCall(function, numbers, texts, templates);
    }

    private static GuardedCall ofRaw(CryptokiFunction function, @Nullable Object[] arguments) {
        RawArguments read = RawArguments.of(function, arguments);
        return new GuardedCall(
                function,
                read.numbers(),
                read.inputs().stream().map(RawArguments.Input::text).toList(),
                read.templates().stream().<Template>map(MemoryTemplate::new).toList());
    }

    /** A number; 0, which is no handle and no user, where there are not so many. */
    long number(int index) {
        return index < numbers.size() ? numbers.get(index) : 0;
    }

    /** A text; empty where there are not so many. */
    Optional<char[]> text(int index) {
        return index < texts.size() ? texts.get(index) : Optional.empty();
    }

    /** Whether this is the login of a user by a name: one whose PIN and tries nobody knows. */
    boolean isOfNamedUser() {
        return function == CryptokiFunction.C_LoginUser
                && text(1).map(name -> name.length > 0).orElse(false);
    }
}
