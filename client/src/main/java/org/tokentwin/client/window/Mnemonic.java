package org.tokentwin.client.window;

import java.util.Optional;

/**
 * A control's words and the letter that chooses it on the keyboard, from one text in which {@code &} stands before the letter.
 *
 * @param index the letter's place in the words; -1 if there is none
 */
record Mnemonic(String text, int index) {
    static Mnemonic of(String marked) {
        int mark = marked.indexOf('&');
        return mark < 0 || mark == marked.length() - 1
                ? new Mnemonic(marked, -1)
                : new Mnemonic(marked.substring(0, mark) + marked.substring(mark + 1), mark);
    }

    /** The words alone: in Chinese the letter stands in brackets behind them. */
    String name() {
        boolean inBrackets = index > 0 && text.charAt(index - 1) == '(';
        return inBrackets ? text.substring(0, index - 1) : text;
    }

    /** The code of the key. */
    Optional<Integer> letter() {
        return index < 0 ? Optional.empty() : Optional.of((int) Character.toUpperCase(text.charAt(index)));
    }
}
