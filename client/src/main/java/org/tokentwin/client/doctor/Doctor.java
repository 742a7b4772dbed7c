package org.tokentwin.client.doctor;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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
    private final Consumer<Finding> listener;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Examines this process and machine.
     *
     * @param environment an environment variable by its name
     * @param clock tells whether certificates are valid
     * @param listener takes each finding as soon as it is there: what comes next may hang
     */
    public Doctor(Function<String, Optional<String>> environment, Clock clock, Consumer<Finding> listener) {
        this.host = new HostCheck(environment);
        this.clock = clock;
        this.listener = listener;
    }

    /** Examines a module and its tokens; without a module it says where one may be found. */
    public Diagnosis examine(Optional<Path> module) {
        String arch = System.getProperty("os.arch");
        add(Finding.ok("Java", Runtime.version().feature() + " on " + System.getProperty("os.name") + ", " + arch));
        ModuleCheck check = new ModuleCheck(arch);
        if (module.isEmpty()) {
            return stop(check.noneNamed());
        }
        Finding file = check.file(module.get());
        if (file.state() == Finding.State.PROBLEM) {
            return stop(file);
        }
        add(file);
        host.p11Kit(module.get()).ifPresent(this::add);
        return load(module.get());
    }

    private void add(Finding finding) {
        findings.add(finding);
        listener.accept(finding);
    }

    private Diagnosis stop(Finding finding) {
        add(finding);
        return new Diagnosis(findings, false, false);
    }

    private Diagnosis load(Path module) {
        try (TokenClient client = TokenClient.open(module)) {
            ModuleInfo info = client.module();
            add(Finding.ok(
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
            host.whyNoToken().forEach(this::add);
            add(Finding.problem(
                    "Slots", slots.size() + ", and none has a token", "Insert the token, and run 'doctor' again."));
            return new Diagnosis(findings, true, false);
        }
        add(Finding.ok("Slots", slots.size() + ", with a token: " + tokens.size()));
        TokenCheck check = new TokenCheck(client, clock, this::add);
        boolean others = tokens.stream().anyMatch(token -> token.has(TokenFlag.CKF_TOKEN_INITIALIZED));
        for (Token token : tokens) {
            if (others && !token.has(TokenFlag.CKF_TOKEN_INITIALIZED)) {
                check.uninitialized(token);
            } else {
                check.examine(token);
            }
        }
        return new Diagnosis(findings, true, true);
    }
}
