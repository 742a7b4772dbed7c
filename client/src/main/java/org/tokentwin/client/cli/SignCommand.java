package org.tokentwin.client.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.PrivateKeyEntry;
import org.tokentwin.client.SignatureMechanism;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.TokenSession;
import org.tokentwin.client.cms.DetachedSignature;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.view.Signature;
import org.tokentwin.client.x509.CertificateChain;
import org.tokentwin.client.x509.DistinguishedName;
import org.tokentwin.client.x509.Validity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sign}: signs a file or standard input with a private key on the token. */
@Command(
        name = "sign",
        description =
                "Signs a file or standard input, with the only private key of the token or the one that you name.")
final class SignCommand implements Callable<Integer> {
    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Mixin
    private ObjectOptions objects = new ObjectOptions();

    @Mixin
    private PinOptions pin = new PinOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--out", paramLabel = "FILE", description = "Write the signature to a file.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (InputStream input = data.open();
                TokenClient client = tokens.openClient();
                TokenSession session = pin.login(client, tokens.oneToken(client), tokens.uri())) {
            PrivateKeyEntry key = objects.onePrivateKey(session, tokens.uri());
            List<CertificateEntry> all = session.certificates();
            Optional<X509Certificate> own = own(all, key);
            own.ifPresent(this::warn);
            SignatureMechanism mechanism = data.mechanismFor(key.type(), own.map(X509Certificate::getPublicKey));
            byte[] signature = data.format() == SignatureFormat.cms
                    ? cms(session, key, mechanism, all, input)
                    : session.sign(key, mechanism, input);
            deliver(key, mechanism, signature);
            return ExitStatus.SUCCESS;
        }
    }

    private static Optional<X509Certificate> own(List<CertificateEntry> all, PrivateKeyEntry key) {
        return all.stream()
                .filter(entry -> entry.id().equals(key.id()))
                .flatMap(entry -> entry.certificate().stream())
                .findFirst();
    }

    /** A signature out of the time of its certificate is refused by those who check it: said, and left to the user. */
    private void warn(X509Certificate certificate) {
        Validity validity = Validity.of(
                certificate, ClientCommand.surroundings(spec).clock().instant());
        if (validity != Validity.VALID) {
            PrintWriter err = spec.commandLine().getErr();
            ErrorMessages.line(
                    err,
                    "warning: the certificate " + DistinguishedName.ofSubject(certificate) + " is valid from "
                            + certificate.getNotBefore().toInstant() + " until "
                            + certificate.getNotAfter().toInstant() + validity.mark());
        }
    }

    private static byte[] cms(
            TokenSession session,
            PrivateKeyEntry key,
            SignatureMechanism mechanism,
            List<CertificateEntry> all,
            InputStream input)
            throws IOException {
        CertificateChain chain = own(all, key)
                .map(certificate -> CertificateChain.of(
                        certificate,
                        all.stream()
                                .flatMap(entry -> entry.certificate().stream())
                                .toList()))
                .orElseThrow(() -> TokenException.refused(
                        "the token has no certificate for this key", "Use --format base64, which needs none."));
        return DetachedSignature.create(session, key, mechanism, chain.certificates(), input);
    }

    private void deliver(PrivateKeyEntry key, SignatureMechanism mechanism, byte[] signature) throws IOException {
        byte[] encoded = data.format().encode(signature);
        if (out != null) {
            Files.write(out, encoded);
        } else if (!output.isJson()) {
            OutputStream stdout = ClientCommand.surroundings(spec).out();
            stdout.write(encoded);
            stdout.flush();
        }
        if (output.isJson()) {
            output.print(
                    new Signature(
                            key.id(),
                            mechanism,
                            data.format() == SignatureFormat.cms ? "cms" : "raw",
                            Base64.getEncoder().encodeToString(signature),
                            Optional.ofNullable(out).map(Path::toString)),
                    Object::toString);
        }
    }
}
