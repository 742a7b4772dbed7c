package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Cku;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.tokentwin.cryptoki.ValueType;
import org.tokentwin.emulator.EmulatedToken;
import org.tokentwin.emulator.Emulator;
import org.tokentwin.emulator.cryptoki.Version;
import org.tokentwin.emulator.rpc.RpcServer;
import org.tokentwin.emulator.trace.Trace.Listening;
import org.tokentwin.emulator.trace.TraceEvent;

/** What came with PKCS#11 3.x: for tokens whose library is of it, and not for others. */
@ParameterizedClass
@EnumSource
class Version3Test {
    private static final MemorySegment NULL = NativePkcs11.NULL;
    private static final String PIN = "Abcdef1!";
    private static final Version V3_2 = new Version(3, 2);
    private static final int POINTERS_FROM = 8;
    private static final List<CryptokiFunction> FUNCTIONS = CryptokiFunction.of(CryptokiVersion.V3_2);

    private final Way way;
    private final EmulatedToken token = EmulatedToken.order()
            .profile("pkcs11-3.2")
            .withTestKey()
            .withPin(PIN)
            .issue();
    private final Emulator emulator = Emulator.with(token);
    private final RpcServer server;
    private final NativePkcs11 c;
    private long session;

    Version3Test(Way way, @TempDir Path directory) throws IOException {
        this.way = way;
        server = RpcServer.start(directory.resolve("run").resolve("pkcs11"), emulator::connect);
        c = new NativePkcs11(
                way == Way.IN_THE_PROCESS
                        ? emulator.modulePath()
                        : SharedLibrary.putBound(
                                directory,
                                SharedLibrary.fileName(V3_2),
                                directory.resolve("run").resolve("pkcs11"),
                                V3_2));
    }

    @BeforeEach
    void open() {
        assertReturns(Ckr.CKR_OK, "C_Initialize", NULL);
        MemorySegment opened = c.ulong(0);
        assertReturns(Ckr.CKR_OK, "C_OpenSession", 0L, Ckf.CKF_SERIAL_SESSION, NULL, NULL, opened);
        session = Memory.ulong(opened);
    }

    @AfterEach
    void close() {
        c.call("C_Finalize", NULL);
        server.close();
        emulator.close();
        token.close();
        c.close();
    }

    @Test
    void interfaces_areListedWithTheNewestFirst() {
        MemorySegment count = c.ulong(0);
        assertReturns(Ckr.CKR_OK, "C_GetInterfaceList", NULL, count);
        assertThat(Memory.ulong(count)).isEqualTo(3);

        MemorySegment list = c.buffer(72);
        assertReturns(Ckr.CKR_OK, "C_GetInterfaceList", list, count);
        assertThat(List.of(described(list, 0), described(list, 24), described(list, 48)))
                .containsExactly("PKCS 11 3.2 0", "PKCS 11 3.0 0", "PKCS 11 2.40 0");
        assertReturns(Ckr.CKR_BUFFER_TOO_SMALL, "C_GetInterfaceList", list, c.ulong(2));
        assertReturns(Ckr.CKR_ARGUMENTS_BAD, "C_GetInterfaceList", list, NULL);
    }

    @Test
    void functionListOfTheDefaultInterface_holdsTheExportedFunctionsInOrder() {
        MemorySegment list = functionList(found(NULL, NULL));
        for (CryptokiFunction function : FUNCTIONS) {
            assertThat(list.get(ValueLayout.ADDRESS, POINTERS_FROM + 8L * function.index()))
                    .as("%s", function)
                    .isEqualTo(c.symbol(function.name()));
        }
    }

    @Test
    void interface_isFoundByNameAndVersion() {
        MemorySegment name = c.bytes("PKCS 11\0".getBytes(StandardCharsets.UTF_8));
        assertThat(described(found(name, c.bytes((byte) 3, (byte) 0)), 0)).isEqualTo("PKCS 11 3.0 0");
        assertThat(described(found(name, c.bytes((byte) 2, (byte) 40)), 0)).isEqualTo("PKCS 11 2.40 0");

        MemorySegment other = c.bytes("Vendor\0".getBytes(StandardCharsets.UTF_8));
        MemorySegment result = c.buffer(8);
        assertReturns(Ckr.CKR_ARGUMENTS_BAD, "C_GetInterface", other, NULL, result, 0L);
        assertReturns(Ckr.CKR_ARGUMENTS_BAD, "C_GetInterface", name, c.bytes((byte) 3, (byte) 1), result, 0L);
        assertReturns(Ckr.CKR_ARGUMENTS_BAD, "C_GetInterface", name, NULL, NULL, 0L);
        assertReturns(Ckr.CKR_ARGUMENTS_BAD, "C_GetInterface", NULL, NULL, result, 1L);
        assertThat(Memory.bytes(result)).containsOnly(0xEE);
    }

