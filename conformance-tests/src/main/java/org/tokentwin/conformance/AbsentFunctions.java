package org.tokentwin.conformance;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.tokentwin.conformance.call.Transcript;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/**
 * The functions that a module may lack, PKCS#11 v2.40 section 5: it has them all in its list, and some may do nothing but return
 * {@code CKR_FUNCTION_NOT_SUPPORTED}. Those that a mechanism's flag claims, as C_Sign, are not among them.
 */
final class AbsentFunctions {
    private static final Set<CryptokiFunction> OPTIONAL = EnumSet.of(
            CryptokiFunction.C_WaitForSlotEvent,
            CryptokiFunction.C_InitToken,
            CryptokiFunction.C_InitPIN,
            CryptokiFunction.C_SetPIN,
            CryptokiFunction.C_GetOperationState,
            CryptokiFunction.C_SetOperationState,
            CryptokiFunction.C_CreateObject,
            CryptokiFunction.C_CopyObject,
            CryptokiFunction.C_DestroyObject,
            CryptokiFunction.C_GetObjectSize,
            CryptokiFunction.C_SetAttributeValue,
            CryptokiFunction.C_DigestKey,
            CryptokiFunction.C_DigestEncryptUpdate,
            CryptokiFunction.C_DecryptDigestUpdate,
            CryptokiFunction.C_SignEncryptUpdate,
            CryptokiFunction.C_DecryptVerifyUpdate,
            CryptokiFunction.C_SeedRandom,
            CryptokiFunction.C_GenerateRandom,
            CryptokiFunction.C_LoginUser,
            CryptokiFunction.C_SessionCancel);

    private AbsentFunctions() {}

    /** Returns what ends a case that this refusal has left: where only such functions are lacking, the case does not apply. */
    static Throwable judge(PKCS11Exception refusal, Transcript calls) {
        Set<String> lacking = calls.returning("CKR_FUNCTION_NOT_SUPPORTED");
        Set<String> optional = OPTIONAL.stream().map(Enum::name).collect(Collectors.toSet());
        boolean absent = refusal.getErrorCode() == PKCS11Constants.CKR_FUNCTION_NOT_SUPPORTED
                && !lacking.isEmpty()
                && optional.containsAll(lacking);
        return absent ? new NotApplicable("the module does not have " + String.join(" and ", lacking)) : refusal;
    }
}
