package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.Direction.IN;
import static org.tokentwin.cryptoki.Direction.IN_OUT;
import static org.tokentwin.cryptoki.Direction.OUT;
import static org.tokentwin.cryptoki.NullMeaning.ALLOWED;
import static org.tokentwin.cryptoki.NullMeaning.EMPTY;
import static org.tokentwin.cryptoki.NullMeaning.LENGTH_QUERY;
import static org.tokentwin.cryptoki.NullMeaning.NO_POINTER;
import static org.tokentwin.cryptoki.NullMeaning.PROTECTED_PATH;
import static org.tokentwin.cryptoki.NullMeaning.REFUSED;
import static org.tokentwin.cryptoki.NullMeaning.REQUIRED;
import static org.tokentwin.cryptoki.ValueType.BYTE;
import static org.tokentwin.cryptoki.ValueType.POINTER;
import static org.tokentwin.cryptoki.ValueType.ULONG;

import java.util.List;

/** The kinds of parameters that PKCS#11's functions have. One is up to three parameters in C, such as a pointer and a length. */
public enum ParameterKind {
    /** A session's handle. */
    SESSION(IN, NO_POINTER, ULONG),
    /** A slot's id. */
    SLOT(IN, NO_POINTER, ULONG),
    /** An object's handle. */
    OBJECT(IN, NO_POINTER, ULONG),
    /** A {@code CK_BBOOL}. */
    BOOLEAN(IN, NO_POINTER, BYTE),
    /** Flags. */
    FLAGS(IN, NO_POINTER, ULONG),
    /** A {@code CKM_}. */
    MECHANISM_TYPE(IN, NO_POINTER, ULONG),
    /** A {@code CKU_}. */
    USER_TYPE(IN, NO_POINTER, ULONG),
    /** Any other number. */
    NUMBER(IN, NO_POINTER, ULONG),
    /** Bytes with their length. */
    BYTES(IN, EMPTY, POINTER, ULONG),
    /** A PIN with its length in bytes: never shown, and wiped after use. */
    PIN(IN, PROTECTED_PATH, POINTER, ULONG),
    /** A token's label: 32 bytes, padded with blanks, without a length. */
    LABEL(IN, REFUSED, POINTER),
    /** A text that ends with a byte of 0. */
    STRING(IN, ALLOWED, POINTER),
    /** A {@code CK_VERSION}. */
    VERSION(IN, ALLOWED, POINTER),
    /** A {@code CK_MECHANISM}; from v3.0 on, null cancels the operation that is active. */
    MECHANISM(IN, REFUSED, POINTER),
    /** A message's parameter: a mechanism's own structure, which it may change, with its length. */
    PARAMETER(IN_OUT, ALLOWED, POINTER, ULONG),
    /** Attributes with their number. */
    TEMPLATE(IN, EMPTY, POINTER, ULONG),
    /** Attributes to fill, with their number. */
    QUERY(IN_OUT, EMPTY, POINTER, ULONG),
    /** Room for bytes, and a pointer to its length, which becomes the length of what is written or needed. */
    ROOM(OUT, LENGTH_QUERY, POINTER, POINTER),
    /** Room for bytes, and how many to write. */
    FILLED(OUT, REFUSED, POINTER, ULONG),
    /** Room for numbers, and a pointer to how many fit, which becomes their number. */
    NUMBERS(OUT, LENGTH_QUERY, POINTER, POINTER),
    /** Room for handles, how many fit, and where their number goes. */
    HANDLES(OUT, REFUSED, POINTER, ULONG, POINTER),
    /** Where a handle goes. */
    HANDLE(OUT, REFUSED, POINTER),
    /** Where a number goes. */
    RESULT(OUT, REFUSED, POINTER),
    /** Where a structure goes. */
    STRUCTURE(OUT, REFUSED, POINTER),
    /** A {@code CK_C_INITIALIZE_ARGS}. */
    INITIALIZE_ARGS(IN, ALLOWED, POINTER),
    /** What the application wants back in its callback. */
    APPLICATION(IN, ALLOWED, POINTER),
    /** A callback. */
    NOTIFY(IN, ALLOWED, POINTER),
    /** Kept for later versions. */
    RESERVED(IN, REQUIRED, POINTER),
    /** Where the address of a function list goes. */
    FUNCTION_LIST(OUT, REFUSED, POINTER),
    /** Where the address of an interface goes. */
    INTERFACE(OUT, REFUSED, POINTER),
    /** Room for interfaces, and a pointer to how many fit, which becomes their number. */
    INTERFACES(OUT, LENGTH_QUERY, POINTER, POINTER);

    private final Direction direction;
    private final NullMeaning nullMeaning;
    private final List<ValueType> types;

    ParameterKind(Direction direction, NullMeaning nullMeaning, ValueType... types) {
        this.direction = direction;
        this.nullMeaning = nullMeaning;
        this.types = List.of(types);
    }

    /** Returns which way the value goes. */
    public Direction direction() {
        return direction;
    }

    /** Returns what a null pointer means; that of the first of several. */
    public NullMeaning nullMeaning() {
        return nullMeaning;
    }

    /** Returns its parameters in C. */
    public List<ValueType> types() {
        return types;
    }

    /** A parameter of this kind, with a name for each parameter in C. */
    Parameter of(String... names) {
        return new Parameter(this, null, List.of(names));
    }

    /** A pointer to where a structure goes. */
    static Parameter structure(Structure structure, String name) {
        return new Parameter(STRUCTURE, structure, List.of(name));
    }
}
