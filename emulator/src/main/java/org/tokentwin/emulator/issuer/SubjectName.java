package org.tokentwin.emulator.issuer;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** The subject of an e-Cert, and what may stand in it: X.520's upper bound is 64 characters. */
final class SubjectName {
    private static final int MAX_CHARACTERS = 64;

    private SubjectName() {}

    static X500Name of(String certificateType, List<String> units, String name, Optional<String> email) {
        X500NameBuilder builder =
                new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, "HK").addRDN(BCStyle.O, certificateType);
        units.forEach(unit -> builder.addRDN(BCStyle.OU, unit));
        builder.addRDN(BCStyle.CN, name);
        email.ifPresent(address -> builder.addRDN(BCStyle.E, address));
        return builder.build();
    }

    /** What Java makes of bytes that are no letters in its locale: what stood there is lost. */
    private static final char LOST = '\uFFFD';

    static void requireText(String what, String text) {
        requireReadable(what, text);
        if (text.isBlank() || text.length() > MAX_CHARACTERS) {
            throw new IllegalArgumentException("The " + what + " has 1 to " + MAX_CHARACTERS + " characters, not "
                    + text.length() + ": '" + text + "'");
        }
    }

    /** @throws IllegalArgumentException when a letter of the text was lost on the way here */
    static void requireReadable(String what, String text) {
        if (text.indexOf(LOST) >= 0) {
            throw new IllegalArgumentException("The " + what + " holds letters that could not be read in this locale; "
                    + "set one with UTF-8, as LC_ALL=C.UTF-8, and enter it again");
        }
    }

    static void requireEmail(Optional<String> email) {
        if (!email.orElse("a@b").matches("[\\x21-\\x7E&&[^@]]+@[\\x21-\\x7E&&[^@]]+")) {
            throw new IllegalArgumentException("'" + email.orElse("") + "' is no e-mail address");
        }
    }

    static void requireReferenceNumber(String number) {
        if (!number.matches("[0-9]{10}")) {
            throw new IllegalArgumentException(
                    "The Subscriber Reference Number has 10 digits: '" + number + "' has not");
        }
    }
}
