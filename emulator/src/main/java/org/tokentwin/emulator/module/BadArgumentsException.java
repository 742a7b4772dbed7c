package org.tokentwin.emulator.module;

/** Pointers and lengths that no function can have meant: {@code CKR_ARGUMENTS_BAD}, from a call that did not come to its method. */
final class BadArgumentsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadArgumentsException(String what) {
        super(what);
    }
}