    @Test
    void library_saysItsVersionAndGivesAnEarlierList() {
        MemorySegment info = c.buffer(88);
        assertReturns(Ckr.CKR_OK, "C_GetInfo", info);
        assertThat(Memory.bytes(info)).startsWith(3, 2);
        assertThat(c.version()).isEqualTo("2.40");
    }

    @Test
    void loginOfAUserWithoutAName_isTheLogin() {
        assertReturns(Ckr.CKR_OK, "C_LoginUser", session, Cku.CKU_USER, pin(PIN), 8L, NULL, 0L);
        assertReturns(Ckr.CKR_USER_ALREADY_LOGGED_IN, "C_LoginUser", session, Cku.CKU_USER, pin(PIN), 8L, NULL, 0L);
        assertReturns(Ckr.CKR_OK, "C_Logout", session);
        assertReturns(Ckr.CKR_PIN_INCORRECT, "C_LoginUser", session, Cku.CKU_USER, pin("Abcdef2!"), 8L, NULL, 0L);
        assertThat(flags() & Ckf.CKF_USER_PIN_COUNT_LOW).isNotZero();
    }

    @Test
    void loginOfAUserWithAName_costsNoTry() {
        MemorySegment name = c.bytes((byte) 'x');
        assertReturns(Ckr.CKR_USER_TYPE_INVALID, "C_LoginUser", session, Cku.CKU_USER, pin("Abcdef2!"), 8L, name, 1L);
        assertReturns(Ckr.CKR_ARGUMENTS_BAD, "C_LoginUser", session, Cku.CKU_USER, pin(PIN), 8L, NULL, 1L);
        assertThat(flags() & Ckf.CKF_USER_PIN_COUNT_LOW).isZero();
    }

    @Test
    void cancel_endsTheOperationsThatAreNamed() {
        MemorySegment digest = c.structure(Ckm.CKM_SHA256, NULL, 0L);
        assertReturns(Ckr.CKR_OK, "C_DigestInit", session, digest);
        assertReturns(Ckr.CKR_OK, "C_FindObjectsInit", session, NULL, 0L);

        assertReturns(Ckr.CKR_OK, "C_SessionCancel", session, 0L);
        assertReturns(Ckr.CKR_OK, "C_SessionCancel", session, Ckf.CKF_DIGEST | Ckf.CKF_SIGN | Ckf.CKF_GENERATE);

        assertReturns(Ckr.CKR_OPERATION_NOT_INITIALIZED, "C_DigestUpdate", session, c.bytes((byte) 1), 1L);
        assertReturns(Ckr.CKR_OPERATION_ACTIVE, "C_FindObjectsInit", session, NULL, 0L);
        assertReturns(Ckr.CKR_OK, "C_SessionCancel", session, Ckf.CKF_FIND_OBJECTS);
        assertReturns(Ckr.CKR_OK, "C_FindObjectsInit", session, NULL, 0L);
        assertReturns(Ckr.CKR_SESSION_HANDLE_INVALID, "C_SessionCancel", session + 1, Ckf.CKF_DIGEST);
    }

    @Test
    void functionThatNoTokenOffers_isRefusedInASession() {
        List<TraceEvent> events = new CopyOnWriteArrayList<>();
        try (Listening _ = emulator.trace(events::add)) {
            for (CryptokiFunction function : notOffered()) {
                assertReturns(Ckr.CKR_FUNCTION_NOT_SUPPORTED, function.name(), arguments(function, session));
                assertReturns(Ckr.CKR_SESSION_HANDLE_INVALID, function.name(), arguments(function, session + 1));
            }
        }
        assertThat(events)
                .extracting(TraceEvent::function)
                .containsExactlyElementsOf(notOffered().stream()
                        .map(CryptokiFunction::name)
                        .flatMap(name -> List.of(name, name).stream())
                        .toList());
    }

    /** Messages that are encrypted are for programs in the same process. */
    private List<CryptokiFunction> notOffered() {
        return FUNCTIONS.subList(72, FUNCTIONS.size()).stream()
                .filter(function -> way != Way.IN_THE_PROCESS
                        || !function.name().matches("C_(Message)?(Encrypt|Decrypt)(Message)?(Init|Begin|Next|Final)?"))
                .filter(function -> !function.name()
                        .matches("C_(Message(Sign|Verify)|(Sign|Verify)Message)(Init|Begin|Next|Final)?"))
                .toList();
    }

