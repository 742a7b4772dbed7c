package org.tokentwin.client.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.HostVerifier;
import org.tokentwin.client.KeyType;
import org.tokentwin.client.SignatureMechanism;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.TokenSession;
import org.tokentwin.client.cms.DetachedSignature;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.view.Verification;
import org.tokentwin.client.view.VerificationText;
import org.tokentwin.client.x509.DistinguishedName;
import org.tokentwin.client.x509.PartialCertificate;
import org.tokentwin.client.x509.Validity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verify}: verifies a signature with a certificate on the token. */
@Command(
        name = "verify",
        description = {
            "Verifies the signature of a file or standard input with a certificate on the token. It says whether the signature is",
            "that key's, with --check how the certificate stands today, and nothing about whether it is trusted. Needs no PIN."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int LONGEST_SIGNATURE = 16 << 20;

    /** Who computes. */
    enum Verifier {
        token,
        host
    }

    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Mixin
    private ObjectOptions objects = new ObjectOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--signature", required = true, paramLabel = "FILE", description = "The signature.")
    private @Nullable Path signature;

    @Option(
            names = "--by",
            defaultValue = "token",
            paramLabel = "WHO",
            description =
                    "Who computes, ${COMPLETION-CANDIDATES}; the default is ${DEFAULT-VALUE}. CMS is always verified by the host.")
    private Verifier by = Verifier.token;

    @Mixin
    private CheckOption check = new CheckOption();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (InputStream input = data.open();
                TokenClient client = tokens.openClient();
                TokenSession session = client.openSession(tokens.oneToken(client))) {
            List<CertificateEntry> all = session.certificates();
            CertificateEntry entry = objects.oneCertificate(all, tokens.uri());
            X509Certificate certificate = entry.certificate()
                    .orElseThrow(() -> TokenException.refused(
                            "this Java cannot parse the certificate: "
                                    + entry.partial()
                                            .map(PartialCertificate::reason)
                                            .orElse(""),
                            "See 'cert show'; or choose another one with --id."));
            Verification verification = checked(verify(session, certificate, input), certificate, all);
            output.print(verification, VerificationText::render);
            return verification.valid()
                    ? check.status(verification.validity(), verification.revocation())
                    : ExitStatus.FAILURE;
        }
    }

    private Verification checked(Verification verification, X509Certificate certificate, List<CertificateEntry> all) {
        Instant now = ClientCommand.surroundings(spec).clock().instant();
        return check.isGiven()
                ? verification.with(Validity.of(certificate, now), check.ask(certificate, all, now))
                : verification;
    }

    private Verification verify(TokenSession session, X509Certificate certificate, InputStream input)
            throws IOException {
        byte[] bytes = data.format().decode(signatureFile());
        String signer = DistinguishedName.ofSubject(certificate);
        if (data.format() == SignatureFormat.cms) {
            boolean valid = DetachedSignature.verify(bytes, input, certificate);
            return Verification.of(valid, signer, "CMS", Verifier.host.name());
        }
        PublicKey key = certificate.getPublicKey();
        SignatureMechanism mechanism = data.mechanismFor(KeyType.of(key), Optional.of(key));
        boolean valid = by == Verifier.token
                ? session.verify(key, mechanism, input, bytes)
                : HostVerifier.verify(key, mechanism, input, bytes);
        return Verification.of(valid, signer, mechanism.name(), by.name());
    }

    private byte[] signatureFile() throws IOException {
        Path file = Objects.requireNonNull(signature);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST_SIGNATURE);
            if (in.read() != -1) {
                throw TokenException.refused(
                        "the signature " + file + " is longer than " + LONGEST_SIGNATURE + " bytes",
                        "Give the file that 'sign' wrote.");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw TokenException.failed("there is no file " + file, "Check the path.", e);
        }
    }
}
