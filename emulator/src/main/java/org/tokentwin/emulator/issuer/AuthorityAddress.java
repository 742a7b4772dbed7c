package org.tokentwin.emulator.issuer;

import java.net.URI;
import java.util.Locale;

/**
 * The address of an authority over HTTP, as its certificates name it: revocation lists below {@code /crl/}, OCSP at {@code /ocsp}, time stamps
 * at {@code /tsa}, its CA certificates below {@code /ca/}.
 *
 * @param base an {@code http} URL without a slash at its end
 */
public record AuthorityAddress(URI base) {
    /** The port of {@link #DEFAULT}, below those that systems give to clients. */
    public static final int DEFAULT_PORT = 21815;

    /** The default address: on this machine only. */
    public static final AuthorityAddress DEFAULT = ofPort(DEFAULT_PORT);

    private static final int LONGEST = 200;

    /** @throws IllegalArgumentException for another URL than plain {@code http://HOST[:PORT][/PATH]} of up to 200 characters */
    public AuthorityAddress {
        String text = base.toString();
        boolean plain = "http".equals(base.getScheme())
                && base.getHost() != null
                && base.getRawQuery() == null
                && base.getRawFragment() == null
                && base.getRawUserInfo() == null;
        if (!plain || text.endsWith("/") || text.length() > LONGEST || !text.matches("[\\x21-\\x7E]+")) {
            throw new IllegalArgumentException("an authority's address is http://HOST[:PORT][/PATH] in up to " + LONGEST
                    + " characters, such as http://127.0.0.1:" + DEFAULT_PORT);
        }
    }

    /** Port of this machine. */
    public static AuthorityAddress ofPort(int port) {
        return new AuthorityAddress(URI.create(String.format(Locale.ROOT, "http://127.0.0.1:%d", port)));
    }

    /**
     * Reads an address; a slash at its end is left out.
     *
     * @throws IllegalArgumentException when it is none; the message says what one looks like
     */
    public static AuthorityAddress parse(String text) {
        return new AuthorityAddress(URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text));
    }

    /** The address of one of its resources, such as {@code /ocsp}. */
    String of(String path) {
        return base + path;
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
