package org.tokentwin.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_CONTEXT_SPECIFIC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.conformance.run.CaseCatalogue;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.conformance.run.InProcessRun;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.cryptoki.PinReference;
import org.tokentwin.emulator.profile.TokenProfile;

/** How many wrong PINs reach a token that somebody owns. The card itself tells. */
class TryBudgetTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 10, 15})
    void tokenOfWhichNobodyTellsTheTries_isGivenNoWrongPin(int tries) throws Exception {
        assertThat(wrongPinsOf(Profiles.withoutCounter(directory, tries), Map.of()))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "5, 0", "6, 1", "10, 5"})
    void tokenThatTellsItsTries_keepsTheFloor(int tries, int sent) throws Exception {
        assertThat(wrongPinsOf(Profiles.withCounter(directory, tries), Map.of()))
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({"3, 0", "6, 1", "10, 5"})
    void triesThatTheOwnerTells_keepTheFloor(int tries, int sent) throws Exception {
        assertThat(wrongPinsOf(Profiles.withoutCounter(directory, 10), Map.of("pin-tries", "" + tries)))
                .isEqualTo(sent);
    }

    @Test
    void lessOfProfileAndOwner_counts() throws Exception {
        assertThat(wrongPinsOf(
                        Profiles.withoutCounter(directory, 10),
                        Map.of("pin-tries", "6", "profile", "hongkongpost-ecert")))
                .isEqualTo(1);
    }

    @Test
    void wrongPinInMemory_costsTheSameBudget() throws Exception {
        try (EmulatedToken token = issue(Profiles.withCounter(directory, 6));
                Emulator emulator = Emulator.with(token);
                TokenUnderTest seen = TokenUnderTest.on(
                        source(token, emulator, Map.of()).lease(PinState.Value.CHANGED), Effect.SPENDS_TRIES);
                Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            long session = seen.openReadOnly();
            Object[] wrong = {
                session,
                CKU_USER,
                memory.bytes(new String(seen.wrongPin()).getBytes(UTF_8)),
                (long) seen.wrongPin().length
            };
            Returns.of(() -> seen.raw().call(CryptokiFunction.C_Login, wrong));

            assertThatThrownBy(() -> seen.raw().call(CryptokiFunction.C_Login, wrong))
                    .isInstanceOf(NotRun.class);
            assertThat(triesLeft(token)).isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6})
    void wholeRun_neverLeavesLessThanTheFloor(int tries) throws Exception {
        try (EmulatedToken token = issue(Profiles.withCounter(directory, tries));
                Emulator emulator = Emulator.with(token)) {
            Set<String> ids = Set.copyOf(CaseCatalogue.cases().stream()
                    .filter(each -> each.id().matches("(LOGIN|PIN|HANDLE|CLOSED|SLOTID|UNINITIALIZED)-.*"))
                    .map(CaseDescription::id)
                    .toList());
            Map<String, String> parameters = parameters(token, Map.of("allow", "changes-pin"));
            parameters.put("module", emulator.modulePath().toString());
            int[] least = {tries};
            InProcessRun.of(ids, options(parameters), id -> {}, (CaseResult result) -> {
                least[0] = Math.min(least[0], triesLeft(token));
                assertThat(result.aftermath()).isEmpty();
            });
            assertThat(least[0]).isGreaterThanOrEqualTo(Math.min(tries, 5));
        }
    }

    @Test
    void keyWithAPinOfItsOwn_losesOneTry_howeverManyRunsThereAre() throws Exception {
        try (EmulatedToken token = issue("safenet-etoken-5110-cc");
                Emulator emulator = Emulator.with(token)) {
            Set<String> ids = Set.copyOf(CaseCatalogue.cases().stream()
                    .filter(each -> each.id().matches("(AUTHENTICATE|WALK-8..)-?.*"))
                    .map(CaseDescription::id)
                    .toList());
            Map<String, String> parameters = parameters(token, Map.of("allow", "changes-pin"));
            parameters.put("module", emulator.modulePath().toString());
            List<CaseResult> results = new ArrayList<>();
            for (int run = 0; run < 4; run++) {
                InProcessRun.of(ids, options(parameters), id -> {}, results::add);
            }

            assertThat(token.pinStatus(PinReference.SIGNATURE).triesLeft()).isEqualTo(2);
            assertThat(results)
                    .filteredOn(each -> each.verdict() == Verdict.FAIL)
                    .isEmpty();
            assertThat(results)
                    .filteredOn(each -> each.verdict() == Verdict.NOT_RUN)
                    .extracting(CaseResult::detail)
                    .contains(
                            "a key of this token refused the user PIN, so it has its own PIN: no other was sent to it");
        }
    }

    @Test
    void wrongPinForTheUseOfAKey_isNotSentBeforeTheKeyTookTheUserPin() throws Exception {
        try (EmulatedToken token = issue("safenet-etoken-5110-cc");
                Emulator emulator = Emulator.with(token);
                TokenUnderTest seen = TokenUnderTest.on(
                        source(token, emulator, Map.of()).lease(PinState.Value.CHANGED), Effect.SPENDS_TRIES)) {
            long session = seen.openReadOnlyUser();

            assertThatThrownBy(() -> seen.p11().C_Login(session, CKU_CONTEXT_SPECIFIC, seen.wrongPin(), true))
                    .isInstanceOf(NotRun.class)
                    .hasMessageContaining("no key took the user PIN");
            assertThat(token.pinStatus(PinReference.SIGNATURE).triesLeft()).isEqualTo(3);
        }
    }

    /** As many as a case can send that tries again and again. */
    private int wrongPinsOf(TokenProfile profile, Map<String, String> more) throws Exception {
        try (EmulatedToken token = issue(profile);
                Emulator emulator = Emulator.with(token);
                TokenUnderTest seen = TokenUnderTest.on(
                        source(token, emulator, more).lease(PinState.Value.CHANGED), Effect.CHANGES_PIN)) {
            int before = triesLeft(token);
            long session = seen.openReadWrite();
            for (int i = 0; i < 20; i++) {
                attempt(seen, session, i % 2 == 0);
            }
            return before - triesLeft(token);
        }
    }

    private static void attempt(TokenUnderTest seen, long session, boolean login) {
        try {
            Returns.of(() -> {
                if (login) {
                    seen.login(session, seen.wrongPin());
                } else {
                    seen.setPin(session, seen.wrongPin(), "Abcdef1!");
                }
            });
        } catch (NotRun e) {
            // what is counted did not happen
        }
    }

    private static EmulatedToken issue(String profile) {
        return EmulatedToken.order().profile(profile).withTestKey().issue();
    }

    private static EmulatedToken issue(TokenProfile profile) {
        return EmulatedToken.order().profile(profile).withTestKey().issue();
    }

    private ExternalToken source(EmulatedToken token, Emulator emulator, Map<String, String> more) throws IOException {
        return new ExternalToken(emulator.modulePath(), options(parameters(token, more)));
    }

    private Map<String, String> parameters(EmulatedToken token, Map<String, String> more) throws IOException {
        Map<String, String> parameters = new HashMap<>(more);
        Path pin = Files.writeString(directory.resolve("pin"), new String(token.pin()));
        parameters.put("pin-file", pin.toString());
        parameters.put("pin-record", directory.resolve("record").toString());
        return parameters;
    }

    private static TargetOptions options(Map<String, String> parameters) {
        return TargetOptions.from(name -> Optional.ofNullable(parameters.get(name.substring("tokentwin.".length()))));
    }

    private static int triesLeft(EmulatedToken token) {
        return CardChannel.basic(token.card())
                .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                .data()[1];
    }
}
