package org.tokentwin.conformance.walk;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_NOT_SUPPORTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_HANDLE_INVALID;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.tokentwin.conformance.Deviation;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;

/** A module and the model of it: what one walk has done so far, and what the standard says of it. */
final class World {
    /** In place of the values that a call may return: all of them. */
    static final long[] ANY = {};

    private final TokenUnderTest token;
    private final WalkKeys keys;
    private final Map<Integer, SessionModel> sessions = new HashMap<>();
    private final Map<Integer, Thing> things = new HashMap<>();
    private final Set<String> present = new HashSet<>();
    private final List<String> calls = new ArrayList<>();
    private final List<Deviation.Note> deviations = new ArrayList<>();
    private final Abilities abilities;
    private Optional<WalkKeys.TokenKey> tokenKey = Optional.empty();
    private boolean user;
    private int labels;

    World(TokenUnderTest token, WalkKeys keys, Abilities abilities) {
        this.token = token;
        this.keys = keys;
        this.abilities = abilities;
    }

    TokenUnderTest token() {
        return token;
    }

    WalkKeys keys() {
        return keys;
    }

    /** What was called, a line each. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    /** Refusals with another value than the standard's. */
    List<Deviation.Note> deviations() {
        return List.copyOf(deviations);
    }

    Map<Integer, SessionModel> sessions() {
        return sessions;
    }

    Map<Integer, Thing> things() {
        return things;
    }

    boolean isUser() {
        return user;
    }

    /** Whether a token's key was found since the walk began; its handle may be stale. */
    boolean hasTokenKey() {
        return tokenKey.isPresent();
    }

    WalkKeys.TokenKey tokenKey() {
        return tokenKey.orElseThrow();
    }

    boolean has(Scheme scheme) {
        return abilities.schemes().contains(scheme);
    }

    boolean takes(Thing.Type type) {
        return abilities.types().contains(type);
    }

    /** Whether the handle of an object that is gone is that of another one now. */
    boolean isGivenAgain(Thing gone) {
        return things.values().stream().anyMatch(each -> each.alive && each.handle == gone.handle)
                || tokenKey.filter(key -> key.handle() == gone.handle).isPresent();
    }

    String nextLabel() {
        labels++;
        return "walk " + labels;
    }

    /** The session that the step names, unless it never was, or its handle has been given to another one since. */
    Optional<SessionModel> session(Step step) {
        return Optional.ofNullable(sessions.get(step.session())).filter(each -> each.open || isFree(each.handle));
    }

    private boolean isFree(long handle) {
        return openSessions().stream().noneMatch(each -> each.handle == handle);
    }

    List<SessionModel> openSessions() {
        return sessions.values().stream().filter(each -> each.open).toList();
    }

    List<Thing> livingData() {
        return things.values().stream()
                .filter(each -> each.alive && each.type.isData())
                .toList();
    }

    /** In a session that is closed, every function returns {@code CKR_SESSION_HANDLE_INVALID}. */
    boolean isRefusedIn(SessionModel session, String function, Returns.Call call) {
        if (session.open) {
            return false;
        }
        expect(function, session.name + ", closed", call, CKR_SESSION_HANDLE_INVALID);
        return true;
    }

    /**
     * Makes a call.
     *
     * @param function its name
     * @param about its session and what else tells it apart
     * @param allowed the values that the standard allows, or {@link #ANY}
     * @return the value
     * @throws WalkFailure where it is allowed none of these, and did not just refuse what is to be refused
     */
    long expect(String function, String about, Returns.Call call, long... allowed) {
        long seen = Returns.of(call);
        calls.add(function + "(" + about + "): " + Returns.name(seen));
        boolean absent = seen == CKR_FUNCTION_NOT_SUPPORTED && !present.contains(function);
        if (seen != CKR_FUNCTION_NOT_SUPPORTED) {
            present.add(function);
        }
        if (absent || allowed.length == 0 || LongStream.of(allowed).anyMatch(value -> value == seen)) {
            return seen;
        }
        String names = Arrays.stream(allowed).mapToObj(Returns::name).collect(Collectors.joining(" or "));
        boolean mustRefuse = LongStream.of(allowed).noneMatch(value -> value == CKR_OK);
        if (!mustRefuse || seen == CKR_OK) {
            throw new WalkFailure(function + " returned " + Returns.name(seen) + " in place of " + names);
        }
        deviations.add(new Deviation.Note(function + " " + names, Returns.name(seen)));
        return seen;
    }

    /** Notes a harmless {@code CKR_OK} in place of a refusal. */
    void deviates(String expected, String seen) {
        deviations.add(new Deviation.Note(expected, seen));
    }

    /** Holds a fact against the model. */
    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new WalkFailure(otherwise);
        }
    }

    void loggedIn() throws PKCS11Exception {
        user = true;
        sessions.values().forEach(SessionModel::doubtOperations);
        if (abilities.tokenKey()) {
            findTokenKey();
        }
    }

    /** In a session that is none of the walk's. */
    private void findTokenKey() throws PKCS11Exception {
        long session = token.p11().C_OpenSession(token.slot(), CKF_SERIAL_SESSION, null, null);
        try {
            tokenKey = Optional.of(keys.onToken(session));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the token's key is none that the JDK knows", e);
        } finally {
            token.p11().C_CloseSession(session);
        }
    }

    /** Private session objects are destroyed. */
    void loggedOut() {
        user = false;
        sessions.values().forEach(SessionModel::doubtOperations);
        things.values().stream().filter(each -> each.type.isPrivate()).forEach(this::destroyed);
    }

    /** Its objects go with it, and the login with the last session. */
    void closed(SessionModel session) {
        session.close();
        things.values().stream().filter(each -> each.owner == session).forEach(this::destroyed);
        if (openSessions().isEmpty()) {
            loggedOut();
        }
    }

    /** What becomes of operations with the object is left open. */
    void destroyed(Thing thing) {
        thing.alive = false;
        for (SessionModel session : sessions.values()) {
            session.operations.values().stream()
                    .filter(operation -> operation.key == thing)
                    .forEach(operation -> operation.sure = false);
        }
    }
}
