package org.tokentwin.emulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckg;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Cko;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.cryptoki.Ckz;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeQuery;
import org.tokentwin.emulator.cryptoki.AttributeRoom;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.ListRoom;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.fault.Fault;
import org.tokentwin.emulator.trace.Trace.Listening;

class TraceTest {
    private static final String PIN = "Abcdef1!";
    private static final String TEXT = "a text that is nobody's business";

    private final List<TraceEvent> events = new CopyOnWriteArrayList<>();
    private final EmulatedToken token =
            EmulatedToken.order().withTestKey().withPin(PIN).issue();
    private final Emulator emulator = Emulator.with(token);
    private final Cryptoki application = emulator.newApplication();
    private long session;

    @BeforeEach
    void open() {
        application.initialize(null);
        session = application.openSession(0, Ckf.CKF_SERIAL_SESSION | Ckf.CKF_RW_SESSION);
    }

    @AfterEach
    void close() {
        emulator.close();
        token.close();
    }

    private TraceEvent only(String function) {
        List<TraceEvent> found = events.stream()
                .filter(event -> event.function().equals(function))
                .toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void login_isToldWithItsCommandsOfTheCard_andWithoutThePin() {
        try (Listening _ = emulator.trace(events::add)) {
            application.login(session, Cku.CKU_USER, bytes(PIN));
        }

        TraceEvent login = only("C_Login");
        assertThat(login.arguments())
                .containsEntry("hSession", String.valueOf(session))
                .containsEntry("userType", "CKU_USER")
                .containsEntry("pPin", "[8 bytes]");
        assertThat(login.result()).isEqualTo("CKR_OK");
        assertThat(login.card()).anyMatch(line -> line.matches("> channel \\d+ VERIFY .* data \\[\\d+ bytes].*"));
        assertThat(login.text()).doesNotContain(PIN).doesNotContain(hex(bytes(PIN)));
    }

    @Test
    void refusal_isToldByItsName_andThrownUnchanged() {
        try (Listening _ = emulator.trace(events::add)) {
            assertThatThrownBy(() -> application.login(session, Cku.CKU_USER, bytes("Wrong-1!")))
                    .isInstanceOfSatisfying(
                            CryptokiException.class, e -> assertThat(e.ckr()).isEqualTo(Ckr.CKR_PIN_INCORRECT));
        }

        assertThat(only("C_Login").result()).isEqualTo("CKR_PIN_INCORRECT");
        assertThat(only("C_Login").card()).contains("< 63CE (14 tries left)");
    }

    @Test
    void timeOfTheToken_isToldAsItsCharacters() {
        try (Listening _ = emulator.trace(events::add)) {
            application.getTokenInfo(0);
        }

        assertThat(only("C_GetTokenInfo").toString())
                .containsPattern("utcTime='[^']{16,}']")
                .doesNotContain("[B@");
    }

    @Test
    void signature_isToldWithMechanismAndLengths_andWithoutTheText() {
        application.login(session, Cku.CKU_USER, bytes(PIN));
        try (Listening _ = emulator.trace(events::add)) {
            application.findObjectsInit(session, List.of(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY)));
            long key = application.findObjects(session, 1)[0];
            application.findObjectsFinal(session);
            application.signInit(session, Mechanism.of(Ckm.CKM_SHA256_RSA_PKCS), key);
            application.sign(session, bytes(TEXT), OutputBuffer.of(256));
        }

        assertThat(only("C_FindObjectsInit").arguments()).containsEntry("pTemplate", "{CKA_CLASS=CKO_PRIVATE_KEY}");
        assertThat(only("C_SignInit").arguments()).containsEntry("pMechanism", "CKM_SHA256_RSA_PKCS");
        TraceEvent sign = only("C_Sign");
        assertThat(sign.arguments()).containsEntry("pData", "[32 bytes]");
        assertThat(sign.output()).isEqualTo("[256 bytes]");
        assertThat(sign.card()).isNotEmpty();
        assertThat(events.toString()).doesNotContain(TEXT).doesNotContain(hex(bytes(TEXT)));
    }

    @Test
    void attributes_areToldWithTheirRooms_andWithWhatTheFunctionReturns() {
        application.login(session, Cku.CKU_USER, bytes(PIN));
        long key = privateKey();
        try (Listening _ = emulator.trace(events::add)) {
            read(key, AttributeRoom.lengthOnly(Cka.CKA_MODULUS), AttributeRoom.of(Cka.CKA_CLASS, 8));
            read(key, AttributeRoom.of(Cka.CKA_MODULUS, 255));
            read(key, AttributeRoom.of(Cka.CKA_VALUE, 9));
            read(key, AttributeRoom.of(Cka.CKA_MODULUS, 0), AttributeRoom.of(Cka.CKA_PRIVATE_EXPONENT, 256));
            application.getAttributeValue(session, key, new long[] {Cka.CKA_PRIVATE_EXPONENT});
        }

        assertThat(events)
                .extracting(TraceEvent::result)
                .containsExactly(
                        "CKR_OK",
                        "CKR_BUFFER_TOO_SMALL",
                        "CKR_ATTRIBUTE_TYPE_INVALID",
                        "CKR_ATTRIBUTE_SENSITIVE",
                        "CKR_ATTRIBUTE_SENSITIVE");
        assertThat(events.get(0).arguments())
                .containsEntry("pTemplate", "{CKA_MODULUS=NULL CKA_CLASS=buffer[8 bytes]}");
    }

