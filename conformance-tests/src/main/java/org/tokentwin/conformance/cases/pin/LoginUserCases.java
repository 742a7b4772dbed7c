package org.tokentwin.conformance.cases.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.raw.RawMemory.NULL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_NOT_SUPPORTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_PIN_INCORRECT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_ALREADY_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_TYPE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_PUBLIC_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKS_RW_USER_FUNCTIONS;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_CONTEXT_SPECIFIC;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_USER;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.Effect;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.Preparation;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.conformance.raw.RawModule;
import org.tokentwin.cryptoki.CryptokiFunction;

/** {@code C_LoginUser}, PKCS#11 v3.0 section 5.6.9. A token whose users have no names takes an empty one. */
@ExtendWith(ConformanceExtension.class)
class LoginUserCases {
    private static final long NO_USER_TYPE = 17;
    private static final byte[] NO_NAME = {};
    private static final byte[] NOBODY = "tokentwin-conformance".getBytes(StandardCharsets.US_ASCII);

    @ConformanceCase(
            id = "LOGINUSER-001",
            section = "v3.0 5.6.9 C_LoginUser",
            requirement = "The right PIN and an empty name log the user in")
    void rightPin_logsIn(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        loginUser(token, session);

        assertThat(state(token, session)).isEqualTo(CKS_RW_USER_FUNCTIONS);
    }

    @ConformanceCase(
            id = "LOGINUSER-002",
            section = "v3.0 5.6.9 C_LoginUser",
            requirement = "A second login returns CKR_USER_ALREADY_LOGGED_IN, whichever function made the first")
    void secondLogin_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        loginUser(token, session);
        assertReturns(CKR_USER_ALREADY_LOGGED_IN, () -> call(token, session, CKU_USER, token.pin(), NO_NAME));
        assertReturns(CKR_USER_ALREADY_LOGGED_IN, () -> token.login(session, token.pin()));
        token.p11().C_Logout(session);
        token.login(session);

        assertReturns(CKR_USER_ALREADY_LOGGED_IN, () -> call(token, session, CKU_USER, token.pin(), NO_NAME));
    }

    @ConformanceCase(id = "LOGINUSER-003", section = "v3.0 5.6.9 C_LoginUser", requirement = "C_Logout ends the login")
    void logout_endsTheLogin(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        loginUser(token, session);
        assertOk(() -> token.p11().C_Logout(session));

        assertThat(state(token, session)).isEqualTo(CKS_RW_PUBLIC_SESSION);
    }

    @ConformanceCase(
            id = "LOGINUSER-004",
            section = "v3.0 5.6.9 C_LoginUser",
            requirement = "A wrong PIN returns CKR_PIN_INCORRECT and logs nobody in",
            effect = Effect.SPENDS_TRIES)
    void wrongPin_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        loginUser(token, session);
        token.p11().C_Logout(session);
        assertReturns(CKR_PIN_INCORRECT, () -> call(token, session, CKU_USER, token.wrongPin(), NO_NAME));

        assertThat(state(token, session)).isEqualTo(CKS_RW_PUBLIC_SESSION);
    }

    @ConformanceCase(
            id = "LOGINUSER-005",
            section = "v3.0 5.6.9 C_LoginUser",
            requirement = "A wrong PIN costs a try as one to C_Login does, and the right one gives it back",
            effect = Effect.SPENDS_TRIES)
    void wrongPin_costsATry(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        loginUser(token, session);
        token.p11().C_Logout(session);
        assertReturns(CKR_PIN_INCORRECT, () -> call(token, session, CKU_USER, token.wrongPin(), NO_NAME));
        token.assertCountLow();
        loginUser(token, session);

        assertThat(token.tellsWrongPin()).isFalse();
    }

    @ConformanceCase(
            id = "LOGINUSER-006",
            section = "v3.0 5.6.9 C_LoginUser",
            requirement = "A user type that does not exist returns CKR_USER_TYPE_INVALID",
            effect = Effect.INITIALISES)
    void unknownType_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();

        assertReturns(CKR_USER_TYPE_INVALID, () -> call(token, session, NO_USER_TYPE, token.pin(), NO_NAME));
    }

    @ConformanceCase(
            id = "LOGINUSER-007",
            section = "v3.0 5.6.9 C_LoginUser",
            requirement = "CKU_CONTEXT_SPECIFIC without an operation returns CKR_OPERATION_NOT_INITIALIZED")
    void contextSpecificWithoutOperation_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        loginUser(token, session);

        assertReturns(
                CKR_OPERATION_NOT_INITIALIZED, () -> call(token, session, CKU_CONTEXT_SPECIFIC, token.pin(), NO_NAME));
    }

    @ConformanceCase(
            id = "LOGINUSER-008",
            section = "v3.0 5.6.9 C_LoginUser",
            requirement = "A name that no user has is refused, and logs nobody in",
            effect = Effect.INITIALISES)
    void nameOfNobody_isRefused(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadWrite();
        long seen = Returns.of(() -> call(token, session, CKU_USER, token.pin(), NOBODY));
        NotApplicable.unless(seen != CKR_FUNCTION_NOT_SUPPORTED, "the module does not have the function");

        assertThat(Returns.name(seen)).isNotEqualTo(Returns.name(CKR_OK));
        assertThat(state(token, session)).isEqualTo(CKS_RW_PUBLIC_SESSION);
    }

    /** The standard does not say that a token logs in anybody without a name; one that knows its users by names need not. */
    private static void loginUser(TokenUnderTest token, long session) {
        Preparation.run(
                "the token logs nobody in without a name", () -> call(token, session, CKU_USER, token.pin(), NO_NAME));
    }

    /** Wipes the PIN. */
    private static void call(TokenUnderTest token, long session, long userType, char[] pin, byte[] name)
            throws PKCS11Exception {
        RawModule module = token.rawWith(CryptokiFunction.C_LoginUser);
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(pin));
        Arrays.fill(pin, '\0');
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        encoded.rewind().put(new byte[bytes.length]);
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            MemorySegment place = memory.bytes(bytes);
            Arrays.fill(bytes, (byte) 0);
            try {
                module.call(
                        CryptokiFunction.C_LoginUser,
                        session,
                        userType,
                        place,
                        (long) bytes.length,
                        name.length == 0 ? NULL : memory.bytes(name),
                        (long) name.length);
            } finally {
                place.fill((byte) 0);
            }
        }
    }

    private static long state(TokenUnderTest token, long session) throws PKCS11Exception {
        return token.p11().C_GetSessionInfo(session).state;
    }
}
