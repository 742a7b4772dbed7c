package org.tokentwin.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tokentwin.conformance.Attributes.bool;
import static org.tokentwin.conformance.Attributes.string;
import static org.tokentwin.conformance.Attributes.ulong;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_CLASS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_LABEL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_PRIVATE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKA_TOKEN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKK_RSA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKO_DATA;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_SO;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.conformance.run.CaseCatalogue;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.CardChannel;
import org.tokentwin.emulator.card.CommandApdu;
import org.tokentwin.emulator.profile.TokenProfile;
import org.tokentwin.junit.TokenTwin;

/** What a case cannot do to a token that somebody owns, whatever it declares. The card itself tells how many tries are left. */
@TokenTwin
class SafetyTest {
    private static final CK_ATTRIBUTE[] DATA_ON_TOKEN = {
        ulong(CKA_CLASS, CKO_DATA), bool(CKA_TOKEN, true), string(CKA_LABEL, "mine")
    };

    @TempDir
    private Path directory;

    @Test
    void readingCase_sendsNoWrongPin(EmulatedToken token, Emulator emulator) throws Exception {
        try (TokenUnderTest seen = lease(token, emulator, Effect.READS)) {
            long session = seen.openReadOnly();
            assertThatThrownBy(() -> seen.login(session, seen.wrongPin())).hasMessageContaining("not sent");
        }
        assertThat(triesLeft(token)).isEqualTo(15);
    }

    @Test
    void wrongPins_stopAtTheFloorAndAreGivenBack(EmulatedToken token, Emulator emulator) throws Exception {
        try (TokenUnderTest seen = lease(token, emulator, Effect.CHANGES_PIN, Map.of("pin-floor", "12"))) {
            long session = seen.openReadOnly();
            for (int i = 0; i < 3; i++) {
                Returns.of(() -> seen.login(session, seen.wrongPin()));
            }
            assertThat(triesLeft(token)).isEqualTo(12);
            assertThatThrownBy(() -> seen.login(session, seen.wrongPin()))
                    .isInstanceOf(NotRun.class)
                    .hasMessageContaining("12 must be left");
            assertThatThrownBy(() -> seen.setPin(seen.openReadWrite(), seen.wrongPin(), "Abcdef1!"))
                    .isInstanceOf(NotRun.class);
            assertThat(triesLeft(token)).isEqualTo(12);
        }
        assertThat(triesLeft(token)).isEqualTo(15);
    }

    @Test
    void triesThatSomebodyElseTookMeanwhile_count(EmulatedToken token, Emulator emulator) throws Exception {
        try (TokenUnderTest seen = lease(token, emulator, Effect.SPENDS_TRIES, Map.of("pin-floor", "14"))) {
            CardChannel.basic(token.card()).transmit(new CommandApdu(0x20, 0, 0x11, new byte[] {1, 2, 3, 4}, 0));

            long session = seen.openReadOnly();
            assertThatThrownBy(() -> seen.login(session, seen.wrongPin())).isInstanceOf(NotRun.class);
            assertThat(triesLeft(token)).isEqualTo(14);
        }
    }

    @Test
    void changedPin_isPutBack(EmulatedToken token, Emulator emulator) throws Exception {
        try (TokenUnderTest seen = lease(token, emulator, Effect.CHANGES_PIN)) {
            seen.setPin(seen.openReadWrite(), seen.pin(), "Abcdef1!");
        }
        try (TokenUnderTest seen = lease(token, emulator, Effect.READS)) {
            seen.openReadOnlyUser();
        }
        assertThat(triesLeft(token)).isEqualTo(15);
    }

    @Test
    void sessionObjectCase_makesNothingOnTheToken(EmulatedToken token, Emulator emulator) throws Exception {
        try (TokenUnderTest seen = lease(token, emulator, Effect.SESSION_OBJECTS)) {
            long session = seen.openReadWriteUser();
            assertThatThrownBy(() -> seen.p11().C_CreateObject(session, DATA_ON_TOKEN, true))
                    .hasMessageContaining("not sent");
            assertThat(seen.find(session, string(CKA_LABEL, "mine"))).isEmpty();
        }
    }

    @Test
    void tokenObject_isMarkedUnseenAndRemoved(EmulatedToken token, Emulator emulator) throws Exception {
        try (TokenUnderTest seen = lease(token, emulator, Effect.TOKEN_OBJECTS)) {
            long session = seen.openReadWriteUser();
            long object = seen.p11().C_CreateObject(session, DATA_ON_TOKEN, true);

            assertThat(Attributes.read(seen, session, object, CKA_LABEL)).isEqualTo("mine".toCharArray());
            assertThat(seen.find(session, string(CKA_LABEL, "mine"))).containsExactly(object);
            assertThat(seen.transcript().lines()).anyMatch(line -> line.startsWith("C_CreateObject("));
        }
        try (TokenUnderTest seen = lease(token, emulator, Effect.READS)) {
            assertThat(seen.find(seen.openReadOnlyUser(), ulong(CKA_CLASS, CKO_DATA)))
                    .isEmpty();
        }
    }

