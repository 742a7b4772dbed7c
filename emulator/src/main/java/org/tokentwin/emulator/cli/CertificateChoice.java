package org.tokentwin.emulator.cli;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.IssuedToken;
import org.tokentwin.emulator.issuer.RegisteredCertificate;
import org.tokentwin.emulator.issuer.TestAuthority;
import org.tokentwin.emulator.store.KeptToken;
import org.tokentwin.emulator.store.TokenHome;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which certificate of the authority is meant. */
final class CertificateChoice {
    private static final String HEXADECIMAL = "[0-9a-f]{1,40}";

    @Parameters(
            arity = "0..1",
            paramLabel = "TOKEN|SERIAL",
            description = "A kept token's name or serial number, or a certificate's serial number in hexadecimal; "
                    + "not needed if there is one certificate only.")
    private @Nullable String name;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    TestAuthority authority() {
        return AuthorityOption.kept(EmulatorCommand.surroundings(command)).authority(InstantSource.system());
    }

    TokenHome home() {
        return EmulatorCommand.surroundings(command).home();
    }

    /**
     * The certificate.
     *
     * @throws CommandException with the status for no token when there is none such
     */
    X509Certificate certificate() {
        String given = name;
        if (given == null) {
            return only(authority().register().certificates().values());
        }
        return ofToken(given).or(() -> bySerial(given)).orElseThrow(() -> CommandException.noCertificate(given));
    }

    /** The certificate as the authority has it; one that it issued elsewhere is good. */
    RegisteredCertificate registered() {
        X509Certificate certificate = certificate();
        return authority()
                .register()
                .find(certificate.getSerialNumber())
                .orElseThrow(() -> CommandException.noCertificate(
                        certificate.getSerialNumber().toString(16)));
    }

    private X509Certificate only(Collection<RegisteredCertificate> all) {
        if (all.isEmpty()) {
            throw CommandException.noCertificates();
        }
        if (all.size() > 1) {
            throw new ParameterException(
                    command.commandLine(),
                    "name the certificate that is meant, by its token or serial number: there are " + all.size());
        }
        return all.iterator().next().certificate();
    }

    private Optional<X509Certificate> ofToken(String nameOrSerial) {
        return home().names().stream()
                .filter(each -> each.equals(nameOrSerial)
                        || KeptToken.describe(home(), each).serial().equals(nameOrSerial))
                .findFirst()
                .map(token -> first(token, KeptToken.describe(home(), token)));
    }

    private static X509Certificate first(String token, IssuedToken described) {
        return described.certificates().stream()
                .findFirst()
                .orElseThrow(() -> CommandException.failure("the token " + token + " has no certificate", ""));
    }

    private Optional<X509Certificate> bySerial(String text) {
        String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
        return digits.matches(HEXADECIMAL)
                ? authority().register().find(new BigInteger(digits, 16)).map(RegisteredCertificate::certificate)
                : Optional.empty();
    }
}
