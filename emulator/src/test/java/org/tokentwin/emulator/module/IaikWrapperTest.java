package org.tokentwin.emulator.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_C_INITIALIZE_ARGS;
import iaik.pkcs.pkcs11.wrapper.CK_INFO;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.CK_RSA_PKCS_OAEP_PARAMS;
import iaik.pkcs.pkcs11.wrapper.CK_RSA_PKCS_PSS_PARAMS;
import iaik.pkcs.pkcs11.wrapper.CK_SESSION_INFO;
import iaik.pkcs.pkcs11.wrapper.CK_TOKEN_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.AttributeResult;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.InitializeArgs;
import org.tokentwin.emulator.cryptoki.LibraryInfo;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.SessionInfo;
import org.tokentwin.emulator.cryptoki.TokenInfo;
import org.tokentwin.emulator.cryptoki.Version;
import org.xipki.pkcs11.wrapper.Logger;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.StaticLogger;

/** The module under the IAIK wrapper, whose C part is compiled with the standard's own header: an independent witness of the layouts. */
class IaikWrapperTest {
    private static final Set<String> FUNCTIONS = CryptokiFunction.of(CryptokiVersion.V2_40).stream()
            .map(CryptokiFunction::name)
            .collect(Collectors.toSet());

    private final LoadedFake token = new LoadedFake();
    private PKCS11 wrapper;

    @BeforeEach
    void load() throws IOException {
        StaticLogger.setLogger((Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (_, method, _) -> silent(method)));
        wrapper = PKCS11Module.getInstance(token.module.path().toString()).getPKCS11Module();
    }

    @AfterEach
    void close() {
        token.close();
    }

    static List<Method> functions() {
        return Arrays.stream(PKCS11.class.getMethods())
                .filter(method -> FUNCTIONS.contains(method.getName()))
                .toList();
    }

