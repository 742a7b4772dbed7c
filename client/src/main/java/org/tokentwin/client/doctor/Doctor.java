package org.tokentwin.client.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.pkcs11.ModuleInfo;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.pkcs11.TokenFlag;

/** Goes from this process to the certificates on a token, and stops at what does not work. */
public final class Doctor {
    private final HostCheck host;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Examines this process and machine.
     *
     * @param environment an environment variable by its name
     * @param clock tells whether certificates are valid
     */
    public Doctor(Function<String, Optional<String>> environment, Clock clock) {
        this.host = new HostCheck(environment);
        this.clock = clock;
    }

    /** Examines a module and its tokens; without a module it says where one may be found. */
    public Diagnosis examine(Optional<Path> module) {
        String arch = System.getProperty("os.arch");
        findings.add(
                Finding.ok("Java", Runtime.version().feature() + " on " + System.getProperty("os.name") + ", " + arch));
        ModuleCheck check = new ModuleCheck(arch);
        if (module.isEmpty()) {
            return stop(check.noneNamed());
        }
        Finding file = check.file(module.get());
        if (file.state() == Finding.State.PROBLEM) {
            return stop(file);
        }
        findings.add(file);
        host.p11Kit(module.get()).ifPresent(findings::add);
        return load(module.get());
    }

    private Diagnosis stop(Finding finding) {
        findings.add(finding);
        return new Diagnosis(findings, false, false);
    }

    private Diagnosis load(Path module) {
        try (TokenClient client = TokenClient.open(module)) {
            ModuleInfo info = client.module();
            findings.add(Finding.ok(
                    "Loading",
                    info.description() + " " + info.libraryVersion() + ", PKCS#11 " + info.cryptokiVersion()));
            return tokens(client);
        } catch (TokenException e) {
            return stop(Finding.problem("Loading", String.valueOf(e.getMessage()), e.advice()));
        }
    }

    private Diagnosis tokens(TokenClient client) {
        List<Slot> slots = client.slots();
        List<Token> tokens =
                slots.stream().flatMap(slot -> slot.token().stream()).toList();
        if (tokens.isEmpty()) {
            findings.addAll(host.whyNoToken());
            findings.add(Finding.problem(
                    "Slots", slots.size() + ", and none has a token", "Insert the token, and run 'doctor' again."));
            return new Diagnosis(findings, true, false);
        }
        findings.add(Finding.ok("Slots", slots.size() + ", with a token: " + tokens.size()));
        TokenCheck check = new TokenCheck(client, clock);
        boolean others = tokens.stream().anyMatch(token -> token.has(TokenFlag.CKF_TOKEN_INITIALIZED));
        tokens.forEach(token -> findings.addAll(
                others && !token.has(TokenFlag.CKF_TOKEN_INITIALIZED)
                        ? List.of(check.uninitialized(token))
                        : check.examine(token)));
        return new Diagnosis(findings, true, true);
    }
}