    @Test
    void objectInMemory_isHeldMarkedAndRemovedLikeAnyOther(EmulatedToken token, Emulator emulator) throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment template = memory.attributes(
                    memory.attribute(CKA_CLASS, memory.ulong(CKO_DATA), RawMemory.ULONG_BYTES),
                    memory.attribute(CKA_PRIVATE, memory.bytes(new byte[] {1}), 1),
                    memory.attribute(CKA_TOKEN, memory.bytes(new byte[] {1}), 1));
            for (Effect effect : List.of(Effect.READS, Effect.SESSION_OBJECTS)) {
                try (TokenUnderTest seen = lease(token, emulator, effect)) {
                    Object[] arguments = {seen.openReadWriteUser(), template, 3L, memory.block()};
                    assertThatThrownBy(() -> seen.raw().call(CryptokiFunction.C_CreateObject, arguments))
                            .hasMessageContaining("not sent");
                }
            }
            try (TokenUnderTest seen = lease(token, emulator, Effect.TOKEN_OBJECTS)) {
                MemorySegment handle = memory.block();
                long session = seen.openReadWriteUser();
                seen.raw().call(CryptokiFunction.C_CreateObject, session, template, 3L, handle);
                long made = RawMemory.ulongAt(handle);
                assertThat(seen.find(session, ulong(CKA_CLASS, CKO_DATA))).containsExactly(made);
            }
            try (TokenUnderTest seen = lease(token, emulator, Effect.READS)) {
                assertThat(seen.find(seen.openReadOnlyUser(), ulong(CKA_CLASS, CKO_DATA)))
                        .isEmpty();
            }
        }
    }

    @Test
    void securityOfficer_isNotLoggedInBelowInitialises() throws Exception {
        List<String> officers = List.of("initialises", "locks");
        try (EmulatedToken token = EmulatedToken.order()
                        .profile(TokenProfile.named("safenet-etoken-5110"))
                        .withTestKey()
                        .issue();
                Emulator emulator = Emulator.with(token);
                TokenUnderTest seen = lease(token, emulator, Effect.CHANGES_PIN)) {
            char[] officer = token.soPin().orElseThrow();
            assertThatThrownBy(() -> seen.p11().C_Login(seen.openReadWrite(), CKU_SO, officer, true))
                    .hasMessageContaining("not sent");
        }
        assertThat(CaseCatalogue.cases())
                .filteredOn(each -> each.id().matches("SO-00[1-9]|SLOTID-010|LOGIN-005"))
                .hasSizeGreaterThan(8)
                .allMatch(each -> officers.contains(each.effect().toString()));
        assertThat(CaseCatalogue.cases())
                .filteredOn(each -> each.id().matches("(HANDLE|CLOSED|UNINITIALIZED)-019"))
                .hasSize(3)
                .allMatch(each -> each.effect() == Effect.SPENDS_TRIES);
    }

    @Test
    void ownersObject_isNeitherChangedNorDeleted(EmulatedToken token, Emulator emulator) throws Exception {
        try (TokenUnderTest seen = lease(token, emulator, Effect.CHANGES_PIN)) {
            long session = seen.openReadWriteUser();
            long key = seen.privateKeys(session, CKK_RSA)[0];

            assertThatThrownBy(() -> seen.p11().C_DestroyObject(session, key)).hasMessageContaining("not sent");
            assertThat(seen.privateKeys(session, CKK_RSA)[0]).isEqualTo(key);
        }
    }

    @Test
    void transcript_showsNoPin(EmulatedToken token, Emulator emulator) throws Exception {
        try (TokenUnderTest seen = lease(token, emulator, Effect.READS)) {
            seen.openReadOnlyUser();

            assertThat(seen.transcript().lines())
                    .anyMatch(line -> line.contains("C_Login("))
                    .noneMatch(line -> line.contains(new String(token.pin())));
        }
    }

    @Test
    void destroyingEffect_needsTheSerialNumber(EmulatedToken token, Emulator emulator) {
        assertThatThrownBy(() -> lease(token, emulator, Effect.LOCKS, Map.of("allow", "locks")))
                .isInstanceOf(NoTokenException.class)
                .hasMessageContaining("--destroy-serial");
        assertThatThrownBy(() -> lease(
                        token, emulator, Effect.LOCKS, Map.of("allow", "initialises", "destroy-serial", "00000000")))
                .hasMessageContaining(token.serial());
        assertThat(triesLeft(token)).isEqualTo(15);
    }

    private TokenUnderTest lease(EmulatedToken token, Emulator emulator, Effect effect) throws IOException {
        return lease(token, emulator, effect, Map.of());
    }

    private TokenUnderTest lease(EmulatedToken token, Emulator emulator, Effect effect, Map<String, String> more)
            throws IOException {
        Path pin = Files.writeString(directory.resolve("pin"), new String(token.pin()));
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("pin-file", pin.toString());
        parameters.put("pin-record", directory.resolve("record").toString());
        TargetOptions options =
                TargetOptions.from(name -> Optional.ofNullable(parameters.get(name.substring("tokentwin.".length()))));
        return TokenUnderTest.on(
                new ExternalToken(emulator.modulePath(), options).lease(PinState.Value.CHANGED), effect);
    }

    private static int triesLeft(EmulatedToken token) {
        return CardChannel.basic(token.card())
                .transmit(CommandApdu.of(0xCA, 0xDF, 0x41, 256))
                .data()[1];
    }
}
