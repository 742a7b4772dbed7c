package org.tokentwin.benchmark.token;

/** The contents of a token where nobody has prepared any: made once in a process. */
final class DefaultContents {
    private static final TokenContents CONTENTS = TokenContents.generate();

    private DefaultContents() {}

    static TokenContents get() {
        return CONTENTS;
    }
}
