package org.tokentwin.conformance.capture;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.tokentwin.conformance.ConformanceRun;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.TargetOptions;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.Twin;
import org.tokentwin.conformance.run.CaseResult;

/**
 * A profile of the token under test, made from what it says.
 *
 * @param toml the file
 * @param unlearnt what was not learnt, and what it takes
 * @param undecided what a person has to decide
 * @param unexpressed what the device does and no profile can say
 */
public record Capture(String toml, List<String> unlearnt, List<String> undecided, List<String> unexpressed) {
    /** Runs cases of the suite on the token. */
    @FunctionalInterface
    public interface Cases {
        Collection<CaseResult> run() throws IOException, InterruptedException;
    }

    /**
     * Captures a token. What is done to it is what the options allow, and by default it reads and makes objects of the session.
     *
     * @param keepsLabel whether the owner wants the token's label in the profile
     * @param cases runs the suite's cases, after all has been read: they may be allowed to end the token
     * @throws org.tokentwin.conformance.NoTokenException when there is no token, or its PIN is refused
     */
    public static Capture of(TargetOptions options, boolean keepsLabel, Cases cases)
            throws IOException, InterruptedException {
        ProfileDraft draft = new ProfileDraft();
        List<Long> handles =
                ConformanceRun.reading(options, step(options), token -> read(options, keepsLabel, draft, token));
        List<Long> again = ConformanceRun.reading(options, Effect.READS, token -> handles(token, options));
        boolean stable = handles.equals(again);
        draft.set("objects.stable-handles", stable, "C_FindObjects before C_Finalize and after C_Initialize");
        Collection<CaseResult> results = cases.run();
        Set<String> learnt = new LenienceCapture(results, draft).run();
        new RefusalCapture(
                        results.stream()
                                .filter(each -> !learnt.contains(each.id()))
                                .toList(),
                        draft)
                .run();
        return new Capture(draft.toml(), draft.unlearnt(), draft.undecided(), draft.unexpressed());
    }

    /** No reader here does more, whatever is allowed. */
    private static Effect step(TargetOptions options) {
        return options.allowed().covers(Effect.TOKEN_OBJECTS) ? Effect.TOKEN_OBJECTS : options.allowed();
    }

    private static List<Long> read(TargetOptions options, boolean keepsLabel, ProfileDraft draft, TokenUnderTest token)
            throws PKCS11Exception {
        new IdentityCapture(token, draft, keepsLabel, options.soPin().isPresent()).run();
        new MechanismCapture(token, draft, Twin::computes).run();
        PaceCapture pace = new PaceCapture(token, draft);
        new PublicSessionCapture(token, draft).run();
        OaepCapture oaep = new OaepCapture(token, draft);
        boolean writes = options.allowed().covers(Effect.TOKEN_OBJECTS);
        long session = writes ? token.openReadWrite() : token.openReadOnly();
        if (options.pin().isPresent()) {
            pace.login(session);
            pace.signature(session);
            new DecryptionCapture(token, draft, oaep).run(session);
            new SignatureCapture(token, draft).run(session);
            new PartsCapture(token, draft).run(session);
        } else {
            draft.notLearnt("pace.verify, pace.sign and private objects", "give the PIN with --pin-env or --pin-file");
        }
        ObjectCapture objects = new ObjectCapture(token, draft, session);
        List<Long> handles = boxed(token.find(session));
        objects.run(writes);
        if (options.allowed().covers(Effect.SESSION_OBJECTS)) {
            ofSessionObjects(options, draft, token, pace, oaep);
        } else {
            draft.notLearnt(
                    "objects.generated-key-usage, objects.imported-key-usage, pace.generate-key",
                    "run with --allow session-objects");
        }
        oaep.learn();
        return handles;
    }

    private static void ofSessionObjects(
            TargetOptions options, ProfileDraft draft, TokenUnderTest token, PaceCapture pace, OaepCapture oaep)
            throws PKCS11Exception {
        long session = sessionForObjects(token);
        ObjectCapture objects = new ObjectCapture(token, draft, session);
        pace.pair(session).ifPresent(objects::generatedUsage);
        OwnRsaPair pair = OwnRsaPair.generated();
        objects.importedUsage(pair);
        new CreationCapture(token, draft, pair).run(options.pin().isPresent());
        new PairCapture(token, draft).run();
        oaep.run(pair, session);
        new ChangeCapture(token, draft).run();
    }

    /** Some tokens make objects in read-write sessions only, some open none. */
    private static long sessionForObjects(TokenUnderTest token) throws PKCS11Exception {
        try {
            return token.openReadWrite();
        } catch (PKCS11Exception e) {
            return token.openReadOnly();
        }
    }

    private static List<Long> handles(TokenUnderTest token, TargetOptions options) throws PKCS11Exception {
        return boxed(token.find(options.pin().isPresent() ? token.openReadOnlyUser() : token.openReadOnly()));
    }

    private static List<Long> boxed(long[] handles) {
        return Arrays.stream(handles).boxed().toList();
    }
}
