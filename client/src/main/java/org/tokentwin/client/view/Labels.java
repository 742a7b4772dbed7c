package org.tokentwin.client.view;

import org.tokentwin.client.KeyPresence;

/** How labels, and the want of one, are shown. */
final class Labels {
    private Labels() {}

    static String of(String label) {
        return label.isEmpty() ? "(no label)" : label;
    }

    static String of(KeyPresence key) {
        return switch (key) {
            case PRESENT -> "on the token";
            case ABSENT -> "not on the token";
            case UNKNOWN -> "not visible before login";
        };
    }
}
