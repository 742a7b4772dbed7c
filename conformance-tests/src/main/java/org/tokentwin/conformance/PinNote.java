package org.tokentwin.conformance;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * One line of a {@link PinRecord}: a PIN and what became of it.
 *
 * @param text the PIN with line ends escaped; empty for the token's own
 */
record PinNote(Kind kind, Optional<String> text) {
    /** What became of a PIN. */
    enum Kind {
        /** It was sent as the new one, and it is not known whether the token took it. */
        SENT,
        /** It became the token's. */
        TAKEN,
        /** The token did not take it. */
        REFUSED,
        /** It was given to log in, and is not the token's. */
        WRONG;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String OWN = "-own";

    static PinNote own(Kind kind) {
        return new PinNote(kind, Optional.empty());
    }

    static PinNote of(Kind kind, char[] pin) {
        String text = new String(pin).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
        return new PinNote(kind, Optional.of(text));
    }

    /** Reads a line; empty where it is none. */
    static Optional<PinNote> parse(String line) {
        for (Kind kind : Kind.values()) {
            if (line.equals(kind.word() + OWN)) {
                return Optional.of(own(kind));
            }
            if (line.startsWith(kind.word() + " ")) {
                return Optional.of(
                        new PinNote(kind, Optional.of(line.substring(kind.word().length() + 1))));
            }
        }
        return Optional.empty();
    }

    String line() {
        return text.map(pin -> kind.word() + " " + pin).orElse(kind.word() + OWN);
    }

    PinNote as(Kind other) {
        return new PinNote(other, text);
    }

    /** The PIN; empty for the token's own. */
    Optional<char[]> pin() {
        return text.map(escaped -> escaped.translateEscapes().toCharArray());
    }

    /**
     * Those that the token can have, at most two: its own first. Where all of them proved wrong, the token lied, and its own one may be right
     * after all, unless that is among them.
     */
    static List<PinNote> candidates(List<PinNote> notes) {
        Optional<String> own = Optional.empty();
        SequencedSet<Optional<String>> possible = new LinkedHashSet<>(List.of(own));
        boolean ownIsWrong = false;
        for (PinNote note : notes) {
            switch (note.kind()) {
                case SENT -> possible.add(note.text());
                case TAKEN -> {
                    possible.clear();
                    possible.add(note.text());
                    ownIsWrong &= note.text().isPresent();
                }
                case WRONG -> {
                    possible.remove(note.text());
                    ownIsWrong |= note.text().isEmpty();
                }
                case REFUSED -> {}
            }
        }
        if (possible.remove(own) || (possible.isEmpty() && !ownIsWrong)) {
            possible.addFirst(own);
        }
        return possible.stream().map(text -> new PinNote(Kind.SENT, text)).toList();
    }
}
