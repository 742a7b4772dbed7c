package org.tokentwin.client.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.KeyType;
import org.tokentwin.client.MechanismChoice;
import org.tokentwin.client.SignatureMechanism;
import org.tokentwin.client.pkcs11.TokenException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is signed, and how. */
final class DataOptions {
    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The data; standard input without it, or for '-'.")
    private @Nullable Path file;

    @Option(
            names = "--mechanism",
            paramLabel = "CKM",
            description =
                    "One of ${COMPLETION-CANDIDATES}; without it SHA-256 with PKCS#1 v1.5, PSS or ECDSA, as key and certificate are.")
    private @Nullable SignatureMechanism mechanism;

    @Option(
            names = "--format",
            defaultValue = "base64",
            paramLabel = "FORMAT",
            description = "The signature's format, ${COMPLETION-CANDIDATES}; the default is ${DEFAULT-VALUE}.")
    private SignatureFormat format = SignatureFormat.base64;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    SignatureFormat format() {
        return format;
    }

    /** @param certified the public key in the key's certificate, if there is one */
    SignatureMechanism mechanismFor(KeyType key, Optional<PublicKey> certified) {
        return MechanismChoice.of(key, certified, Optional.ofNullable(mechanism));
    }

    InputStream open() throws IOException {
        Path data = file;
        if (data == null || data.toString().equals("-")) {
            return ClientCommand.surroundings(command).in();
        }
        try {
            return Files.newInputStream(data);
        } catch (NoSuchFileException e) {
            // not by its name: an argument without an option before it is where a PIN ends up by mistake
            throw TokenException.failed("there is no file with the name given for FILE", "Check the path.", e);
        }
    }
}