    private void read(long object, AttributeRoom... rooms) {
        new AttributeQuery(List.of(rooms)).ask(application, session, object);
    }

    @Test
    void listsAndOutputs_areToldWithTheirRooms_andWithWhatTheFunctionReturns() {
        try (Listening _ = emulator.trace(events::add)) {
            new ListRoom(true, 0).ask(() -> application.getMechanismList(0));
            new ListRoom(false, 3).ask(() -> application.getMechanismList(0));
            application.digestInit(session, Mechanism.of(Ckm.CKM_SHA256));
            assertThatThrownBy(() -> application.digest(session, bytes(TEXT), OutputBuffer.of(31)))
                    .isInstanceOf(CryptokiException.class);
        }

        assertThat(events.get(0).text()).contains("C_GetMechanismList(slotID=0, pMechanismList=NULL) = CKR_OK");
        assertThat(events.get(1).text())
                .contains("C_GetMechanismList(slotID=0, pMechanismList=buffer[3]) = CKR_BUFFER_TOO_SMALL");
        assertThat(events.getLast().text()).contains("pDigest=buffer[31 bytes]) = CKR_BUFFER_TOO_SMALL -> [32 bytes]");
    }

    @Test
    void mechanism_isToldWithItsParameter() {
        application.login(session, Cku.CKU_USER, bytes(PIN));
        long key = privateKey();
        Mechanism pss = new Mechanism(
                Ckm.CKM_RSA_PKCS_PSS, new MechanismParameter.RsaPkcsPss(Ckm.CKM_SHA256, Ckg.CKG_MGF1_SHA256, 32));
        Mechanism oaep = new Mechanism(
                Ckm.CKM_RSA_PKCS_OAEP,
                new MechanismParameter.RsaPkcsOaep(
                        Ckm.CKM_SHA_1, Ckg.CKG_MGF1_SHA1, Ckz.CKZ_DATA_SPECIFIED, bytes("secret")));
        Mechanism opaque = new Mechanism(Ckm.CKM_RSA_PKCS_PSS, new MechanismParameter.Opaque(new byte[7]));
        try (Listening _ = emulator.trace(events::add)) {
            application.signInit(session, pss, key);
            application.decryptInit(session, oaep, key);
            assertThatThrownBy(() -> application.signRecoverInit(session, opaque, key))
                    .isInstanceOf(CryptokiException.class);
        }

        assertThat(events)
                .extracting(event -> event.arguments().get("pMechanism"))
                .containsExactly(
                        "CKM_RSA_PKCS_PSS{hashAlg=CKM_SHA256 mgf=CKG_MGF1_SHA256 sLen=32}",
                        "CKM_RSA_PKCS_OAEP{hashAlg=CKM_SHA_1 mgf=CKG_MGF1_SHA1 source=CKZ_DATA_SPECIFIED"
                                + " pSourceData=[6 bytes]}",
                        "CKM_RSA_PKCS_PSS{[7 bytes]}");
    }

    @Test
    void labelOfAStranger_forgesNoLine_andMovesNoCursor() {
        String label = "x') = CKR_OK\n#9 C_Login(\u001B[2J\u202Etxt\u2028\\";
        try (Listening _ = emulator.trace(events::add)) {
            application.findObjectsInit(session, List.of(Attribute.ofString(Cka.CKA_LABEL, label)));
            application.findObjectsFinal(session);
            application.findObjectsInit(session, List.of(Attribute.ofString(Cka.CKA_LABEL, "x".repeat(100_000))));
        }

        assertThat(events.getFirst().text().lines())
                .hasSize(1 + events.getFirst().card().size());
        assertThat(events.getFirst().arguments())
                .containsEntry(
                        "pTemplate", "{CKA_LABEL='x\\') = CKR_OK\\u000A#9 C_Login(\\u001B[2J\\u202Etxt\\u2028\\\\'}");
        assertThat(events.getLast().arguments()).containsEntry("pTemplate", "{CKA_LABEL=[100000 bytes]}");
    }

    /** A card that takes 20 ms for each answer: the library's part is what is left. */
    @Test
    void timeOfTheCard_isTold_besideThatOfTheCall() {
        try (EmulatedToken slow =
                        EmulatedToken.order().withTestKey().withPin(PIN).issue();
                Emulator its = Emulator.with(slow)) {
            slow.faults().inject(Fault.parse("slow=20ms"));
            try (Listening _ = its.trace(events::add)) {
                Cryptoki program = its.newApplication();
                program.initialize(null);
                program.login(
                        program.openSession(0, Ckf.CKF_SERIAL_SESSION),
                        Cku.CKU_USER,
                        PIN.getBytes(StandardCharsets.UTF_8));
            }
        }
        TraceEvent login = only("C_Login");
        assertThat(login.cardMicros()).isBetween(20_000L, login.micros());
        assertThat(only("C_Initialize").cardMicros()).isZero();
    }

