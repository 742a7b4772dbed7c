package org.tokentwin.conformance.cases.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_LEN_RANGE;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.CaseRow;
import org.tokentwin.conformance.ConformanceCases;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.TokenUnderTest;

/** New PINs of every mixture of character classes, and of lengths about the bounds that the token's rules name. */
@ExtendWith(ConformanceExtension.class)
class PinRuleCases {
    private static final List<String> CLASSES = List.of("QWRTZPSD", "qwrtzpsd", "73951624", "!#%+-:?_");
    private static final List<String> NAMES = List.of("upper case", "lower case", "digits", "special characters");
    private static final int LONGEST = 1000;
    private static final int ALL = (1 << CLASSES.size()) - 1;

    /** The classes that a new PIN has: one bit each. */
    record MixtureRow(int classes) implements CaseRow {
        @Override
        public String id() {
            return "PINRULE-%03d".formatted(classes);
        }

        boolean isFull() {
            return classes == ALL;
        }

        @Override
        public String requirement() {
            List<String> names = IntStream.range(0, NAMES.size())
                    .filter(this::has)
                    .mapToObj(NAMES::get)
                    .toList();
            return "A new PIN of %s is %s".formatted(String.join(", ", names), isFull() ? "accepted" : "refused");
        }

        boolean has(int index) {
            return (classes >> index & 1) != 0;
        }

        /** A PIN of this length that has exactly these classes. */
        String pin(int length) {
            int[] had = IntStream.range(0, CLASSES.size()).filter(this::has).toArray();
            StringBuilder pin = new StringBuilder();
            for (int i = 0; i < length; i++) {
                String characters = CLASSES.get(had[i % had.length]);
                pin.append(characters.charAt(i / had.length % characters.length()));
            }
            return pin.toString();
        }
    }

    /** A length about a bound of the rules: so many characters below or above it. */
    record LengthRow(int number, boolean aboutTheLeast, int distance) implements CaseRow {
        @Override
        public String id() {
            return "PINRULE-%03d".formatted(number);
        }

        boolean isAllowed() {
            return aboutTheLeast ? distance >= 0 : distance <= 0;
        }

        @Override
        public String requirement() {
            return "A new PIN of the %s length %+d characters is %s"
                    .formatted(aboutTheLeast ? "least" : "greatest", distance, isAllowed() ? "accepted" : "refused");
        }

        int length(TokenUnderTest token) {
            return distance
                    + (aboutTheLeast
                            ? token.rules().minPinLength()
                            : token.rules().maxPinLength());
        }
    }

    @ConformanceCases(section = "guide", rows = "mixtures", effect = Effect.CHANGES_PIN)
    void mixture_isJudged(TokenUnderTest token, MixtureRow row) throws PKCS11Exception {
        NotApplicable.unless(token.rules().fourClasses(), "the token's rules ask for no classes");
        long session = token.openReadWrite();
        String pin = row.pin(token.rules().minPinLength() + 1);

        if (row.isFull()) {
            assertOk(() -> token.setPin(session, token.pin(), pin));
            assertOk(() -> token.login(session, pin.toCharArray()));
        } else {
            assertReturns(CKR_PIN_INVALID, () -> token.setPin(session, token.pin(), pin));
            assertOk(() -> token.login(session, token.pin()));
        }
    }

    @ConformanceCases(section = "5.5 C_SetPIN", rows = "lengths", effect = Effect.CHANGES_PIN)
    void length_isJudged(TokenUnderTest token, LengthRow row) throws PKCS11Exception {
        long session = token.openReadWrite();
        NotApplicable.unless(row.length(token) > 0, "a PIN cannot be so short");
        NotApplicable.unless(row.length(token) <= LONGEST, "the token sets no bound that can be tried");
        String pin = new MixtureRow(ALL).pin(row.length(token));
        assertThat(pin).hasSize(row.length(token));

        if (row.isAllowed()) {
            assertOk(() -> token.setPin(session, token.pin(), pin));
            assertOk(() -> token.login(session, pin.toCharArray()));
        } else {
            assertReturns(CKR_PIN_LEN_RANGE, () -> token.setPin(session, token.pin(), pin));
            assertOk(() -> token.login(session, token.pin()));
        }
    }

    static List<MixtureRow> mixtures() {
        return IntStream.rangeClosed(1, ALL).mapToObj(MixtureRow::new).toList();
    }

    static List<LengthRow> lengths() {
        List<LengthRow> rows = new ArrayList<>();
        for (int distance : new int[] {-3, -1, 0, 1}) {
            rows.add(new LengthRow(101 + rows.size(), true, distance));
        }
        for (int distance : new int[] {-1, 0, 1, 20}) {
            rows.add(new LengthRow(101 + rows.size(), false, distance));
        }
        return rows;
    }
}
