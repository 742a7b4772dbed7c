package org.tokentwin.conformance.walk;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.tokentwin.conformance.walk.Output.Room;
import org.tokentwin.conformance.walk.Step.Action;

/** What the steps of a walk are drawn from. A step that stands here twice is drawn twice as often. */
public enum Alphabet {
    SESSIONS(100, "sessions and logins", Set.of(), Set.of()) {
        @Override
        List<List<Action>> actions() {
            return List.of(sessions());
        }
    },
    OBJECTS_OF_SESSIONS(200, "session objects", Set.of(), EnumSet.of(Thing.Type.PUBLIC_DATA, Thing.Type.PRIVATE_DATA)) {
        @Override
        List<List<Action>> actions() {
            return List.of(
                    few(), List.of(SessionSteps::logout, SessionSteps::closeAll), objects(), objects(), objects());
        }
    },
    SEARCHES(300, "searches", Set.of(), EnumSet.of(Thing.Type.PUBLIC_DATA, Thing.Type.PRIVATE_DATA)) {
        @Override
        List<List<Action>> actions() {
            return List.of(objects(), searches(), searches());
        }
    },
    DIGESTS(400, "digests", Set.of(Scheme.SHA256), Set.of()) {
        @Override
        List<List<Action>> actions() {
            return List.of(
                    operation(Kind.DIGEST), operation(Kind.DIGEST), searches(), few(), List.of(SessionSteps::logout));
        }
    },
    SIGNATURES(500, "signatures", Set.of(Scheme.RSA_SIGN, Scheme.SHA256), Set.of()) {
        @Override
        List<List<Action>> actions() {
            return List.of(operation(Kind.SIGN), operation(Kind.SIGN), few(), List.of(BeginSteps.begin(Kind.DIGEST)));
        }
    },
    VERIFICATIONS(
            600,
            "verifications",
            Set.of(Scheme.RSA_VERIFY),
            EnumSet.of(Thing.Type.PUBLIC_KEY, Thing.Type.PUBLIC_DATA)) {
        @Override
        List<List<Action>> actions() {
            return List.of(
                    verifications(),
                    verifications(),
                    few(),
                    List.of(
                            ObjectSteps.create(Thing.Type.PUBLIC_KEY),
                            ObjectSteps.create(Thing.Type.PUBLIC_DATA),
                            ObjectSteps::destroy));
        }
    },
    CIPHERS(
            700,
            "ciphers",
            EnumSet.of(Scheme.RSA_ENCRYPT, Scheme.RSA_DECRYPT, Scheme.AES_ENCRYPT, Scheme.AES_DECRYPT),
            EnumSet.of(Thing.Type.PUBLIC_KEY, Thing.Type.SECRET_KEY)) {
        @Override
        List<List<Action>> actions() {
            return List.of(
                    operation(Kind.ENCRYPT),
                    operation(Kind.DECRYPT),
                    operation(Kind.DECRYPT),
                    few(),
                    List.of(ObjectSteps.create(Thing.Type.PUBLIC_KEY), ObjectSteps.create(Thing.Type.SECRET_KEY)));
        }
    },
    ASKING_KEYS(800, "keys that ask for the PIN before each use", Set.of(Scheme.ECDSA_SIGN), Set.of()) {
        @Override
        List<List<Action>> actions() {
            return List.of(
                    operation(Kind.SIGN),
                    operation(Kind.SIGN),
                    few(),
                    List.of(
                            BeginSteps::loginForUse,
                            BeginSteps::loginForUse,
                            BeginSteps::loginForUse,
                            ObjectSteps::generateAskingKey));
        }
    },
    EVERYTHING(
            900,
            "everything",
            EnumSet.of(
                    Scheme.SHA256,
                    Scheme.RSA_SIGN,
                    Scheme.RSA_VERIFY,
                    Scheme.RSA_ENCRYPT,
                    Scheme.RSA_DECRYPT,
                    Scheme.AES_ENCRYPT,
                    Scheme.AES_DECRYPT),
            EnumSet.of(Thing.Type.PUBLIC_DATA, Thing.Type.PRIVATE_DATA, Thing.Type.PUBLIC_KEY, Thing.Type.SECRET_KEY)) {
        @Override
        List<List<Action>> actions() {
            return List.of(
                    few(),
                    objects(),
                    List.of(ObjectSteps.create(Thing.Type.PUBLIC_KEY), ObjectSteps.create(Thing.Type.SECRET_KEY)),
                    searches(),
                    operation(Kind.DIGEST),
                    operation(Kind.SIGN),
                    verifications(),
                    operation(Kind.ENCRYPT),
                    operation(Kind.DECRYPT));
        }
    };

