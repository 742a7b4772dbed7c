package org.tokentwin.emulator.cli;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import org.tokentwin.emulator.store.KeptAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code authority create}: keys that nobody else has. */
@Command(
        name = "create",
        description = {
            "Makes an authority with new keys, in place of the published test authority, for all tokens to come.",
            "It has to be the first thing done in a TOKENTWIN_HOME: an authority that has issued an e-Cert keeps its keys."
        })
final class AuthorityCreateCommand implements Callable<Integer> {
    /** What was created. */
    record Created(String issuingCa, String root, String fingerprint) {
        static Created of(List<X509Certificate> certificates) {
            X509Certificate root = certificates.getLast();
            return new Created(
                    certificates.getFirst().getSubjectX500Principal().getName(),
                    root.getSubjectX500Principal().getName(),
                    sha256(root));
        }

        private static String sha256(X509Certificate certificate) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has SHA-256, and every certificate an encoding", e);
            }
        }
    }

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        KeptAuthority kept = KeptAuthority.of(EmulatorCommand.surroundings(spec).home());
        kept.createKeys();
        output.print(Created.of(kept.authority(InstantSource.system()).caCertificates()), AuthorityCreateCommand::text);
        return ExitStatus.SUCCESS;
    }

    private static String text(Created created) {
        return new Page()
                .field("Issuing CA", created.issuingCa())
                .field("Root", created.root())
                .field("Root's SHA-256", created.fingerprint())
                .toString();
    }
}
