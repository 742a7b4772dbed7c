package org.tokentwin.emulator.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.emulator.card.CardDriver.SO;
import static org.tokentwin.emulator.card.CardDriver.USER;
import static org.tokentwin.emulator.card.TestCards.INITIAL_PIN;
import static org.tokentwin.emulator.card.TestCards.SO_PIN;
import static org.tokentwin.emulator.card.TestCards.USER_PIN;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinCommandsTest {
    private static final String WRONG = "Wrong-999";

    @Nested
    class Verify {
        @Test
        void rightPin_givesStatus() {
            CardDriver card = CardDriver.basic(TestCards.ready());

            card.verify(USER_PIN).requireOk();

            card.status(USER).requireOk();
        }

        @Test
        void paddedPin_givesStatus() {
            CardDriver card = CardDriver.basic(TestCards.ready());

            card.send(0x20, 0, USER, CardDriver.padded(USER_PIN, 16)).requireOk();
        }

        @Test
        void questionOfTheOddInstruction_isAnsweredAsThatOfTheEven() {
            CardDriver card = CardDriver.basic(TestCards.ready());
            card.verify(WRONG).require(0x63CE);

            card.send(0x21, 0, USER, new byte[0]).require(0x63CE);
            card.verify(USER_PIN).requireOk();
            card.send(0x21, 0, USER, new byte[0]).requireOk();
        }

        @Test
        void objectWithAPin_isNotTaken_andCostsNoTry() {
            CardDriver card = CardDriver.basic(TestCards.ready());

            card.send(0x21, 0, USER, CardDriver.ascii(USER_PIN)).require(0x6A80);
            card.send(0x21, 0xFF, USER, new byte[0]).require(0x6A86);
            card.send(0x21, 0, 0x13, new byte[0]).require(0x6A88);

            assertThat(card.triesLeft()).isEqualTo(15);
        }

        @Test
        void wrongPin_takesATry() {
            CardDriver card = CardDriver.basic(TestCards.ready());

            card.verify(WRONG).require(0x63CE);

            assertThat(card.triesLeft()).isEqualTo(14);
            card.status(USER).require(0x63CE);
        }

        @Test
        void pinThatOnlyBeginsRight_isWrong() {
            CardDriver card = CardDriver.basic(TestCards.ready());

            card.verify(USER_PIN + "x").require(0x63CE);
            card.verify(USER_PIN.substring(0, 8)).require(0x63CD);
        }

        @Test
        void wrongPinAfterRightOne_takesTheStatus() {
            CardDriver card = CardDriver.basic(TestCards.ready());
            card.verify(USER_PIN).requireOk();

            card.verify(WRONG).require(0x63CE);

            card.status(USER).require(0x63CE);
        }

        @Test
        void rightPinAfterFourteenWrong_restoresFifteen() {
            CardDriver card = CardDriver.basic(TestCards.ready());
            IntStream.rangeClosed(1, 14).forEach(i -> card.verify(WRONG).require(0x63C0 | 15 - i));

            card.verify(USER_PIN).requireOk();

            assertThat(card.triesLeft()).isEqualTo(15);
        }

        @Test
        void fifteenthWrongPin_locksForGood() {
            CardDriver card = CardDriver.basic(TestCards.ready());
            IntStream.rangeClosed(1, 14).forEach(i -> card.verify(WRONG));

            card.verify(WRONG).require(0x6983);

            card.verify(USER_PIN).require(0x6983);
            card.status(USER).require(0x6983);
            card.change(USER_PIN, "Other-123").require(0x6983);
            card.send(0x2C, 3, USER).require(0x6985);
            assertThat(card.triesLeft()).isZero();
        }

        @Test
        void lockedPin_staysLockedAfterReset() {
            Card card = TestCards.ready(TestPolicy.ecert().withUserTries(1));
            CardDriver.basic(card).verify(WRONG).require(0x6983);

            card.reset();

            CardDriver.basic(card).verify(USER_PIN).require(0x6983);
        }

        @Test
        void lastTryOnOneChannel_takesTheStatusOfAll() {
            Card card = TestCards.ready(TestPolicy.ecert().withUserTries(1));
            CardDriver loggedIn = CardDriver.open(card);
            loggedIn.verify(USER_PIN).requireOk();

            CardDriver.open(card).verify(WRONG).require(0x6983);

            loggedIn.status(USER).require(0x6983);
        }

        @Test
        void wrongPinOnOneChannel_leavesTheStatusOfOthers() {
            Card card = TestCards.ready();
            CardDriver loggedIn = CardDriver.open(card);
            loggedIn.verify(USER_PIN).requireOk();

            CardDriver.open(card).verify(WRONG).require(0x63CE);

            loggedIn.status(USER).requireOk();
        }

        @Test
        void statusOfOneChannel_isNotAnothers() {
            Card card = TestCards.ready();
            CardDriver.open(card).verify(USER_PIN).requireOk();

            CardDriver.open(card).status(USER).require(0x63CF);
            CardDriver.basic(card).status(USER).require(0x63CF);
        }

        @Test
        void givingUp_takesTheStatus() {
            CardDriver card = CardDriver.basic(TestCards.ready());
            card.verify(USER_PIN).requireOk();

            card.send(0x20, 0xFF, USER).requireOk();

            card.status(USER).require(0x63CF);
        }

        @Test
        void moreThanTwentyBytes_areRefusedWithoutATry() {
            CardDriver card = CardDriver.basic(TestCards.ready());

            card.verify("x".repeat(21)).require(0x6700);

            assertThat(card.triesLeft()).isEqualTo(15);
        }

        @Test
        void referenceThatIsNotThere_isNotFound() {
            CardDriver card = CardDriver.basic(TestCards.ready());

            card.verify(SO, SO_PIN).require(0x6A88);
            card.verify(0x83, USER_PIN).require(0x6A88);
        }

        @ParameterizedTest
        @ValueSource(ints = {0x01, 0x80, 0xFE})
        void unknownP1_isRefused(int p1) {
            CardDriver.basic(TestCards.ready()).send(0x20, p1, USER).require(0x6A86);
        }

        @Test
        void racingChannels_neverGetASixteenthTry() throws InterruptedException, ExecutionException {
            Card card = TestCards.ready();
            AtomicInteger refused = new AtomicInteger();
            Callable<Void> guessing = () -> {
                CardDriver channel = CardDriver.open(card);
                for (int i = 0; i < 10; i++) {
                    int sw = channel.verify(WRONG).sw();
                    if (StatusWord.isTriesLeft(sw)) {
                        refused.incrementAndGet();
                    }
                }
                return null;
            };
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                for (var each : threads.invokeAll(Collections.nCopies(4, guessing))) {
                    each.get();
                }
            }

            assertThat(refused).hasValue(14);
            CardDriver.basic(card).verify(USER_PIN).require(0x6983);
        }
    }

    @Nested
    class InitialPin {
        @ParameterizedTest
        @ValueSource(strings = {"1234567", "123456789", "", "12345678901234567890"})
        void notEightCharacters_isRefused(String pin) {
            CardDriver card = personalising(TestPolicy.ecert());

            assertThat(card.putData(0xDF50, CardDriver.ascii(pin)).sw()).isIn(0x6A87, 0x6700);
            card.send(0x44, 0, 0).require(0x6985);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1234567a", "abcdefgh", "1234-678", "1234567 ", "1234567\u00e9", "\u00012345678"})
        void notDigits_areRefused(String pin) {
            CardDriver card = personalising(TestPolicy.ecert());

            card.putData(0xDF50, CardDriver.ascii(pin)).require(0x6A80);
        }

        @Test
        void eightDigits_mustBeChanged() {
            CardDriver card = CardDriver.basic(TestCards.initial());

            assertThat(card.flags()).isEqualTo(0x01 | 0x02 | 0x04);
        }

        @Test
        void enforcedChange_holdsTheStatusBack() {
            CardDriver card = CardDriver.basic(TestCards.initial());

            card.verify(INITIAL_PIN).requireOk();

            card.status(USER).require(0x63CF);
        }

        @Test
        void unenforcedChange_givesTheStatus() {
            Card initial =
                    TestCards.personalised(TestPolicy.ecert().withRules(TestPolicy.INITIAL_8_DIGITS), driver -> {});
            CardDriver card = CardDriver.basic(initial);

            card.verify(INITIAL_PIN).requireOk();

            card.status(USER).requireOk();
            assertThat(card.flags() & 0x04).isNotZero();
        }

        @Test
        void changedPin_needNotBeChanged() {
            CardDriver card = CardDriver.basic(TestCards.ready());

            card.verify(USER_PIN).requireOk();

            assertThat(card.flags()).isEqualTo(0x01 | 0x02 | 0x08);
        }

        @Test
        void withoutTheRuleOfDigits_thePolicyHolds() {
            CardDriver card = personalising(TestPolicy.ecert().withRules(0));

            card.putData(0xDF50, CardDriver.ascii(INITIAL_PIN)).require(0x6A80);
            card.putData(0xDF50, CardDriver.ascii(USER_PIN)).requireOk();
        }

        @Test
        void beforeThePolicy_isRefused() {
            CardDriver.basic(TestCards.blank())
                    .putData(0xDF50, CardDriver.ascii(INITIAL_PIN))
                    .require(0x6985);
        }

        @Test
        void whenOperational_isRefused() {
            CardDriver card = CardDriver.basic(TestCards.ready());

            card.putData(0xDF50, CardDriver.ascii("87654321")).require(0x6985);
            card.putData(0xDF51, CardDriver.ascii(SO_PIN)).require(0x6985);
            card.putData(0xDF45, TestPolicy.ecert().encoded()).require(0x6985);

            card.verify(USER_PIN).requireOk();
        }

        private CardDriver personalising(TestPolicy policy) {
            CardDriver card = CardDriver.basic(TestCards.blank());
            card.putData(0xDF43, new byte[] {0, 1, 0x40, 0}).requireOk();
            card.putData(0xDF45, policy.encoded()).requireOk();
            card.putData(0xDF52, TestCards.cardId()).requireOk();
            return card;
        }
    }

    @Nested
    class Change {
        @ParameterizedTest
        @ValueSource(strings = {"Abcd-123", "Abcd-1234567890-1234"})
        void allowedPin_replacesTheOld(String changed) {
            CardDriver card = CardDriver.basic(TestCards.initial());

            card.change(INITIAL_PIN, changed).requireOk();

            card.verify(INITIAL_PIN).require(0x63CE);
            card.verify(changed).requireOk();
        }

        @ParameterizedTest
        @ValueSource(strings = {"Abcd-12", "A", "Ab-1"})
        void tooShort_isRefused(String changed) {
            refuses(changed, 0x6A87);
        }

        @Test
        void tooLong_isRefused() {
            refuses("Abcd-1234567890-12345", 0x6700);
        }

        @Test
        void longerThanThePolicy_isRefused() {
            TestPolicy policy = new TestPolicy(15, 15, 8, 16, 0x0F, 0, 0, 0, TestPolicy.INITIAL_8_DIGITS);
            CardDriver card = CardDriver.basic(TestCards.ready(policy));

            card.change(USER_PIN, "Abcd-123456789012").require(0x6A87);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "abcd-1234",
                    "ABCD-1234",
                    "Abcd-efgh",
                    "Abcd12345",
                    "12345678",
                    "Abcd-123\u00e9",
                    "Abcd-12\t4"
                })
        void missingClassOrStrangeCharacter_isRefused(String changed) {
            refuses(changed, 0x6A80);
        }

        @ParameterizedTest
        @ValueSource(strings = {" ", "~", "!", "/", ":", "@", "[", "`", "{"})
        void everySpecialCharacter_counts(String special) {
            CardDriver card = CardDriver.basic(TestCards.initial());

            card.change(INITIAL_PIN, "Abcd1234" + special).requireOk();
        }

        @Test
        void forbiddenClass_isRefused() {
            Card initial = TestCards.personalised(TestPolicy.ecert().withClasses(0, 0x08), driver -> {});
            CardDriver card = CardDriver.basic(initial);

            card.change(INITIAL_PIN, "Abcd-1234").require(0x6A80);
            card.change(INITIAL_PIN, "Abcd12345").requireOk();
        }

        @Test
        void samePin_isRefused() {
            CardDriver card = CardDriver.basic(TestCards.ready());

            card.change(USER_PIN, USER_PIN).require(0x6985);
        }

        @Test
        void withoutHistory_earlierPinIsAllowed() {
            CardDriver card = CardDriver.basic(TestCards.ready());
            card.change(USER_PIN, "Other-123").requireOk();

            card.change("Other-123", USER_PIN).requireOk();
        }

        @Test
        void history_refusesAsManyEarlierPinsAsItKeeps() {
            CardDriver card =
                    CardDriver.basic(TestCards.ready(TestPolicy.ecert().withHistory(2)));
            card.change(USER_PIN, "Second-12").requireOk();
            card.change("Second-12", USER_PIN).require(0x6985);
            card.change("Second-12", "Third-123").requireOk();
            card.change("Third-123", USER_PIN).require(0x6985);
            card.change("Third-123", "Fourth-12").requireOk();

            card.change("Fourth-12", "Second-12").require(0x6985);
            card.change("Fourth-12", USER_PIN).requireOk();
        }

        @Test
        void longestHistory_refusesTen() {
            CardDriver card =
                    CardDriver.basic(TestCards.ready(TestPolicy.ecert().withHistory(10)));
            for (int i = 0; i <= 10; i++) {
                card.change(i == 0 ? USER_PIN : pin(i - 1), pin(i)).requireOk();
            }

            for (int i = 0; i <= 10; i++) {
                card.change(pin(10), pin(i)).require(0x6985);
            }
            card.change(pin(10), USER_PIN).requireOk();
        }

        private String pin(int i) {
            return "Pin-" + (char) ('a' + i) + "-123";
        }

        @Test
        void repetitions_areLimited() {
            CardDriver card =
                    CardDriver.basic(TestCards.ready(TestPolicy.ecert().withRepetitions(3)));

            card.change(USER_PIN, "Aaaaa-123").require(0x6A80);
            card.change(USER_PIN, "Aaa-a12333").requireOk();
        }

        @Test
        void wrongOldPin_takesATryAndChangesNothing() {
            CardDriver card = CardDriver.basic(TestCards.ready());

            card.change(WRONG, "Other-123").require(0x63CE);

            assertThat(card.triesLeft()).isEqualTo(14);
            card.verify(USER_PIN).requireOk();
        }

        @Test
        void wrongOldPin_isToldBeforeABadNewOne() {
            CardDriver.basic(TestCards.ready()).change(WRONG, "short").require(0x63CE);
        }

        @Test
        void lastWrongOldPin_locks() {
            CardDriver card =
                    CardDriver.basic(TestCards.ready(TestPolicy.ecert().withUserTries(2)));
            card.change(WRONG, "Other-123").require(0x63C1);

            card.change(WRONG, "Other-123").require(0x6983);

            card.verify(USER_PIN).require(0x6983);
        }

        @Test
        void oddLength_isRefusedWithoutATry() {
            CardDriver card = CardDriver.basic(TestCards.ready());

            card.send(0x24, 0, USER, new byte[17]).require(0x6700);
            card.send(0x24, 0, USER, new byte[42]).require(0x6700);
            card.send(0x24, 0, USER).require(0x6700);

            assertThat(card.triesLeft()).isEqualTo(15);
        }

        @Test
        void success_leavesTheStatusAsItWas() {
            Card ready = TestCards.ready();
            CardDriver loggedIn = CardDriver.open(ready);
            loggedIn.verify(USER_PIN).requireOk();

            CardDriver.basic(ready).change(USER_PIN, "Other-123").requireOk();

            loggedIn.status(USER).requireOk();
            CardDriver.basic(ready).status(USER).require(0x63CF);
        }

        private void refuses(String changed, int sw) {
            CardDriver card = CardDriver.basic(TestCards.initial());

            card.change(INITIAL_PIN, changed).require(sw);

            assertThat(card.flags() & 0x04).isNotZero();
            assertThat(card.triesLeft()).isEqualTo(15);
            card.verify(INITIAL_PIN).requireOk();
        }
    }

    @Nested
    class SecurityOfficer {
        @Test
        void unblocking_givesTheUserANewPin() {
            CardDriver card =
                    CardDriver.basic(TestCards.readyWithSo(TestPolicy.ecert().withUserTries(1)));
            card.verify(WRONG).require(0x6983);
            card.verify(SO, SO_PIN).requireOk();

            card.send(0x2C, 2, USER, CardDriver.ascii("Other-123")).requireOk();

            card.verify("Other-123").requireOk();
        }

        @Test
        void unblockingWithoutStatus_isRefused() {
            CardDriver card = CardDriver.basic(TestCards.readyWithSo());

            card.send(0x2C, 2, USER, CardDriver.ascii("Other-123")).require(0x6982);
            card.send(0x2C, 3, USER).require(0x6982);
        }

        @Test
        void restoringTries_keepsThePin() {
            CardDriver card = CardDriver.basic(TestCards.readyWithSo());
            card.verify(WRONG).require(0x63CE);
            card.verify(SO, SO_PIN).requireOk();

            card.send(0x2C, 3, USER).requireOk();

            assertThat(card.triesLeft()).isEqualTo(15);
            card.verify(USER_PIN).requireOk();
        }

        @Test
        void unblockingWithThePin_costsASoTryWhenWrong() {
            CardDriver card = CardDriver.basic(TestCards.readyWithSo());
            byte[] wrong = CardDriver.concat(CardDriver.padded("so-wrong", 9), CardDriver.padded("Other-123", 9));
            byte[] right = CardDriver.concat(CardDriver.padded(SO_PIN, 9), CardDriver.padded("Other-123", 9));

            card.send(0x2C, 0, USER, wrong).require(0x63CE);
            assertThat(card.getData(0xDF42).data()[1]).isEqualTo((byte) 14);
            card.send(0x2C, 0, USER, right).requireOk();

            card.verify("Other-123").requireOk();
            assertThat(card.getData(0xDF42).data()[1]).isEqualTo((byte) 15);
        }

        @Test
        void unblocking_holdsThePolicy() {
            CardDriver card =
                    CardDriver.basic(TestCards.readyWithSo(TestPolicy.ecert().withHistory(1)));
            card.verify(SO, SO_PIN).requireOk();

            card.send(0x2C, 2, USER, CardDriver.ascii("short")).require(0x6A87);
            card.send(0x2C, 2, USER, CardDriver.ascii("lower-123")).require(0x6A80);
            card.send(0x2C, 2, USER, CardDriver.ascii(USER_PIN)).require(0x6985);

            card.verify(USER_PIN).requireOk();
        }

        @Test
        void pinFromTheSo_mustBeChangedWhereThePolicySaysSo() {
            int rules = TestPolicy.INITIAL_8_DIGITS | TestPolicy.CHANGE_AFTER_SO;
            CardDriver card =
                    CardDriver.basic(TestCards.readyWithSo(TestPolicy.ecert().withRules(rules)));
            card.verify(SO, SO_PIN).requireOk();

            card.send(0x2C, 2, USER, CardDriver.ascii("Other-123")).requireOk();

            assertThat(card.flags() & 0x04).isNotZero();
        }

        @Test
        void newUserPin_takesTheStatusOfWhoHadTheOld() {
            Card ready = TestCards.readyWithSo();
            CardDriver loggedIn = CardDriver.open(ready);
            loggedIn.verify(USER_PIN).requireOk();
            CardDriver so = CardDriver.basic(ready);
            so.verify(SO, SO_PIN).requireOk();

            so.send(0x2C, 2, USER, CardDriver.ascii("Other-123")).requireOk();

            loggedIn.status(USER).require(0x63CF);
        }

        @Test
        void withoutSoPin_nothingUnblocks() {
            CardDriver card = CardDriver.basic(TestCards.ready());

            card.send(0x2C, 3, USER).require(0x6985);
            card.send(0x2C, 2, USER, CardDriver.ascii("Other-123")).require(0x6985);
            card.send(0x2C, 0, USER, new byte[16]).require(0x6985);
        }

        @Test
        void changedSoPin_replacesTheOld() {
            CardDriver card = CardDriver.basic(TestCards.readyWithSo());

            card.change(SO, SO_PIN, "abcd").requireOk();

            card.verify(SO, SO_PIN).require(0x63CE);
            card.verify(SO, "abcd").requireOk();
        }

        @Test
        void badSoPin_isRefused() {
            CardDriver card = CardDriver.basic(TestCards.readyWithSo());

            card.change(SO, SO_PIN, "abc").require(0x6A87);
            card.change(SO, SO_PIN, SO_PIN).require(0x6985);
            card.change(SO, SO_PIN, "abcd\u00e9").require(0x6A80);
        }

        @Test
        void lockedSoPin_unblocksNothing() {
            CardDriver card =
                    CardDriver.basic(TestCards.readyWithSo(TestPolicy.ecert().withSoTries(1)));
            card.verify(SO, SO_PIN).requireOk();

            card.verify(SO, WRONG).require(0x6983);

            card.send(0x2C, 3, USER).require(0x6982);
            card.verify(SO, SO_PIN).require(0x6983);
        }

        @Test
        void initialise_emptiesTheToken() {
            Card ready = TestCards.readyWithSo();
            CardDriver card = CardDriver.basic(ready);
            card.verify(USER_PIN).requireOk();
            card.create(0x0301, 10, 0, 1, new byte[0]).requireOk();
            card.importKey(0x56, TestKeys.p256(), 1, CardDriver.SIGN).requireOk();
            byte[] before = card.getData(0xDF43).data();
            card.putData(0xDF4F, new byte[0]).require(0x6982);
            card.verify(SO, SO_PIN).requireOk();

            card.putData(0xDF4F, new byte[0]).requireOk();

            card.select(0x0301).require(0x6A82);
            card.verify(USER_PIN).require(0x6984);
            card.status(USER).require(0x6984);
            assertThat(card.flags()).isEqualTo(0x01);
            assertThat(card.getData(0xDF43).data()).isNotEqualTo(before).endsWith(0, 1, 0x40, 0);
            card.send(0x2C, 2, USER, CardDriver.ascii(USER_PIN)).requireOk();
            card.verify(USER_PIN).requireOk();
        }
    }
}
