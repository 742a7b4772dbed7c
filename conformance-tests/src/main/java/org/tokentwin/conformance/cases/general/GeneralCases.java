package org.tokentwin.conformance.cases.general;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_CRYPTOKI_ALREADY_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_CRYPTOKI_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_HANDLE_INVALID;

import iaik.pkcs.pkcs11.wrapper.CK_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.TokenUnderTest;

@ExtendWith(ConformanceExtension.class)
class GeneralCases {
    @ConformanceCase(
            id = "GENERAL-001",
            section = "5.4 C_Initialize",
            requirement = "A second C_Initialize returns CKR_CRYPTOKI_ALREADY_INITIALIZED")
    void secondInitialize_isRefused(TokenUnderTest token) {
        assertReturns(CKR_CRYPTOKI_ALREADY_INITIALIZED, () -> TokenUnderTest.initialize(token.p11()));
    }

    @ConformanceCase(
            id = "GENERAL-002",
            section = "5.4 C_Finalize",
            requirement = "After C_Finalize every function returns CKR_CRYPTOKI_NOT_INITIALIZED")
    void afterFinalize_functionsAreRefused(TokenUnderTest token) throws PKCS11Exception {
        token.p11().C_Finalize(null);

        assertReturns(CKR_CRYPTOKI_NOT_INITIALIZED, () -> token.p11().C_GetInfo());
        assertReturns(CKR_CRYPTOKI_NOT_INITIALIZED, () -> token.p11().C_GetSlotList(true));
        assertReturns(CKR_CRYPTOKI_NOT_INITIALIZED, () -> token.p11().C_GetTokenInfo(token.slot()));
        assertReturns(CKR_CRYPTOKI_NOT_INITIALIZED, token::openReadOnly);
        assertReturns(CKR_CRYPTOKI_NOT_INITIALIZED, () -> token.p11().C_Finalize(null));
    }

    @ConformanceCase(
            id = "GENERAL-003",
            section = "5.4 C_Initialize",
            requirement = "A module can be initialised again after C_Finalize, and old sessions are gone")
    void initializeAfterFinalize_startsAnew(TokenUnderTest token) throws PKCS11Exception {
        long session = token.openReadOnly();
        token.p11().C_Finalize(null);

        assertOk(() -> TokenUnderTest.initialize(token.p11()));
        assertReturns(CKR_SESSION_HANDLE_INVALID, () -> token.p11().C_GetSessionInfo(session));
        assertOk(() -> token.p11().C_OpenSession(token.slot(), CKF_SERIAL_SESSION, null, null));
    }

    @ConformanceCase(
            id = "GENERAL-004",
            section = "3.1 CK_INFO",
            requirement = "C_GetInfo reports version 2 or 3, no flags, and strings that are padded with blanks")
    void info_isWellFormed(TokenUnderTest token) throws PKCS11Exception {
        CK_INFO info = token.p11().C_GetInfo();

        assertThat((int) info.cryptokiVersion.major).isIn(2, 3);
        assertThat(info.flags).isZero();
        assertThat(new String(info.manufacturerID).strip()).isNotEmpty().doesNotContain("\0");
        assertThat(new String(info.libraryDescription).strip()).isNotEmpty().doesNotContain("\0");
    }
}