    /** What a mechanism's flags claim, the functions do. */
    @Test
    void flagsOfMessages_areToldWhereTheFunctionsAreThere() {
        MemorySegment info = c.buffer(24);
        assertReturns(Ckr.CKR_OK, CryptokiFunction.C_GetMechanismInfo.name(), 0L, Ckm.CKM_AES_GCM, info);
        long told = info.get(ValueLayout.JAVA_LONG, 16) & (Ckf.CKF_MESSAGE_ENCRYPT | Ckf.CKF_MESSAGE_DECRYPT);

        assertThat(told != 0).isEqualTo(way == Way.IN_THE_PROCESS);
        assertReturns(
                way == Way.IN_THE_PROCESS ? Ckr.CKR_OK : Ckr.CKR_FUNCTION_NOT_SUPPORTED,
                CryptokiFunction.C_MessageEncryptInit.name(),
                session,
                NULL,
                0L);
    }

    /** Programs ask a library whether it has these functions, and take one that has them for one of 3.x. */
    @Test
    void libraryOfAnEarlierVersion_doesNotHaveThem(@TempDir Path directory) throws IOException {
        try (EmulatedToken older = EmulatedToken.order().withTestKey().issue();
                Emulator slots = Emulator.with(older);
                NativePkcs11 library = new NativePkcs11(
                        way == Way.IN_THE_PROCESS
                                ? slots.modulePath()
                                : SharedLibrary.putInto(directory, SharedLibrary.fileName()))) {
            assertThat(FUNCTIONS.subList(68, FUNCTIONS.size()))
                    .allSatisfy(function -> assertThatThrownBy(() -> library.symbol(function.name()))
                            .isInstanceOf(NoSuchElementException.class));
            assertThat(library.version()).isEqualTo("2.20");
        }
    }

    /** A library of 3.x that was installed for other tokens. */
    @Test
    void serverOfAnEarlierVersion_refusesThem(@TempDir Path directory) throws IOException {
        try (EmulatedToken older = EmulatedToken.order().withTestKey().issue();
                Emulator slots = Emulator.with(older);
                RpcServer _ = RpcServer.start(directory.resolve("run").resolve("old"), slots::connect);
                NativePkcs11 library = new NativePkcs11(SharedLibrary.putBound(
                        directory, "old.so", directory.resolve("run").resolve("old"), V3_2))) {
            library.call("C_Initialize", NULL);
            MemorySegment opened = library.ulong(0);
            library.call("C_OpenSession", 0L, Ckf.CKF_SERIAL_SESSION, NULL, NULL, opened);

            assertThat(library.callSymbol("C_SessionCancel", Memory.ulong(opened), 0L))
                    .isEqualTo(Ckr.CKR_FUNCTION_NOT_SUPPORTED.code());
            library.call("C_Finalize", NULL);
        }
    }

    /** Of the token; the PIN's count is low after the first wrong one. */
    private long flags() {
        MemorySegment info = c.buffer(208);
        assertReturns(Ckr.CKR_OK, "C_GetTokenInfo", 0L, info);
        return info.get(ValueLayout.JAVA_LONG, 96);
    }

    private MemorySegment pin(String pin) {
        return c.bytes(pin.getBytes(StandardCharsets.UTF_8));
    }

    /** A session, null pointers and zeros. */
    private static Object[] arguments(CryptokiFunction function, long session) {
        Object[] arguments = new Object[function.types().size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = function.types().get(i) == ValueType.POINTER ? NULL : (Object) 0L;
        }
        arguments[0] = session;
        return arguments;
    }

    private MemorySegment found(MemorySegment name, MemorySegment version) {
        MemorySegment result = c.buffer(8);
        assertReturns(Ckr.CKR_OK, "C_GetInterface", name, version, result, 0L);
        return result.get(ValueLayout.ADDRESS, 0).reinterpret(24);
    }

    private static MemorySegment functionList(MemorySegment found) {
        return found.get(ValueLayout.ADDRESS, 8).reinterpret(POINTERS_FROM + 8L * FUNCTIONS.size());
    }

    /** Name, version of the function list, flags. */
    private static String described(MemorySegment list, long offset) {
        MemorySegment entry = list.asSlice(offset, 24);
        MemorySegment version = entry.get(ValueLayout.ADDRESS, 8).reinterpret(2);
        return entry.get(ValueLayout.ADDRESS, 0).reinterpret(64).getString(0) + " "
                + version.get(ValueLayout.JAVA_BYTE, 0) + "." + version.get(ValueLayout.JAVA_BYTE, 1) + " "
                + entry.get(ValueLayout.JAVA_LONG, 16);
    }

    private void assertReturns(Ckr result, String function, Object... arguments) {
        assertThat(c.callSymbol(function, arguments)).as(function).isEqualTo(result.code());
    }
}
