package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.tokentwin.emulator.card.CardRemovedException;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.trace.PrintableText;

/**
 * A log record as one line that steers no terminal. Of a failure it has the words only where they are this program's or the system's own: those of
 * others can quote what a stranger sent, and it may have been a PIN.
 */
final class LogLine extends Formatter {
    private static final String OWN = "org.tokentwin.";
    private static final int MOST_CAUSES = 8;

    /** The levels as SLF4J names them, where the JDK has other names. */
    private static final Map<Level, String> LEVELS =
            Map.of(Level.SEVERE, "error", Level.FINE, "debug", Level.FINEST, "trace");

    @Override
    public String format(LogRecord entry) {
        Throwable thrown = entry.getThrown();
        return "tokentwin: " + level(entry.getLevel()) + ": "
                + PrintableText.of(formatMessage(entry) + (thrown == null ? "" : ": " + failure(thrown))) + "\n";
    }

    private static String level(Level level) {
        String name = LEVELS.getOrDefault(level, level.getName());
        return name.toLowerCase(Locale.ROOT);
    }

    private static String failure(Throwable thrown) {
        List<String> chain = new ArrayList<>();
        Throwable next = thrown;
        while (next != null && chain.size() < MOST_CAUSES) {
            chain.add(one(next));
            next = next.getCause();
        }
        return String.join(", because of ", chain);
    }

    private static String one(Throwable thrown) {
        boolean ownWords = thrown instanceof IOException
                || thrown instanceof CryptokiException
                || thrown instanceof CardRemovedException;
        String where = Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OWN))
                .findFirst()
                .map(frame -> " in " + frame)
                .orElse("");
        return thrown.getClass().getSimpleName() + (ownWords ? ": " + thrown.getMessage() : "") + where;
    }
}
