package org.tokentwin.emulator.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CRLReason;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.tokentwin.emulator.control.Answers;
import org.tokentwin.emulator.control.ControlRequest;
import org.tokentwin.emulator.control.RefusedException;
import org.tokentwin.emulator.control.RefusedException.Reason;
import org.tokentwin.emulator.control.Verb;
import org.tokentwin.emulator.issuer.RegisteredCertificate;
import org.tokentwin.emulator.issuer.RevocationReason;
import org.tokentwin.emulator.issuer.TestAuthority;

/** {@code certificate}: suspends, releases or revokes an e-Cert that the server's authority issued, and says how it stands then. */
final class CertificateVerb implements Verb {
    /** Option: the certificate's serial number, hexadecimal. */
    private static final String SERIAL = "serial";

    /** Option: what to do. Without it, nothing is changed. */
    private static final String CHANGE = "change";

    /** Option: why it is revoked. */
    private static final String REASON = "reason";

    private enum Change {
        NONE,
        HOLD,
        RELEASE,
        REVOKE
    }

    private final TestAuthority authority;

    CertificateVerb(TestAuthority authority) {
        this.authority = authority;
    }

    @Override
    public String name() {
        return "certificate";
    }

    @Override
    public void carryOut(ControlRequest request, Answers answers) throws IOException {
        BigInteger serial = serial(request.options().getOrDefault(SERIAL, ""));
        X509Certificate certificate = registered(serial).certificate();
        try {
            switch (change(request.options().getOrDefault(CHANGE, "none"))) {
                case NONE -> {}
                case HOLD -> authority.hold(certificate);
                case RELEASE -> authority.release(certificate);
                case REVOKE ->
                    authority.revoke(certificate, reason(request.options().getOrDefault(REASON, "unspecified")));
            }
        } catch (IllegalStateException e) {
            throw new RefusedException(Reason.FAILURE, String.valueOf(e.getMessage()), "");
        }
        answers.send(Map.of(
                "serial",
                serial.toString(16),
                "state",
                registered(serial).state().words()));
    }

    private RegisteredCertificate registered(BigInteger serial) {
        return authority
                .register()
                .find(serial)
                .orElseThrow(() -> new RefusedException(
                        Reason.NO_TOKEN, "the authority has issued no certificate " + serial.toString(16), ""));
    }

    private static BigInteger serial(String text) {
        if (!text.matches("[0-9a-f]{1,40}")) {
            throw new RefusedException(Reason.USAGE, "'serial' is a certificate's serial number in hexadecimal", "");
        }
        return new BigInteger(text, 16);
    }

    private static Change change(String word) {
        return Arrays.stream(Change.values())
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        Reason.USAGE,
                        "'change' is one of "
                                + Arrays.stream(Change.values())
                                        .map(each -> each.name().toLowerCase(java.util.Locale.ROOT))
                                        .collect(Collectors.joining(", ")),
                        ""));
    }

    private static CRLReason reason(String spelling) {
        try {
            return RevocationReason.parse(spelling).reason();
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Reason.USAGE, String.valueOf(e.getMessage()), "");
        }
    }
}
