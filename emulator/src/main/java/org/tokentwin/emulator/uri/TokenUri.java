package org.tokentwin.emulator.uri;

import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.profile.TokenIdentity;

/** The PKCS#11 URI of a token, RFC 7512 section 2.3: what {@code C_GetTokenInfo} reports of it. */
public final class TokenUri {
    private TokenUri() {}

    public static String of(EmulatedToken token) {
        TokenIdentity model = token.profile().token();
        return "pkcs11:model=" + encoded(model.model())
                + ";manufacturer=" + encoded(model.manufacturer())
                + ";serial=" + encoded(token.serial())
                + ";token=" + encoded(token.label());
    }

    /** Without the padding of the fixed-length fields, and with nothing that a shell or a configuration file would take. */
    private static String encoded(String value) {
        return PercentEncoding.encode(value.stripTrailing(), "");
    }
}
