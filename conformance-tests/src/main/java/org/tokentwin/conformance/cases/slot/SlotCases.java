package org.tokentwin.conformance.cases.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_DONT_BLOCK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_SERIAL_SESSION;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKF_TOKEN_PRESENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKM_SHA256;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_MECHANISM_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_NO_EVENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SLOT_ID_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_TOKEN_NOT_PRESENT;

import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.TokenUnderTest;

@ExtendWith(ConformanceExtension.class)
class SlotCases {
    private static final long NO_SUCH_SLOT = 0x7FFF_FFF0L;
    private static final long NO_SUCH_MECHANISM = 0x7FFF_FFF0L;

    @ConformanceCase(
            id = "SLOT-001",
            section = "5.5 C_GetSlotList",
            requirement = "The slots with a token are among all slots, and no slot is listed twice")
    void slotsWithToken_areAmongAllSlots(TokenUnderTest token) throws PKCS11Exception {
        long[] all = token.p11().C_GetSlotList(false);
        long[] present = token.p11().C_GetSlotList(true);

        assertThat(all).doesNotHaveDuplicates().contains(present);
        assertThat(present).contains(token.slot());
    }

    @ConformanceCase(
            id = "SLOT-002",
            section = "3.2 CK_SLOT_INFO",
            requirement = "CKF_TOKEN_PRESENT is set in exactly the slots that C_GetSlotList(CK_TRUE) lists")
    void tokenPresentFlag_agreesWithSlotList(TokenUnderTest token) throws PKCS11Exception {
        long[] present = token.p11().C_GetSlotList(true);
        for (long slot : token.p11().C_GetSlotList(false)) {
            boolean flag = (token.p11().C_GetSlotInfo(slot).flags & CKF_TOKEN_PRESENT) != 0;

            assertThat(flag).isEqualTo(Arrays.stream(present).anyMatch(id -> id == slot));
        }
    }

    @ConformanceCase(
            id = "SLOT-003",
            section = "5.5",
            requirement = "A slot id that does not exist returns CKR_SLOT_ID_INVALID")
    void unknownSlot_isRefused(TokenUnderTest token) {
        assertReturns(CKR_SLOT_ID_INVALID, () -> token.p11().C_GetSlotInfo(NO_SUCH_SLOT));
        assertReturns(CKR_SLOT_ID_INVALID, () -> token.p11().C_GetTokenInfo(NO_SUCH_SLOT));
        assertReturns(CKR_SLOT_ID_INVALID, () -> token.p11().C_GetMechanismList(NO_SUCH_SLOT));
        assertReturns(CKR_SLOT_ID_INVALID, () -> token.p11().C_GetMechanismInfo(NO_SUCH_SLOT, CKM_SHA256));
        assertReturns(
                CKR_SLOT_ID_INVALID, () -> token.p11().C_OpenSession(NO_SUCH_SLOT, CKF_SERIAL_SESSION, null, null));
        assertReturns(CKR_SLOT_ID_INVALID, () -> token.p11().C_CloseAllSessions(NO_SUCH_SLOT));
    }

    @ConformanceCase(
            id = "SLOT-004",
            section = "5.5",
            requirement = "A slot without a token returns CKR_TOKEN_NOT_PRESENT where a token is needed")
    void emptySlot_hasNoToken(TokenUnderTest token) throws PKCS11Exception {
        long[] present = token.p11().C_GetSlotList(true);
        OptionalLong empty = Arrays.stream(token.p11().C_GetSlotList(false))
                .filter(slot -> Arrays.stream(present).noneMatch(id -> id == slot))
                .findFirst();
        Assumptions.assumeTrue(empty.isPresent(), "not applicable: every slot holds a token");

        assertReturns(CKR_TOKEN_NOT_PRESENT, () -> token.p11().C_GetTokenInfo(empty.getAsLong()));
        assertReturns(CKR_TOKEN_NOT_PRESENT, () -> token.p11().C_GetMechanismList(empty.getAsLong()));
        assertReturns(
                CKR_TOKEN_NOT_PRESENT,
                () -> token.p11().C_OpenSession(empty.getAsLong(), CKF_SERIAL_SESSION, null, null));
    }

    @ConformanceCase(
            id = "SLOT-005",
            section = "5.5 C_WaitForSlotEvent",
            requirement = "C_WaitForSlotEvent with CKF_DONT_BLOCK returns CKR_NO_EVENT where nothing came or went")
    void noEvent_doesNotBlock(TokenUnderTest token) {
        assertReturns(CKR_NO_EVENT, () -> token.p11().C_WaitForSlotEvent(CKF_DONT_BLOCK, null));
    }

    @ConformanceCase(
            id = "SLOT-006",
            section = "5.5 C_GetMechanismList",
            requirement = "Every mechanism is listed once and has an info with a sound range of key sizes")
    void mechanisms_haveInfo(TokenUnderTest token) throws PKCS11Exception {
        long[] mechanisms = token.p11().C_GetMechanismList(token.slot());

        assertThat(mechanisms).isNotEmpty().doesNotHaveDuplicates();
        for (long mechanism : mechanisms) {
            CK_MECHANISM_INFO info = token.mechanismInfo(mechanism);
            assertThat(info.ulMinKeySize).isLessThanOrEqualTo(info.ulMaxKeySize);
            assertThat(info.flags).isNotZero();
        }
    }

    @ConformanceCase(
            id = "SLOT-007",
            section = "5.5 C_GetMechanismInfo",
            requirement = "A mechanism that is not listed returns CKR_MECHANISM_INVALID")
    void unknownMechanism_isRefused(TokenUnderTest token) {
        assertReturns(CKR_MECHANISM_INVALID, () -> token.p11().C_GetMechanismInfo(token.slot(), NO_SUCH_MECHANISM));
    }
}
