package org.tokentwin.emulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tokentwin.emulator.rpc.RequiredProgram;

/** A token of SoftHSM2 with a key and its certificate, and programs that use it. */
final class SoftHsmToken {
    static final String PIN = "111111";

    private final Path directory;
    private final Path module;

    /** What a program printed, on both of its streams, and its status. */
    record Outcome(int status, String output) {}

    private SoftHsmToken(Path directory, Path module) {
        this.directory = directory;
        this.module = module;
    }

    static SoftHsmToken create(Path directory) throws IOException, InterruptedException {
        RequiredProgram.anyOf("opensc", "/usr/bin/pkcs11-tool");
        RequiredProgram.anyOf("openssl", "/usr/bin/openssl");
        RequiredProgram.anyOf("openssh-client", "/usr/bin/ssh-keygen");
        Path module = RequiredProgram.anyOf(
                "softhsm2", "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so");
        Files.createDirectory(directory.resolve("tokens"));
        Files.writeString(
                directory.resolve("conf"),
                "directories.tokendir = " + directory.resolve("tokens") + "\nlog.level = ERROR\n");
        SoftHsmToken token = new SoftHsmToken(directory, module);
        Outcome made = token.run(Map.of(), """
                set -e
                softhsm2-util --init-token --free --label recorded --pin 111111 --so-pin 22222222
                openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -subj /CN=recorded -days 36500
                openssl x509 -in cert.pem -outform der -out cert.der
                openssl pkcs8 -topk8 -nocrypt -in key.pem -outform der -out key.der
                openssl rsa -in key.pem -pubout -outform der -out public.der
                tool="pkcs11-tool --module $MODULE --login --pin 111111 --id 01 --label recorded --write-object"
                $tool key.der --type privkey --usage-sign
                $tool public.der --type pubkey
                $tool cert.der --type cert
                echo "a document" > document
                """);
        assertThat(made.status()).as(made.output()).isZero();
        return token;
    }

    Path module() {
        return module;
    }

    /** Runs a shell script in the token's directory, which finds the module as {@code MODULE}. */
    Outcome run(Map<String, String> variables, String script) throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(variables);
        all.putIfAbsent("MODULE", module.toString());
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", script))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put("SOFTHSM2_CONF", directory.resolve("conf").toString());
        builder.environment().putAll(all);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
