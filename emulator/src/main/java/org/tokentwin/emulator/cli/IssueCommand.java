package org.tokentwin.emulator.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.control.ControlRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code issue}: a fresh token of a running testbed. */
@Command(
        name = "issue",
        description = {
            "Has a testbed issue a fresh token, and prints where a test finds it, for a shell to take.",
            "",
            "PKCS11_MODULE_PATH is a library that sees this token, and others of the same fixture, only. TOKENTWIN_PIN_FILE and TOKENTWIN_INITIAL_PIN_FILE hold "
                    + "its PINs; TOKENTWIN_SOCKET lets 'remove', 'insert', 'status', 'reset-tries', 'fault' and 'trace' find it."
        })
final class IssueCommand implements Callable<Integer> {
    @Option(
            names = "--into",
            paramLabel = "FIXTURE",
            description = "Put the token into the next slot of this fixture; without it, into a new one.")
    private @Nullable String into;

    @Mixin
    @SuppressWarnings("UnusedVariable") // the testbed reads the same words again
    private TokenWords token = TokenWords.unissued();

    @Mixin
    private ServerOption server = new ServerOption();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> options = TokenWords.given(spec.commandLine().getParseResult());
        Optional.ofNullable(into).ifPresent(fixture -> options.put(IssueVerb.INTO, fixture));
        output.print(server.ask(new ControlRequest("issue", null, options), TestToken.class), IssueCommand::text);
        return ExitStatus.SUCCESS;
    }

    private static String text(TestToken token) {
        Map<String, String> variables = new LinkedHashMap<>(
                TokenEnvironment.ofServer(Path.of(token.module()), new ServerSocket(Path.of(token.socket()))));
        variables.put("TOKENTWIN_FIXTURE", token.fixture());
        variables.put("TOKENTWIN_URI", token.uri());
        variables.put("TOKENTWIN_PIN_FILE", token.pin());
        variables.put("TOKENTWIN_INITIAL_PIN_FILE", token.initialPin());
        Optional.ofNullable(token.soPin()).ifPresent(file -> variables.put("TOKENTWIN_SO_PIN_FILE", file));
        Optional.ofNullable(token.signaturePin())
                .ifPresent(file -> variables.put("TOKENTWIN_SIGNATURE_PIN_FILE", file));
        Optional.ofNullable(token.certificate()).ifPresent(file -> variables.put("TOKENTWIN_CERT", file));
        Optional.ofNullable(token.authorities()).ifPresent(file -> variables.put("TOKENTWIN_CA", file));
        variables.put(AuthorityOption.URL_VARIABLE, token.authority());
        return ShellWord.exports(variables);
    }
}
