package org.tokentwin.emulator;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.tokentwin.emulator.issuer.Pin;
import org.tokentwin.emulator.issuer.PinEnvelope;
import org.tokentwin.emulator.profile.TokenProfile;

/**
 * What is known of a token besides its card, as it was issued.
 *
 * @param label as {@code C_GetTokenInfo} reports it
 * @param serial in the form of its profile
 * @param referenceNumber the subscriber's; empty where no e-Cert was issued
 * @param initialPin that of the PIN envelope
 * @param pin the initial one, or the one that it was changed for before the token was handed over
 * @param soPin present where the profile has an SO PIN
 * @param certificates that of the token's first key, its issuer's, and so on; empty for a blank token
 * @param others the certificates of its other keys
 */
public record IssuedToken(
        TokenProfile profile,
        String label,
        String serial,
        String referenceNumber,
        Pin initialPin,
        Pin pin,
        Optional<Pin> soPin,
        List<X509Certificate> certificates,
        List<X509Certificate> others) {
    public IssuedToken {
        certificates = List.copyOf(certificates);
        others = List.copyOf(others);
    }

    /** What comes with the token by another way. */
    public PinEnvelope envelope() {
        return new PinEnvelope(serial, referenceNumber, initialPin);
    }
}