    @Test
    void everyTextOfAnEvent_isPrintable() {
        String evil = "a\r\nb\u0007";
        TraceEvent event = new TraceEvent(evil, 1, evil, Map.of(evil, evil), evil, evil, 0, 0, List.of(evil));

        assertThat(event.text().chars().filter(character -> character != '\n' && Character.isISOControl(character)))
                .isEmpty();
        assertThat(event.text().lines()).hasSize(2);
        assertThat(new TraceEvent(
                        event.at(),
                        1,
                        event.function(),
                        event.arguments(),
                        event.result(),
                        event.output(),
                        0,
                        0,
                        event.card()))
                .as("told again")
                .isEqualTo(event);
    }

    @Test
    void callThatWasRefusedBeforeItCameToItsMethod_isToldToo() {
        try (Listening _ = emulator.trace(events::add)) {
            application.refused("C_Sign", session, Ckr.CKR_ARGUMENTS_BAD);
        }

        assertThat(only("C_Sign").arguments()).containsEntry("hSession", String.valueOf(session));
        assertThat(only("C_Sign").result()).isEqualTo("CKR_ARGUMENTS_BAD");
    }

    @Test
    void endOfAProgram_isNoCallOfIts() {
        try (Listening _ = emulator.trace(events::add)) {
            application.ended();
            application.ended();
        }

        assertThat(events).noneMatch(event -> event.function().equals("C_Finalize"));
        assertThatThrownBy(application::getInfo).isInstanceOf(CryptokiException.class);
        application.initialize(null);
    }

    private long privateKey() {
        application.findObjectsInit(session, List.of(Attribute.ofUlong(Cka.CKA_CLASS, Cko.CKO_PRIVATE_KEY)));
        long key = application.findObjects(session, 1)[0];
        application.findObjectsFinal(session);
        return key;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT);
    }

    @Test
    void nothingIsTold_beforeAndAfterwards() {
        application.getInfo();
        try (Listening _ = emulator.trace(events::add)) {
            application.getSessionInfo(session);
        }
        application.getInfo();

        assertThat(events).extracting(TraceEvent::function).containsExactly("C_GetSessionInfo");
    }

    @Test
    void applications_areToldApart() {
        Cryptoki second = emulator.newApplication();
        try (Listening _ = emulator.trace(events::add)) {
            second.initialize(null);
            application.getInfo();
        }

        assertThat(only("C_Initialize").application()).isEqualTo(2);
        assertThat(only("C_GetInfo").application()).isEqualTo(1);
    }

    @Test
    void exchangeOfNobodys_isToldByItself() {
        try (Listening _ = emulator.trace(events::add)) {
            emulator.remove(token);
        }

        assertThat(events).extracting(TraceEvent::text).containsExactly("     reset\n");
    }

    @Test
    void listenerThatFails_disturbsNoCall_andIsToldNoMore() {
        List<TraceEvent> seen = new CopyOnWriteArrayList<>();
        try (Listening _ = emulator.trace(event -> {
            seen.add(event);
            throw new IllegalStateException("full");
        })) {
            application.getInfo();
            application.getInfo();
        }

        assertThat(seen).hasSize(1);
    }

    @Test
    void restOfAnAnswerWhoseCommandWasNotSeen_isSecret() {
        Trace trace = new Trace();
        Card card = trace.of(new AnsweringCard());
        card.transmit(new byte[] {0x00, 0x2A, (byte) 0x80, (byte) 0x86, 0});
        try (Listening _ = trace.listen(events::add)) {
            card.transmit(new byte[] {0x00, (byte) 0xC0, 0x00, 0x00, 0});
        }

        assertThat(events.toString()).contains("GET RESPONSE", "[4 bytes]").doesNotContain("CAFE");
    }

    @Test
    void restOfASecondAnswerWhoseCommandWasNotSeen_isSecretToo() {
        Trace trace = new Trace();
        Card card = trace.of(new AnsweringCard());
        try (Listening _ = trace.listen(_ -> {})) {
            card.transmit(new byte[] {0x00, (byte) 0xCA, (byte) 0xDF, 0x41, 0});
        }
        card.transmit(new byte[] {0x00, 0x2A, (byte) 0x80, (byte) 0x86, 0});
        try (Listening _ = trace.listen(events::add)) {
            card.transmit(new byte[] {0x00, (byte) 0xC0, 0x00, 0x00, 0});
        }

        assertThat(events.toString()).contains("[4 bytes]").doesNotContain("CAFE");
    }

    /** Answers every command with four bytes. */
    private static final class AnsweringCard implements Card {
        @Override
        public byte[] atr() {
            return new byte[] {0x3B, 0x00};
        }

        @Override
        public byte[] transmit(byte[] command) {
            return new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xCA, (byte) 0xFE, (byte) 0x90, 0x00};
        }

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }
}