    /** How many objects a walk knows at a time. */
    static final int OBJECTS = 4;

    /** How many sessions a walk has open at a time. */
    static final int SESSIONS_AT_ONCE = 3;

    private static final int LENGTH = 300;

    private final int number;
    private final String about;
    private final Set<Scheme> schemes;
    private final Set<Thing.Type> types;

    Alphabet(int number, String about, Set<Scheme> schemes, Set<Thing.Type> types) {
        this.number = number;
        this.about = about;
        this.schemes = schemes;
        this.types = types;
    }

    /** All of them, in groups. */
    abstract List<List<Action>> actions();

    /** Its walks' numbers are above it. */
    public int number() {
        return number;
    }

    public String about() {
        return about;
    }

    /** What a token must have some of for such walks to be worth it. */
    Set<Scheme> schemes() {
        return schemes;
    }

    Set<Thing.Type> types() {
        return types;
    }

    boolean usesTokenKey() {
        return schemes.contains(Scheme.RSA_SIGN) || schemes.contains(Scheme.RSA_DECRYPT);
    }

    /** The steps of a walk: at first two sessions, of which one logs in, and what the walk is about, unless it is about just that. */
    List<Step> steps(RandomGenerator random) {
        List<Step> steps = new ArrayList<>();
        if (this != SESSIONS) {
            steps.add(new Step(SessionSteps::openReadOnly, 0, 0));
            steps.add(new Step(SessionSteps::openReadWrite, 1, 0));
            steps.add(new Step(SessionSteps::login, 0, 0));
        }
        for (Thing.Type type : types) {
            steps.add(new Step(ObjectSteps.create(type), 1, type.place));
        }
        List<Action> actions = actions().stream().flatMap(List::stream).toList();
        while (steps.size() < LENGTH) {
            steps.add(new Step(
                    actions.get(random.nextInt(actions.size())),
                    random.nextInt(1 + random.nextInt(SESSIONS_AT_ONCE)), // the first most often
                    random.nextInt(OBJECTS)));
        }
        return steps;
    }

    private static List<Action> sessions() {
        return List.of(
                SessionSteps::openReadOnly,
                SessionSteps::openReadWrite,
                SessionSteps::close,
                SessionSteps::closeAll,
                SessionSteps::login,
                SessionSteps::login,
                SessionSteps::logout,
                SessionSteps::sessionInfo,
                SessionSteps::sessionInfo,
                SessionSteps::tokenInfo);
    }

    /** Seldom enough that operations get somewhere. */
    private static List<Action> few() {
        return List.of(SessionSteps::openReadOnly, SessionSteps::close, SessionSteps::login, SessionSteps::sessionInfo);
    }

    private static List<Action> objects() {
        return List.of(
                ObjectSteps.create(Thing.Type.PUBLIC_DATA),
                ObjectSteps.create(Thing.Type.PRIVATE_DATA),
                ObjectSteps::read,
                ObjectSteps::read,
                ObjectSteps::relabel,
                ObjectSteps::copy,
                ObjectSteps::destroy);
    }

    private static List<Action> searches() {
        return List.of(SearchSteps::begin, SearchSteps::next, SearchSteps::next, SearchSteps::end);
    }

    private static List<Action> operation(Kind kind) {
        return List.of(
                BeginSteps.begin(kind),
                BeginSteps.begin(kind),
                OperationSteps.once(kind, Room.ENOUGH),
                OperationSteps.once(kind, Room.ONE_BYTE),
                OperationSteps.once(kind, Room.NULL),
                OperationSteps.part(kind),
                OperationSteps.part(kind),
                OperationSteps.part(kind),
                OperationSteps.end(kind, Room.ENOUGH),
                OperationSteps.end(kind, Room.ONE_BYTE),
                OperationSteps.end(kind, Room.NULL));
    }

    private static List<Action> verifications() {
        return List.of(
                BeginSteps.begin(Kind.VERIFY),
                BeginSteps.begin(Kind.VERIFY),
                BeginSteps.verify(true, true),
                BeginSteps.verify(true, false),
                OperationSteps.part(Kind.VERIFY),
                OperationSteps.part(Kind.VERIFY),
                BeginSteps.verify(false, true),
                BeginSteps.verify(false, false));
    }
}
