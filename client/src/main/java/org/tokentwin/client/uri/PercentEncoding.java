package org.tokentwin.client.uri;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Percent-encoding, RFC 3986 section 2.1, with the characters that RFC 7512 section 2.3 lets stand for themselves. */
final class PercentEncoding {
    private static final String UNRESERVED = "-._~";
    private static final String RESERVED_EVERYWHERE = ":[]@!$'()*+,=";
    private static final String RESERVED_IN_PATH = "&";
    private static final String RESERVED_IN_QUERY = "/?|";

    private PercentEncoding() {}

    /**
     * The bytes that a value stands for.
     *
     * @throws Pkcs11UriException if a character may not stand there, or a percent sign has no two hexadecimal digits after it
     */
    static byte[] decode(String name, String value, UriAttribute.Part part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '%') {
                bytes.write(octet(name, value, i));
                i += 2;
            } else if (standsForItself(c, part)) {
                bytes.write(c);
            } else {
                throw new Pkcs11UriException(
                        "'%s' in the value of %s must be percent-encoded".formatted(printable(c), name));
            }
        }
        return bytes.toByteArray();
    }

    private static int octet(String name, String value, int at) {
        boolean complete = at + 2 < value.length()
                && HexFormat.isHexDigit(value.charAt(at + 1))
                && HexFormat.isHexDigit(value.charAt(at + 2));
        if (!complete) {
            throw new Pkcs11UriException("a % in the value of " + name + " is not followed by two hexadecimal digits");
        }
        return HexFormat.fromHexDigits(value, at + 1, at + 3);
    }

    private static boolean standsForItself(char c, UriAttribute.Part part) {
        String reserved = part == UriAttribute.Part.PATH ? RESERVED_IN_PATH : RESERVED_IN_QUERY;
        return isLetterOrDigit(c)
                || UNRESERVED.indexOf(c) >= 0
                || RESERVED_EVERYWHERE.indexOf(c) >= 0
                || reserved.indexOf(c) >= 0;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static String printable(char c) {
        return c > ' ' && c < 0x7F ? String.valueOf(c) : "U+%04X".formatted((int) c);
    }
}
