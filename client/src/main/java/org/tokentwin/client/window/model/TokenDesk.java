package org.tokentwin.client.window.model;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.client.CertificateEntry;
import org.tokentwin.client.Pin;
import org.tokentwin.client.PinStatus;
import org.tokentwin.client.PolicyRule;
import org.tokentwin.client.TokenClient;
import org.tokentwin.client.TokenEditor;
import org.tokentwin.client.TokenSession;
import org.tokentwin.client.TryRisk;
import org.tokentwin.client.pkcs11.Ckr;
import org.tokentwin.client.pkcs11.Slot;
import org.tokentwin.client.pkcs11.Token;
import org.tokentwin.client.pkcs11.TokenException;
import org.tokentwin.client.x509.ECert;
import org.tokentwin.cryptoki.CryptokiFunction;

/** The window's way to the tokens of one module. For one thread, which is not the event thread: each call may take as long as a token does. */
public final class TokenDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenDesk.class);

    private final TokenClient client;
    private final Function<TokenClient, List<Slot>> slots;
    private final Map<TokenId, TokenSession> logons = new HashMap<>();

    private TokenDesk(TokenClient client, Function<TokenClient, List<Slot>> slots) {
        this.client = client;
        this.slots = slots;
    }

    /**
     * Opens a module.
     *
     * @param slots those that the user wants to see
     * @throws TokenException if it does not load
     */
    public static TokenDesk open(Path module, Function<TokenClient, List<Slot>> slots) {
        return new TokenDesk(TokenClient.open(module), slots);
    }

    /** Watches for tokens that come and go until the desk is closed. */
    public SlotWatch watch(Runnable changed) {
        return SlotWatch.start(client, changed);
    }

    /** Reads all tokens. One that is taken out meanwhile is left out. */
    public DeskView look() {
        List<Slot> present = slots.apply(client).stream()
                .filter(slot -> slot.token().isPresent())
                .toList();
        Set<TokenId> there = Set.copyOf(present.stream().map(TokenDesk::id).toList());
        logons.keySet().removeIf(id -> !there.contains(id) && forget(id));
        List<TokenView> tokens = new ArrayList<>();
        for (Slot slot : present) {
            try {
                tokens.add(read(slot, slot.token().orElseThrow()));
            } catch (TokenException e) {
                LOG.info("Slot {}: {}", slot.id(), e.getMessage());
            }
        }
        return new DeskView(client.module(), tokens);
    }

    private static TokenId id(Slot slot) {
        return new TokenId(slot.id(), slot.token().orElseThrow().serial());
    }

    private TokenView read(Slot slot, Token token) {
        TokenSession logon = logons.get(id(slot));
        PinStatus pin = client.pinStatus(token);
        Optional<PinStatus> administrator = client.soPinStatus(token);
        if (logon != null) {
            return view(slot, token, pin, administrator, logon, true);
        }
        try (TokenSession session = client.openSession(token)) {
            return view(slot, token, pin, administrator, session, false);
        }
    }

    private TokenView view(
            Slot slot,
            Token token,
            PinStatus pin,
            Optional<PinStatus> administrator,
            TokenSession session,
            boolean loggedOn) {
        List<CertificateEntry> certificates = session.certificates();
        boolean ecert = certificates.stream()
                .flatMap(entry -> entry.certificate().stream())
                .anyMatch(ECert::is);
        return new TokenView(
                slot,
                token,
                pin,
                administrator,
                client.pinPolicy(token),
                client.isRenamable(token),
                ecert,
                loggedOn,
                certificates,
                session.privateKeys(),
                session.dataObjects());
    }

    /**
     * Changes the user PIN, and says in plain words what came of it.
     *
     * @param risk whether the last try may be spent
     */
    public PinAnswer changePin(TokenView view, Pin current, Pin replacement, TryRisk risk) {
        return attempt(
                PinAnswer.Asked.CHANGE,
                view,
                risk,
                () -> client.pinStatus(view.token()),
                () -> client.changePin(view.token(), current, replacement, risk));
    }

    /** Logs on as the user, until {@link #logOff} or until the token is taken out. */
    public PinAnswer logOn(TokenView view, Pin pin, TryRisk risk) {
        return attempt(PinAnswer.Asked.LOG_ON, view, risk, () -> client.pinStatus(view.token()), () -> {
            if (!logons.containsKey(view.id())) {
                logons.put(view.id(), client.login(view.token(), pin, risk));
            }
        });
    }

    /** Gives the user another password by that of the administrator. It ends a log-on. */
    public PinAnswer unlock(TokenView view, Pin administrator, Pin replacement, TryRisk risk) {
        logOff(view);
        return attempt(
                PinAnswer.Asked.UNLOCK,
                view,
                risk,
                () -> client.soPinStatus(view.token()).orElse(view.pin()),
                () -> client.unlock(view.token(), administrator, replacement, risk));
    }

    /**
     * Changes rules of the user's password by the administrator's. It ends a log-on.
     *
     * @param changes the rules that become others, with their new values
     */
    public PinAnswer changeRules(TokenView view, Pin administrator, Map<PolicyRule, Integer> changes, TryRisk risk) {
        logOff(view);
        return attempt(
                PinAnswer.Asked.CHANGE_RULES,
                view,
                risk,
                () -> client.soPinStatus(view.token()).orElse(view.pin()),
                () -> {
                    requireStillThere(view);
                    client.changePinPolicy(view.token(), administrator, changes, risk);
                });
    }

    /** Gives a token that is logged on to another name. */
    public PinAnswer rename(TokenView view, String name) {
        return attempt(
                PinAnswer.Asked.RENAME, view, TryRisk.KEEP_FINAL_TRY, () -> client.pinStatus(view.token()), () -> {
                    requireStillThere(view);
                    editor(view).rename(name);
                });
    }

    /**
     * Writes what a file brings onto a token; certificates that are there already are left as they are.
     *
     * @return how many certificates were written
     */
    public int add(TokenView view, CertificateFile file) {
        TokenEditor editor = editor(view);
        file.key().ifPresent(key -> editor.add(key, file.certificates().getFirst()));
        return (int) file.certificates().stream().filter(editor::add).count();
    }

    /** Deletes a certificate. */
    public void delete(TokenView view, X509Certificate certificate) {
        editor(view).delete(certificate);
    }

    /**
     * Deletes all that is on a token, if it is still the one that was named.
     *
     * @return how many objects there were
     */
    public int deleteContent(TokenView view) {
        requireStillThere(view);
        return editor(view).deleteAll();
    }

    /** Another token may have come into the slot meanwhile. */
    private void requireStillThere(TokenView view) {
        boolean same = client.slots().stream()
                .filter(slot -> slot.token().isPresent())
                .anyMatch(slot -> id(slot).equals(view.id()));
        if (!same) {
            throw TokenException.returned(Ckr.CKR_DEVICE_REMOVED, CryptokiFunction.C_GetTokenInfo);
        }
    }

    private TokenEditor editor(TokenView view) {
        TokenSession logon = logons.get(view.id());
        if (logon == null) {
            throw TokenException.returned(Ckr.CKR_USER_NOT_LOGGED_IN, CryptokiFunction.C_CreateObject);
        }
        return logon.editor();
    }

    public void logOff(TokenView view) {
        if (logons.containsKey(view.id())) {
            forget(view.id());
            logons.remove(view.id());
        }
    }

    private static PinAnswer attempt(
            PinAnswer.Asked asked, TokenView view, TryRisk risk, Supplier<PinStatus> status, Runnable attempt) {
        PinAnswer.Context context = new PinAnswer.Context(asked, view);
        try {
            if (status.get().finalTry() && risk == TryRisk.KEEP_FINAL_TRY) {
                return PinAnswer.lastTry();
            }
            attempt.run();
            return context.done();
        } catch (TokenException e) {
            return context.refused(e, status);
        }
    }

    /** Ends a log-on; a token that is gone has ended it itself. */
    private boolean forget(TokenId id) {
        try {
            TokenSession session = logons.get(id);
            if (session != null) {
                session.close();
            }
        } catch (TokenException e) {
            LOG.info("Log-off of {}: {}", id, e.getMessage());
        }
        return true;
    }

    @Override
    public void close() {
        logons.keySet().forEach(this::forget);
        logons.clear();
        client.close();
    }
}
