package org.tokentwin.conformance.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A token of SoftHSM2 in a directory of its own. */
public final class SoftHsm2 {
    private static final Pattern SERIAL = Pattern.compile("Serial number:\\s+(\\S+)");

    private SoftHsm2() {}

    /** What is on the token beside the certificates. */
    public enum Keys {
        /** An RSA key for everything. */
        RSA,
        /** A P-256 key, and behind it the RSA key. */
        P256_AND_RSA,
        /** An RSA key that signs and does not decrypt. */
        RSA_THAT_SIGNS,
        /** The RSA key for everything, and another one without a certificate, of id {@link #OTHER_ID}; cases use that one. */
        OTHER_RSA;

        private static final String OTHER_ID = "0b";
    }

    public static Device in(Path directory) throws IOException {
        return in(directory, Keys.RSA);
    }

    public static Device in(Path directory, Keys keys) throws IOException {
        return behind(Optional.empty(), Map.of(), directory, keys);
    }

    /**
     * The same behind a shim.
     *
     * @param environment of the worker that loads the shim; it finds SoftHSM2 in {@link NativeModule#BEHIND}
     */
    public static Device behind(Path shim, Map<String, String> environment, Path directory) throws IOException {
        return behind(Optional.of(shim), environment, directory, Keys.RSA);
    }

    private static Device behind(Optional<Path> shim, Map<String, String> more, Path directory, Keys keys)
            throws IOException {
        Path module = Required.library("softhsm2", "softhsm/libsofthsm2.so");
        String tool = Required.file("softhsm2", "/usr/bin/softhsm2-util").toString();
        Path tokens = Files.createDirectory(directory.resolve("tokens"));
        Path configuration = Files.writeString(
                directory.resolve("softhsm2.conf"),
                "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
        Map<String, String> environment = Map.of("SOFTHSM2_CONF", configuration.toString());
        TestCredential credential = TestCredential.in(directory);
        Program.run(
                environment,
                List.of(
                        tool,
                        "--init-token",
                        "--free",
                        "--label",
                        "golden",
                        "--so-pin",
                        TestCredential.SO_PIN,
                        "--pin",
                        TestCredential.PIN));
        if (keys == Keys.P256_AND_RSA) {
            credential.run(module, environment, "golden", "--keypairgen", "--key-type", "EC:prime256v1", "--id", "09");
        }
        Map<String, String> parameters = new HashMap<>(Map.of("token", "golden", "pin-tries", "15"));
        if (keys == Keys.OTHER_RSA) {
            credential.run(
                    module, environment, "golden", "--keypairgen", "--key-type", "rsa:2048", "--id", Keys.OTHER_ID);
            parameters.put("key-id", Keys.OTHER_ID);
        }
        if (keys == Keys.RSA_THAT_SIGNS) {
            writeKeyThatSigns(module, credential, environment);
        } else {
            Program.run(
                    environment,
                    List.of(
                            tool,
                            "--import",
                            credential.key().toString(),
                            "--token",
                            "golden",
                            "--label",
                            "e-Cert",
                            "--id",
                            "01",
                            "--pin",
                            TestCredential.PIN));
        }
        credential.writeCertificates(module, environment, "golden");
        Matcher serial = SERIAL.matcher(Program.run(environment, List.of(tool, "--show-slots")));
        parameters.put("destroy-serial", first(serial));
        Map<String, String> workers = new HashMap<>(environment);
        workers.put(NativeModule.BEHIND, module.toString());
        workers.putAll(more);
        return Device.behind(shim.orElse(module), credential.parameters(parameters), workers, () -> {});
    }

    /** p11tool says of each use whether the key is for it; other tools leave to the module what they do not name. */
    private static void writeKeyThatSigns(Path module, TestCredential credential, Map<String, String> environment)
            throws IOException {
        Map<String, String> withPin = new HashMap<>(environment);
        withPin.put("GNUTLS_PIN", TestCredential.PIN);
        Program.run(
                withPin,
                List.of(
                        Required.file("gnutls-bin", "/usr/bin/p11tool").toString(),
                        "--provider",
                        module.toString(),
                        "--login",
                        "--batch",
                        "--write",
                        "--load-privkey",
                        credential.key().toString(),
                        "--mark-sign",
                        "--label",
                        "e-Cert",
                        "--id",
                        "01",
                        "pkcs11:token=golden"));
    }

    private static String first(Matcher serial) {
        if (!serial.find()) {
            throw new AssertionError("softhsm2-util shows no serial number");
        }
        return serial.group(1);
    }
}
