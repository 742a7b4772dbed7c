package org.tokentwin.emulator.store;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;

/**
 * A stream of wrong PINs, right PINs, changes of the PIN, and of objects made, replaced and deleted: data, keys, certificates. The same for
 * the same seed, but for the keys themselves.
 */
final class RandomWork {
    private static final String WRONG = "Wrong1!pin";
    private static final int MOST_OBJECTS = 6;
    private static final int LONGEST = 6000;
    private static final int LEAST_TRIES = 2;

    private final Random random;
    private final KeyWork keys;
    private int made;

    RandomWork(Random random) {
        this.random = random;
        this.keys = new KeyWork(random);
    }

    Step next(TokenState state, boolean loggedIn) {
        if (state.tries() <= LEAST_TRIES) {
            return changePin(
                    state, loggedIn); // never so many wrong ones that the token is locked: the stream would end
        }
        return loggedIn ? whileLoggedIn(state) : whileLoggedOut(state);
    }

    private Step whileLoggedOut(TokenState state) {
        return switch (random.nextInt(6)) {
            case 0, 1 ->
                new Step(
                        "wrong PIN",
                        state.afterWrongPin(),
                        false,
                        Ckr.CKR_PIN_INCORRECT,
                        session -> session.login(WRONG));
            case 2 -> changeWithWrongPin(state, false);
            case 3 -> changePin(state, false);
            default ->
                new Step(
                        "right PIN",
                        state.afterRightPin(),
                        true,
                        Ckr.CKR_OK,
                        List.of(state.afterWrongPin()), // the try is taken before the comparison
                        session -> session.login(state.pin()));
        };
    }

    private Step whileLoggedIn(TokenState state) {
        return switch (random.nextInt(12)) {
            case 0 -> new Step("logout", state, false, Ckr.CKR_OK, session -> session.logout());
            case 1 -> changeWithWrongPin(state, true);
            case 2 -> changePin(state, true);
            case 3, 4 -> data(state).isEmpty() ? create(state) : replace(state);
            case 5 -> data(state).isEmpty() ? create(state) : destroy(state);
            case 6, 7 -> data(state).size() < MOST_OBJECTS ? create(state) : destroy(state);
            default -> keys.next(state);
        };
    }

    private Step changeWithWrongPin(TokenState state, boolean loggedIn) {
        String unused = newPin();
        return new Step(
                "change with a wrong PIN",
                state.afterWrongPin(),
                loggedIn,
                Ckr.CKR_PIN_INCORRECT,
                session -> session.setPin(WRONG, unused));
    }

    private Step changePin(TokenState state, boolean loggedIn) {
        String changed = newPin();
        return new Step(
                "change of the PIN",
                state.withPin(changed),
                loggedIn,
                Ckr.CKR_OK,
                List.of(state.afterWrongPin()),
                session -> session.setPin(state.pin(), changed));
    }

    private Step create(TokenState state) {
        String label = "object " + made++;
        byte[] value = bytes(LONGEST);
        boolean isPrivate = random.nextBoolean();
        return new Step(
                "create " + label,
                state.with(ObjectName.data(label), hex(value)),
                true,
                Ckr.CKR_OK,
                session -> session.createData(label, value, isPrivate));
    }

    private Step replace(TokenState state) {
        String label = any(state);
        byte[] value = bytes(LONGEST);
        return new Step(
                "replace " + label,
                state.with(ObjectName.data(label), hex(value)),
                true,
                Ckr.CKR_OK,
                session -> session.setValue(session.find(label), value));
    }

    private Step destroy(TokenState state) {
        String label = any(state);
        return new Step(
                "destroy " + label,
                state.without(ObjectName.data(label)),
                true,
                Ckr.CKR_OK,
                session -> session.destroy(session.find(label)));
    }

    private String any(TokenState state) {
        List<String> labels = data(state);
        return labels.get(random.nextInt(labels.size()));
    }

    private static List<String> data(TokenState state) {
        return state.objects().keySet().stream()
                .filter(name -> name.objectClass() == Cko.CKO_DATA)
                .map(ObjectName::id)
                .sorted()
                .toList();
    }

    private byte[] bytes(int longest) {
        byte[] bytes = new byte[1 + random.nextInt(longest)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String newPin() {
        made++;
        String digits = String.format(Locale.ROOT, "%06d", made);
        return "Pin!" + digits.replaceAll("(..)", "$1x");
    }

    private static String hex(byte[] value) {
        return HexFormat.of().formatHex(value);
    }
}
