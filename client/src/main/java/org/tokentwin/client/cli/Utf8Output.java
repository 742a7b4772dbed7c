package org.tokentwin.client.cli;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Output in the terminal's encoding. A locale without one, C or POSIX, would turn every other letter into a question mark: there UTF-8 is
 * written, and said once.
 */
final class Utf8Output {
    /** What the launcher, which gives Java a locale with UTF-8, found in place of one. */
    static final String CALLERS_LOCALE = "TOKENTWIN_CALLERS_LC_ALL";

    private Utf8Output() {}

    static PrintWriter writer(OutputStream out, String encodingProperty) {
        Charset charset = Charset.forName(
                System.getProperty(encodingProperty, Charset.defaultCharset().name()));
        return new PrintWriter(out, true, charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset);
    }

    /** Warns where text with other letters than ASCII goes out in UTF-8 although the locale does not say so. */
    static void warn(String text, PrintWriter err, Function<String, Boolean> isSet) {
        boolean chosenHere = isSet.apply(CALLERS_LOCALE)
                || Charset.forName(System.getProperty("stdout.encoding", "UTF-8"))
                        .equals(StandardCharsets.US_ASCII);
        if (chosenHere && !StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
            err.println(
                    "warning: the locale is C, so that names are written in UTF-8; LC_ALL=C.UTF-8 says so to other programs too");
            err.flush();
        }
    }
}
