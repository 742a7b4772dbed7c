package org.tokentwin.conformance.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where OASIS publishes a section of PKCS#11 v2.40, or of v3.0 where the section says so. Its anchors are numbers that no reader can tell, so the link names words of the section, which browsers look
 * for; one that does not opens the document.
 */
final class StandardLink {
    private static final String DOCUMENTS = "https://docs.oasis-open.org/pkcs11/";
    private static final String BASE = DOCUMENTS + "pkcs11-base/v2.40/os/pkcs11-base-v2.40-os.html";
    private static final String MECHANISMS = DOCUMENTS + "pkcs11-curr/v2.40/os/pkcs11-curr-v2.40-os.html";
    private static final String PROFILES = DOCUMENTS + "pkcs11-profiles/v2.40/os/pkcs11-profiles-v2.40-os.html";
    private static final String BASE_3_0 = DOCUMENTS + "pkcs11-base/v3.0/os/pkcs11-base-v3.0-os.html";
    private static final String OF_3_0 = "v3.0 ";
    private static final Pattern NUMBERED = Pattern.compile("(\\d+(?:\\.\\d+)*) ?(.*)");

    private StandardLink() {}

    /** Empty for what is not in the standard, as the guide. */
    static Optional<String> of(String section) {
        if (section.startsWith("Profiles ")) {
            return Optional.of(PROFILES + fragment(section.replaceFirst("Profiles [0-9.]* ?", "")));
        }
        if (section.startsWith(OF_3_0)) {
            String words = section.substring(section.lastIndexOf(' ') + 1);
            String sought = words.startsWith("C_") ? "CK_DECLARE_FUNCTION(CK_RV, " + words + ")" : words;
            return Optional.of(BASE_3_0 + fragment(sought));
        }
        Matcher numbered = NUMBERED.matcher(section);
        if (!numbered.matches()) {
            return Optional.empty();
        }
        String words = numbered.group(2);
        if (numbered.group(1).startsWith("2")) {
            return Optional.of(MECHANISMS + fragment(numbered.group(1)));
        }
        String sought = words.startsWith("C_")
                ? "CK_DEFINE_FUNCTION(CK_RV, " + words + ")"
                : words.startsWith("CKR_") ? words + ":" : numbered.group(1);
        return Optional.of(BASE + fragment(sought));
    }

    private static String fragment(String words) {
        String encoded = URLEncoder.encode(words, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("-", "%2D");
        return words.isEmpty() ? "" : "#:~:text=" + encoded;
    }
}
