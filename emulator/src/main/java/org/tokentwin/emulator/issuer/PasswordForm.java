package org.tokentwin.emulator.issuer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A password as a program may have put it into PKCS#12's key derivation, RFC 7292 appendix B.1, where programs differ.
 *
 * @param emptyIsZero whether an empty password is the two zero bytes that end one, and not nothing
 */
@SuppressWarnings("ArrayRecordComponent") // made for one reading and never compared
record PasswordForm(char[] characters, boolean emptyIsZero) {
    private static final int LAST_ASCII = 0x7F;

    static PasswordForm plain(char[] password) {
        return new PasswordForm(password, false);
    }

    /** The form that the standard says first. */
    static List<PasswordForm> of(char[] password) {
        List<PasswordForm> forms = new ArrayList<>(List.of(plain(password)));
        if (password.length == 0) {
            forms.add(new PasswordForm(password, true));
        }
        if (new String(password).chars().anyMatch(each -> each > LAST_ASCII)) {
            forms.add(plain(byOldOpenssl(password)));
        }
        return forms;
    }

    /** OpenSSL before 1.1 took each byte of a terminal's UTF-8 for a character. */
    private static char[] byOldOpenssl(char[] password) {
        byte[] utf8 = new String(password).getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.ISO_8859_1).toCharArray();
    }

    @Override
    public String toString() {
        return "PasswordForm";
    }
}