    @Test
    void wrapper_knowsAllFunctionsButTheOneThatItCallsToLoad() {
        assertThat(functions()).hasSize(FUNCTIONS.size() - 1);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void entryOfTheFunctionList_isTheFunctionThatTheWrapperMeans(Method function) throws Exception {
        Object[] arguments = Arrays.stream(function.getParameterTypes())
                .map(IaikWrapperTest::anyArgument)
                .toArray();
        assertThatThrownBy(() -> function.invoke(wrapper, arguments))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOfSatisfying(
                        PKCS11Exception.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(Ckr.CKR_FUNCTION_NOT_SUPPORTED.code()));
        assertThat(token.cryptoki.calls())
                .isNotEmpty()
                .allSatisfy(call -> assertThat(functionOf(call)).isEqualToIgnoringCase(function.getName()));
    }

    @Test
    void initializeArguments_areRead() throws Exception {
        token.cryptoki.accept("initialize");
        CK_C_INITIALIZE_ARGS arguments = new CK_C_INITIALIZE_ARGS();
        arguments.flags = 2;
        wrapper.C_Initialize(arguments, true);
        assertThat(token.onlyCall().arguments()).containsExactly(new InitializeArgs(0, 2, false));
    }

    @Test
    void libraryInfo_isWritten() throws Exception {
        token.on("getInfo", _ -> new LibraryInfo(version(2, 20), "maker", 5, "library", version(9, 1)));
        CK_INFO info = wrapper.C_GetInfo();
        assertThat(info.cryptokiVersion.minor).isEqualTo((byte) 20);
        assertThat(new String(info.manufacturerID)).isEqualTo("maker" + " ".repeat(27));
        assertThat(info.flags).isEqualTo(5);
        assertThat(new String(info.libraryDescription)).isEqualTo("library" + " ".repeat(25));
        assertThat(info.libraryVersion.major).isEqualTo((byte) 9);
    }

    @Test
    void tokenInfo_isWritten() throws Exception {
        byte[] time = "2026010203040500".getBytes(StandardCharsets.US_ASCII);
        token.on(
                "getTokenInfo",
                _ -> new TokenInfo(
                        "label",
                        "maker",
                        "model",
                        "serial",
                        1,
                        2,
                        3,
                        4,
                        5,
                        6,
                        7,
                        8,
                        9,
                        10,
                        11,
                        version(1, 2),
                        version(3, 4),
                        time));
        CK_TOKEN_INFO info = wrapper.C_GetTokenInfo(0);
        assertThat(new String(info.label).strip()).isEqualTo("label");
        assertThat(new String(info.serialNumber).strip()).isEqualTo("serial");
        assertThat(new long[] {info.flags, info.ulMaxSessionCount, info.ulRwSessionCount, info.ulMinPinLen})
                .containsExactly(1, 2, 5, 7);
        assertThat(info.ulFreePrivateMemory).isEqualTo(11);
        assertThat(info.firmwareVersion.minor).isEqualTo((byte) 4);
        assertThat(new String(info.utcTime)).isEqualTo("2026010203040500");
    }

    @Test
    void sessionInfo_isWritten() throws Exception {
        token.on("getSessionInfo", _ -> new SessionInfo(1, 2, 3, 4));
        CK_SESSION_INFO info = wrapper.C_GetSessionInfo(0);
        assertThat(new long[] {info.slotID, info.state, info.flags, info.ulDeviceError})
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void attributes_goBothWays() throws Exception {
        Attribute objectClass = Attribute.ofUlong(Cka.CKA_CLASS, 3);
        Attribute label = Attribute.ofString(Cka.CKA_LABEL, "香港");
        token.on("createObject", _ -> 5L)
                .on("getAttributeValue", _ -> List.of(AttributeResult.of(objectClass), AttributeResult.of(label)));
        CK_ATTRIBUTE[] template = {attribute(Cka.CKA_CLASS, 3L), attribute(Cka.CKA_LABEL, "香港".toCharArray())};
        assertThat(wrapper.C_CreateObject(1, template, true)).isEqualTo(5);
        assertThat(token.onlyCall().arguments().get(1)).isEqualTo(List.of(objectClass, label));

        CK_ATTRIBUTE[] query = {attribute(Cka.CKA_CLASS, null), attribute(Cka.CKA_LABEL, null)};
        wrapper.C_GetAttributeValue(1, 5, query, true);
        assertThat(query[0].pValue).isEqualTo(3L);
        assertThat((char[]) query[1].pValue).containsExactly('香', '港');
    }

    @Test
    void mechanismParameters_areRead() throws Exception {
        token.cryptoki.accept("signInit", "decryptInit");
        CK_RSA_PKCS_PSS_PARAMS pss = new CK_RSA_PKCS_PSS_PARAMS();
        pss.hashAlg = Ckm.CKM_SHA256;
        pss.mgf = 2;
        pss.sLen = 32;
        wrapper.C_SignInit(1, mechanism(Ckm.CKM_RSA_PKCS_PSS, pss), 9, true);
        CK_RSA_PKCS_OAEP_PARAMS oaep = new CK_RSA_PKCS_OAEP_PARAMS();
        oaep.hashAlg = Ckm.CKM_SHA256;
        oaep.mgf = 2;
        oaep.source = 1;
        oaep.pSourceData = new byte[] {1, 2};
        wrapper.C_DecryptInit(1, mechanism(Ckm.CKM_RSA_PKCS_OAEP, oaep), 9, true);
        assertThat(token.cryptoki.calls())
                .extracting(call -> call.arguments().get(1))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new Mechanism(Ckm.CKM_RSA_PKCS_PSS, new MechanismParameter.RsaPkcsPss(Ckm.CKM_SHA256, 2, 32)),
                        new Mechanism(
                                Ckm.CKM_RSA_PKCS_OAEP,
                                new MechanismParameter.RsaPkcsOaep(Ckm.CKM_SHA256, 2, 1, new byte[] {1, 2})));
    }

    @Test
    void refusal_isThrownWithItsCkr() {
        token.on("login", _ -> {
            throw new CryptokiException(Ckr.CKR_PIN_INCORRECT, "as a test wants it");
        });
        assertThatThrownBy(() -> wrapper.C_Login(1, 1, "12345678".toCharArray(), true))
                .isInstanceOfSatisfying(
                        PKCS11Exception.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(Ckr.CKR_PIN_INCORRECT.code()));
    }

    private static String functionOf(FakeCryptoki.Call call) {
        return "C_" + call.method().replace("finalizeCryptoki", "finalize");
    }

    private static @Nullable Object anyArgument(Class<?> type) {
        if (type == long.class) {
            return 1L;
        }
        if (type == boolean.class) {
            return false;
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), type == byte[].class ? 1 : 0);
        }
        return type == CK_MECHANISM.class ? mechanism(Ckm.CKM_SHA256, null) : null;
    }

    private static CK_MECHANISM mechanism(long type, @Nullable Object parameter) {
        CK_MECHANISM mechanism = new CK_MECHANISM();
        mechanism.mechanism = type;
        mechanism.pParameter = parameter;
        return mechanism;
    }

    private static CK_ATTRIBUTE attribute(long type, @Nullable Object value) {
        CK_ATTRIBUTE attribute = new CK_ATTRIBUTE();
        attribute.type = type;
        attribute.pValue = value;
        return attribute;
    }

    private static Version version(int major, int minor) {
        return new Version(major, minor);
    }

    private static @Nullable Object silent(Method method) {
        return method.getReturnType() == boolean.class ? false : null;
    }
}
