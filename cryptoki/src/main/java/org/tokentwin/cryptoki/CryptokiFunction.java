package org.tokentwin.cryptoki;

import static org.tokentwin.cryptoki.Ckr.*;
import static org.tokentwin.cryptoki.CryptokiVersion.V2_20;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_0;
import static org.tokentwin.cryptoki.CryptokiVersion.V3_2;
import static org.tokentwin.cryptoki.ParameterKind.*;
import static org.tokentwin.cryptoki.Structure.*;
import static org.tokentwin.cryptoki.TokenEffect.*;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The functions of PKCS#11 in the order of {@code CK_FUNCTION_LIST_3_2}, PKCS#11 v3.2 section 5: their parameters, what they can do to a token,
 * and the return values that the standard names for them. The first 68 are those of {@code CK_FUNCTION_LIST}.
 */
public enum CryptokiFunction {
    // spotless:off
    C_Initialize(V2_20,
            takes(INITIALIZE_ARGS.of("pInitArgs")),
            can(),
            returns(CKR_ARGUMENTS_BAD, CKR_NEED_TO_CREATE_THREADS, CKR_CANT_LOCK, CKR_CRYPTOKI_ALREADY_INITIALIZED)),
    C_Finalize(V2_20,
            takes(RESERVED.of("pReserved")),
            can(),
            returns(CKR_ARGUMENTS_BAD, CKR_CRYPTOKI_NOT_INITIALIZED)),
    C_GetInfo(V2_20,
            takes(structure(CK_INFO, "pInfo")),
            can(),
            returns(CKR_ARGUMENTS_BAD, CKR_CRYPTOKI_NOT_INITIALIZED)),
    C_GetFunctionList(V2_20,
            takes(FUNCTION_LIST.of("ppFunctionList")),
            can(),
            returns(CKR_ARGUMENTS_BAD)),
    C_GetSlotList(V2_20,
            takes(BOOLEAN.of("tokenPresent"), NUMBERS.of("pSlotList", "pulCount")),
            can(),
            returns(CKR_ARGUMENTS_BAD, CKR_BUFFER_TOO_SMALL, CKR_CRYPTOKI_NOT_INITIALIZED)),
    C_GetSlotInfo(V2_20,
            takes(SLOT.of("slotID"), structure(CK_SLOT_INFO, "pInfo")),
            can(),
            returns(CKR_SLOT_ID_INVALID, CKR_ARGUMENTS_BAD, CKR_DEVICE_ERROR, CKR_CRYPTOKI_NOT_INITIALIZED)),
    C_GetTokenInfo(V2_20,
            takes(SLOT.of("slotID"), structure(CK_TOKEN_INFO, "pInfo")),
            can(),
            returnsOfToken(CKR_SLOT_ID_INVALID, CKR_ARGUMENTS_BAD, CKR_TOKEN_NOT_PRESENT, CKR_TOKEN_NOT_RECOGNIZED)),
    C_GetMechanismList(V2_20,
            takes(SLOT.of("slotID"), NUMBERS.of("pMechanismList", "pulCount")),
            can(),
            returnsOfToken(CKR_SLOT_ID_INVALID, CKR_ARGUMENTS_BAD, CKR_TOKEN_NOT_PRESENT, CKR_TOKEN_NOT_RECOGNIZED,
                    CKR_BUFFER_TOO_SMALL)),
    C_GetMechanismInfo(V2_20,
            takes(SLOT.of("slotID"), MECHANISM_TYPE.of("type"), structure(CK_MECHANISM_INFO, "pInfo")),
            can(),
            returnsOfToken(CKR_SLOT_ID_INVALID, CKR_ARGUMENTS_BAD, CKR_MECHANISM_INVALID, CKR_TOKEN_NOT_PRESENT,
                    CKR_TOKEN_NOT_RECOGNIZED)),
    C_InitToken(V2_20,
            takes(SLOT.of("slotID"), PIN.of("pPin", "ulPinLen"), LABEL.of("pLabel")),
            can(PRESENTS_PIN, INITIALISES_TOKEN),
            returnsOfToken(CKR_SLOT_ID_INVALID, CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_PIN_INCORRECT, CKR_PIN_LOCKED,
                    CKR_SESSION_EXISTS, CKR_TOKEN_NOT_PRESENT, CKR_TOKEN_NOT_RECOGNIZED, CKR_TOKEN_WRITE_PROTECTED)),
    C_InitPIN(V2_20,
            takes(SESSION.of("hSession"), PIN.of("pPin", "ulPinLen")),
            can(CHANGES_PIN),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE, CKR_PIN_INVALID, CKR_PIN_LEN_RANGE,
                    CKR_SESSION_READ_ONLY, CKR_TOKEN_WRITE_PROTECTED, CKR_USER_NOT_LOGGED_IN, CKR_PENDING)),
    C_SetPIN(V2_20,
            takes(SESSION.of("hSession"), PIN.of("pOldPin", "ulOldLen"), PIN.of("pNewPin", "ulNewLen")),
            can(PRESENTS_PIN, CHANGES_PIN),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE, CKR_PIN_INCORRECT, CKR_PIN_INVALID,
                    CKR_PIN_LEN_RANGE, CKR_PIN_LOCKED, CKR_SESSION_READ_ONLY, CKR_TOKEN_WRITE_PROTECTED, CKR_PENDING)),
    C_OpenSession(V2_20,
            takes(SLOT.of("slotID"), FLAGS.of("flags"), APPLICATION.of("pApplication"), NOTIFY.of("Notify"), HANDLE.of("phSession")),
            can(),
            returnsOfToken(CKR_SLOT_ID_INVALID, CKR_ARGUMENTS_BAD, CKR_SESSION_COUNT, CKR_SESSION_PARALLEL_NOT_SUPPORTED,
                    CKR_SESSION_READ_WRITE_SO_EXISTS, CKR_TOKEN_NOT_PRESENT, CKR_TOKEN_NOT_RECOGNIZED, CKR_TOKEN_WRITE_PROTECTED,
                    CKR_SESSION_ASYNC_NOT_SUPPORTED)),
    C_CloseSession(V2_20,
            takes(SESSION.of("hSession")),
            can(),
            returnsInSession(CKR_OPERATION_ACTIVE, CKR_PENDING)),
    C_CloseAllSessions(V2_20,
            takes(SLOT.of("slotID")),
            can(),
            returnsOfToken(CKR_SLOT_ID_INVALID, CKR_TOKEN_NOT_PRESENT)),
    C_GetSessionInfo(V2_20,
            takes(SESSION.of("hSession"), structure(CK_SESSION_INFO, "pInfo")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_OPERATION_ACTIVE, CKR_PENDING)),
    C_GetOperationState(V2_20,
            takes(SESSION.of("hSession"), ROOM.of("pOperationState", "pulOperationStateLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_BUFFER_TOO_SMALL,
                    CKR_STATE_UNSAVEABLE, CKR_PENDING)),
    C_SetOperationState(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pOperationState", "ulOperationStateLen"), OBJECT.of("hEncryptionKey"),
                    OBJECT.of("hAuthenticationKey")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_KEY_NOT_NEEDED, CKR_KEY_CHANGED, CKR_KEY_NEEDED, CKR_OPERATION_ACTIVE,
                    CKR_SAVED_STATE_INVALID, CKR_PENDING)),
    C_Login(V2_20,
            takes(SESSION.of("hSession"), USER_TYPE.of("userType"), PIN.of("pPin", "ulPinLen")),
            can(PRESENTS_PIN),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED,
                    CKR_PIN_INCORRECT, CKR_PIN_LOCKED, CKR_SESSION_READ_ONLY_EXISTS, CKR_USER_ALREADY_LOGGED_IN,
                    CKR_USER_PIN_NOT_INITIALIZED, CKR_USER_TYPE_INVALID, CKR_USER_ANOTHER_ALREADY_LOGGED_IN, CKR_USER_TOO_MANY_TYPES,
                    CKR_PENDING)),
    C_Logout(V2_20,
            takes(SESSION.of("hSession")),
            can(),
            returnsInSession(CKR_OPERATION_ACTIVE, CKR_USER_NOT_LOGGED_IN, CKR_PENDING)),
    C_CreateObject(V2_20,
            takes(SESSION.of("hSession"), TEMPLATE.of("pTemplate", "ulCount"), HANDLE.of("phObject")),
            can(MAKES_OBJECT),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ATTRIBUTE_READ_ONLY, CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_VALUE_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED, CKR_SESSION_READ_ONLY, CKR_TEMPLATE_INCOMPLETE, CKR_TEMPLATE_INCONSISTENT,
                    CKR_TOKEN_WRITE_PROTECTED, CKR_USER_NOT_LOGGED_IN, CKR_DOMAIN_PARAMS_INVALID, CKR_CURVE_NOT_SUPPORTED, CKR_PENDING,
                    CKR_PARAMETER_SET_NOT_SUPPORTED)),
    C_CopyObject(V2_20,
            takes(SESSION.of("hSession"), OBJECT.of("hObject"), TEMPLATE.of("pTemplate", "ulCount"), HANDLE.of("phNewObject")),
            can(MAKES_OBJECT),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ATTRIBUTE_READ_ONLY, CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_VALUE_INVALID,
                    CKR_ACTION_PROHIBITED, CKR_OBJECT_HANDLE_INVALID, CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED, CKR_SESSION_READ_ONLY,
                    CKR_TEMPLATE_INCONSISTENT, CKR_TOKEN_WRITE_PROTECTED, CKR_USER_NOT_LOGGED_IN, CKR_PENDING)),
    C_DestroyObject(V2_20,
            takes(SESSION.of("hSession"), OBJECT.of("hObject")),
            can(DESTROYS_OBJECT),
            returnsInSession(CKR_ACTION_PROHIBITED, CKR_OBJECT_HANDLE_INVALID, CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED,
                    CKR_SESSION_READ_ONLY, CKR_TOKEN_WRITE_PROTECTED, CKR_PENDING)),
    C_GetObjectSize(V2_20,
            takes(SESSION.of("hSession"), OBJECT.of("hObject"), RESULT.of("pulSize")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_OBJECT_HANDLE_INVALID, CKR_OPERATION_ACTIVE, CKR_INFORMATION_SENSITIVE, CKR_PENDING)),
    C_GetAttributeValue(V2_20,
            takes(SESSION.of("hSession"), OBJECT.of("hObject"), QUERY.of("pTemplate", "ulCount")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ATTRIBUTE_SENSITIVE, CKR_ATTRIBUTE_TYPE_INVALID, CKR_OBJECT_HANDLE_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_SetAttributeValue(V2_20,
            takes(SESSION.of("hSession"), OBJECT.of("hObject"), TEMPLATE.of("pTemplate", "ulCount")),
            can(CHANGES_OBJECT),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ATTRIBUTE_READ_ONLY, CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_VALUE_INVALID,
                    CKR_ACTION_PROHIBITED, CKR_OBJECT_HANDLE_INVALID, CKR_OPERATION_ACTIVE, CKR_SESSION_READ_ONLY,
                    CKR_TEMPLATE_INCONSISTENT, CKR_TOKEN_WRITE_PROTECTED, CKR_USER_NOT_LOGGED_IN, CKR_PENDING)),
    C_FindObjectsInit(V2_20,
            takes(SESSION.of("hSession"), TEMPLATE.of("pTemplate", "ulCount")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_VALUE_INVALID, CKR_OPERATION_ACTIVE,
                    CKR_PIN_EXPIRED, CKR_PENDING)),
    C_FindObjects(V2_20,
            takes(SESSION.of("hSession"), HANDLES.of("phObject", "ulMaxObjectCount", "pulObjectCount")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_PENDING)),
    C_FindObjectsFinal(V2_20,
            takes(SESSION.of("hSession")),
            can(),
            returnsInSession(CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_PENDING)),
    C_EncryptInit(V2_20,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hKey")),
            can(),
            returnsInSession(CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE, CKR_KEY_TYPE_INCONSISTENT,
                    CKR_KEY_FUNCTION_NOT_PERMITTED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE,
                    CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_OPERATION_CANCEL_FAILED, CKR_PENDING)),
    C_Encrypt(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pData", "ulDataLen"), ROOM.of("pEncryptedData", "pulEncryptedDataLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_INVALID, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_EncryptUpdate(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pPart", "ulPartLen"), ROOM.of("pEncryptedPart", "pulEncryptedPartLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_EncryptFinal(V2_20,
            takes(SESSION.of("hSession"), ROOM.of("pLastEncryptedPart", "pulLastEncryptedPartLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_DecryptInit(V2_20,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hKey")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE,
                    CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_OPERATION_CANCEL_FAILED, CKR_PENDING)),
    C_Decrypt(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pEncryptedData", "ulEncryptedDataLen"), ROOM.of("pData", "pulDataLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ENCRYPTED_DATA_INVALID, CKR_ENCRYPTED_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED,
                    CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_USER_NOT_LOGGED_IN, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_DecryptUpdate(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pEncryptedPart", "ulEncryptedPartLen"), ROOM.of("pPart", "pulPartLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ENCRYPTED_DATA_INVALID, CKR_ENCRYPTED_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED,
                    CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_USER_NOT_LOGGED_IN, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_DecryptFinal(V2_20,
            takes(SESSION.of("hSession"), ROOM.of("pLastPart", "pulLastPartLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ENCRYPTED_DATA_INVALID, CKR_ENCRYPTED_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED,
                    CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_USER_NOT_LOGGED_IN, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_DigestInit(V2_20,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_OPERATION_CANCEL_FAILED, CKR_PENDING)),
    C_Digest(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pData", "ulDataLen"), ROOM.of("pDigest", "pulDigestLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED,
                    CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_DigestUpdate(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pPart", "ulPartLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_PENDING)),
    C_DigestKey(V2_20,
            takes(SESSION.of("hSession"), OBJECT.of("hKey")),
            can(),
            returnsInSession(CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE, CKR_KEY_INDIGESTIBLE,
                    CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_PENDING)),
    C_DigestFinal(V2_20,
            takes(SESSION.of("hSession"), ROOM.of("pDigest", "pulDigestLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED,
                    CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_SignInit(V2_20,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hKey")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE,
                    CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_OPERATION_CANCEL_FAILED, CKR_PENDING)),
    C_Sign(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pData", "ulDataLen"), ROOM.of("pSignature", "pulSignatureLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_INVALID, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_USER_NOT_LOGGED_IN, CKR_BUFFER_TOO_SMALL, CKR_FUNCTION_REJECTED,
                    CKR_TOKEN_RESOURCE_EXCEEDED, CKR_PENDING)),
    C_SignUpdate(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pPart", "ulPartLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_USER_NOT_LOGGED_IN, CKR_TOKEN_RESOURCE_EXCEEDED, CKR_PENDING)),
    C_SignFinal(V2_20,
            takes(SESSION.of("hSession"), ROOM.of("pSignature", "pulSignatureLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_USER_NOT_LOGGED_IN, CKR_BUFFER_TOO_SMALL, CKR_FUNCTION_REJECTED,
                    CKR_TOKEN_RESOURCE_EXCEEDED, CKR_PENDING)),
    C_SignRecoverInit(V2_20,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hKey")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE,
                    CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_OPERATION_CANCEL_FAILED, CKR_PENDING)),
    C_SignRecover(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pData", "ulDataLen"), ROOM.of("pSignature", "pulSignatureLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_INVALID, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_USER_NOT_LOGGED_IN, CKR_BUFFER_TOO_SMALL, CKR_TOKEN_RESOURCE_EXCEEDED,
                    CKR_PENDING)),
    C_VerifyInit(V2_20,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hKey")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE,
                    CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_OPERATION_CANCEL_FAILED, CKR_PENDING)),
    C_Verify(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pData", "ulDataLen"), BYTES.of("pSignature", "ulSignatureLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_INVALID, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_SIGNATURE_INVALID, CKR_SIGNATURE_LEN_RANGE, CKR_TOKEN_RESOURCE_EXCEEDED,
                    CKR_PENDING)),
    C_VerifyUpdate(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pPart", "ulPartLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_TOKEN_RESOURCE_EXCEEDED, CKR_PENDING)),
    C_VerifyFinal(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pSignature", "ulSignatureLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_SIGNATURE_INVALID, CKR_SIGNATURE_LEN_RANGE, CKR_TOKEN_RESOURCE_EXCEEDED,
                    CKR_PENDING)),
    C_VerifyRecoverInit(V2_20,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hKey")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE,
                    CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_OPERATION_CANCEL_FAILED, CKR_PENDING)),
    C_VerifyRecover(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pSignature", "ulSignatureLen"), ROOM.of("pData", "pulDataLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_INVALID, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_SIGNATURE_INVALID, CKR_SIGNATURE_LEN_RANGE, CKR_BUFFER_TOO_SMALL,
                    CKR_TOKEN_RESOURCE_EXCEEDED, CKR_PENDING)),
    C_DigestEncryptUpdate(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pPart", "ulPartLen"), ROOM.of("pEncryptedPart", "pulEncryptedPartLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_DecryptDigestUpdate(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pEncryptedPart", "ulEncryptedPartLen"), ROOM.of("pPart", "pulPartLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ENCRYPTED_DATA_INVALID, CKR_ENCRYPTED_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED,
                    CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_SignEncryptUpdate(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pPart", "ulPartLen"), ROOM.of("pEncryptedPart", "pulEncryptedPartLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_USER_NOT_LOGGED_IN, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_DecryptVerifyUpdate(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pEncryptedPart", "ulEncryptedPartLen"), ROOM.of("pPart", "pulPartLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_ENCRYPTED_DATA_INVALID, CKR_ENCRYPTED_DATA_LEN_RANGE,
                    CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_GenerateKey(V2_20,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), TEMPLATE.of("pTemplate", "ulCount"), HANDLE.of("phKey")),
            can(MAKES_OBJECT),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ATTRIBUTE_READ_ONLY, CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_VALUE_INVALID,
                    CKR_FUNCTION_CANCELED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED,
                    CKR_SESSION_READ_ONLY, CKR_TEMPLATE_INCOMPLETE, CKR_TEMPLATE_INCONSISTENT, CKR_TOKEN_WRITE_PROTECTED,
                    CKR_USER_NOT_LOGGED_IN, CKR_CURVE_NOT_SUPPORTED, CKR_PENDING)),
    C_GenerateKeyPair(V2_20,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), TEMPLATE.of("pPublicKeyTemplate", "ulPublicKeyAttributeCount"),
                    TEMPLATE.of("pPrivateKeyTemplate", "ulPrivateKeyAttributeCount"), HANDLE.of("phPublicKey"),
                    HANDLE.of("phPrivateKey")),
            can(MAKES_OBJECT),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ATTRIBUTE_READ_ONLY, CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_VALUE_INVALID,
                    CKR_FUNCTION_CANCELED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED,
                    CKR_SESSION_READ_ONLY, CKR_TEMPLATE_INCOMPLETE, CKR_TEMPLATE_INCONSISTENT, CKR_TOKEN_WRITE_PROTECTED,
                    CKR_USER_NOT_LOGGED_IN, CKR_DOMAIN_PARAMS_INVALID, CKR_CURVE_NOT_SUPPORTED, CKR_PENDING,
                    CKR_PARAMETER_SET_NOT_SUPPORTED)),
    C_WrapKey(V2_20,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hWrappingKey"), OBJECT.of("hKey"),
                    ROOM.of("pWrappedKey", "pulWrappedKeyLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE, CKR_KEY_NOT_WRAPPABLE,
                    CKR_KEY_UNEXTRACTABLE, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED,
                    CKR_USER_NOT_LOGGED_IN, CKR_WRAPPING_KEY_HANDLE_INVALID, CKR_WRAPPING_KEY_SIZE_RANGE,
                    CKR_WRAPPING_KEY_TYPE_INCONSISTENT, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_UnwrapKey(V2_20,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hUnwrappingKey"),
                    BYTES.of("pWrappedKey", "ulWrappedKeyLen"), TEMPLATE.of("pTemplate", "ulAttributeCount"), HANDLE.of("phKey")),
            can(MAKES_OBJECT),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ATTRIBUTE_READ_ONLY, CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_VALUE_INVALID,
                    CKR_FUNCTION_CANCELED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED,
                    CKR_SESSION_READ_ONLY, CKR_TEMPLATE_INCOMPLETE, CKR_TEMPLATE_INCONSISTENT, CKR_TOKEN_WRITE_PROTECTED,
                    CKR_UNWRAPPING_KEY_HANDLE_INVALID, CKR_UNWRAPPING_KEY_SIZE_RANGE, CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT,
                    CKR_USER_NOT_LOGGED_IN, CKR_WRAPPED_KEY_INVALID, CKR_WRAPPED_KEY_LEN_RANGE, CKR_DOMAIN_PARAMS_INVALID,
                    CKR_CURVE_NOT_SUPPORTED, CKR_BUFFER_TOO_SMALL, CKR_PENDING, CKR_PARAMETER_SET_NOT_SUPPORTED)),
    C_DeriveKey(V2_20,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hBaseKey"), TEMPLATE.of("pTemplate", "ulAttributeCount"),
                    HANDLE.of("phKey")),
            can(MAKES_OBJECT),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ATTRIBUTE_READ_ONLY, CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_VALUE_INVALID,
                    CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE, CKR_KEY_TYPE_INCONSISTENT, CKR_MECHANISM_INVALID,
                    CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED, CKR_SESSION_READ_ONLY, CKR_TEMPLATE_INCOMPLETE,
                    CKR_TEMPLATE_INCONSISTENT, CKR_TOKEN_WRITE_PROTECTED, CKR_USER_NOT_LOGGED_IN, CKR_DOMAIN_PARAMS_INVALID,
                    CKR_CURVE_NOT_SUPPORTED, CKR_PENDING)),
    C_SeedRandom(V2_20,
            takes(SESSION.of("hSession"), BYTES.of("pSeed", "ulSeedLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE, CKR_USER_NOT_LOGGED_IN,
                    CKR_RANDOM_SEED_NOT_SUPPORTED, CKR_RANDOM_NO_RNG, CKR_PENDING)),
    C_GenerateRandom(V2_20,
            takes(SESSION.of("hSession"), FILLED.of("pRandomData", "ulRandomLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE, CKR_USER_NOT_LOGGED_IN, CKR_RANDOM_NO_RNG,
                    CKR_PENDING, CKR_SEED_RANDOM_REQUIRED)),
    C_GetFunctionStatus(V2_20,
            takes(SESSION.of("hSession")),
            can(),
            returns(CKR_FUNCTION_NOT_PARALLEL, CKR_OPERATION_ACTIVE, CKR_SESSION_CLOSED, CKR_SESSION_HANDLE_INVALID,
                    CKR_CRYPTOKI_NOT_INITIALIZED, CKR_PENDING)),
    C_CancelFunction(V2_20,
            takes(SESSION.of("hSession")),
            can(),
            returns(CKR_FUNCTION_NOT_PARALLEL, CKR_OPERATION_ACTIVE, CKR_SESSION_CLOSED, CKR_SESSION_HANDLE_INVALID,
                    CKR_CRYPTOKI_NOT_INITIALIZED, CKR_PENDING)),
    C_WaitForSlotEvent(V2_20,
            takes(FLAGS.of("flags"), RESULT.of("pSlot"), RESERVED.of("pReserved")),
            can(),
            returns(CKR_ARGUMENTS_BAD, CKR_NO_EVENT, CKR_CRYPTOKI_NOT_INITIALIZED)),
    C_GetInterfaceList(V3_0,
            takes(INTERFACES.of("pInterfacesList", "pulCount")),
            can(),
            returns(CKR_ARGUMENTS_BAD, CKR_BUFFER_TOO_SMALL)),
    C_GetInterface(V3_0,
            takes(STRING.of("pInterfaceName"), VERSION.of("pVersion"), INTERFACE.of("ppInterface"), FLAGS.of("flags")),
            can(),
            returns(CKR_ARGUMENTS_BAD, CKR_BUFFER_TOO_SMALL)),
    C_LoginUser(V3_0,
            takes(SESSION.of("hSession"), USER_TYPE.of("userType"), PIN.of("pPin", "ulPinLen"), BYTES.of("pUsername", "ulUsernameLen")),
            can(PRESENTS_PIN),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED,
                    CKR_PIN_INCORRECT, CKR_PIN_LOCKED, CKR_SESSION_READ_ONLY_EXISTS, CKR_USER_ALREADY_LOGGED_IN,
                    CKR_USER_PIN_NOT_INITIALIZED, CKR_USER_TYPE_INVALID, CKR_USER_ANOTHER_ALREADY_LOGGED_IN, CKR_USER_TOO_MANY_TYPES,
                    CKR_PENDING)),
    C_SessionCancel(V3_0,
            takes(SESSION.of("hSession"), FLAGS.of("flags")),
            can(),
            returnsOfToken(CKR_OPERATION_ACTIVE, CKR_TOKEN_NOT_PRESENT, CKR_OPERATION_CANCEL_FAILED, CKR_PENDING)),
    C_MessageEncryptInit(V3_0,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hKey")),
            can(),
            returnsInSession(CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE, CKR_KEY_TYPE_INCONSISTENT,
                    CKR_KEY_FUNCTION_NOT_PERMITTED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE,
                    CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_OPERATION_CANCEL_FAILED, CKR_PENDING)),
    C_EncryptMessage(V3_0,
            takes(SESSION.of("hSession"), PARAMETER.of("pParameter", "ulParameterLen"),
                    BYTES.of("pAssociatedData", "ulAssociatedDataLen"), BYTES.of("pPlaintext", "ulPlaintextLen"),
                    ROOM.of("pCiphertext", "pulCiphertextLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_INVALID, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_EncryptMessageBegin(V3_0,
            takes(SESSION.of("hSession"), PARAMETER.of("pParameter", "ulParameterLen"),
                    BYTES.of("pAssociatedData", "ulAssociatedDataLen")),
            can(),
            returnsInSession(CKR_FUNCTION_CANCELED, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED,
                    CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_PENDING)),
    C_EncryptMessageNext(V3_0,
            takes(SESSION.of("hSession"), PARAMETER.of("pParameter", "ulParameterLen"), BYTES.of("pPlaintextPart", "ulPlaintextPartLen"),
                    ROOM.of("pCiphertextPart", "pulCiphertextPartLen"), FLAGS.of("flags")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_MessageEncryptFinal(V3_0,
            takes(SESSION.of("hSession")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_PENDING)),
    C_MessageDecryptInit(V3_0,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hKey")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE,
                    CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_OPERATION_CANCEL_FAILED, CKR_PENDING)),
    C_DecryptMessage(V3_0,
            takes(SESSION.of("hSession"), PARAMETER.of("pParameter", "ulParameterLen"),
                    BYTES.of("pAssociatedData", "ulAssociatedDataLen"), BYTES.of("pCiphertext", "ulCiphertextLen"),
                    ROOM.of("pPlaintext", "pulPlaintextLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ENCRYPTED_DATA_INVALID, CKR_ENCRYPTED_DATA_LEN_RANGE, CKR_AEAD_DECRYPT_FAILED,
                    CKR_FUNCTION_CANCELED, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED,
                    CKR_USER_NOT_LOGGED_IN, CKR_BUFFER_TOO_SMALL, CKR_OPERATION_CANCEL_FAILED, CKR_PENDING)),
    C_DecryptMessageBegin(V3_0,
            takes(SESSION.of("hSession"), PARAMETER.of("pParameter", "ulParameterLen"),
                    BYTES.of("pAssociatedData", "ulAssociatedDataLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_PENDING)),
    C_DecryptMessageNext(V3_0,
            takes(SESSION.of("hSession"), PARAMETER.of("pParameter", "ulParameterLen"),
                    BYTES.of("pCiphertextPart", "ulCiphertextPartLen"), ROOM.of("pPlaintextPart", "pulPlaintextPartLen"),
                    FLAGS.of("flags")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ENCRYPTED_DATA_INVALID, CKR_ENCRYPTED_DATA_LEN_RANGE, CKR_AEAD_DECRYPT_FAILED,
                    CKR_FUNCTION_CANCELED, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED,
                    CKR_USER_NOT_LOGGED_IN, CKR_BUFFER_TOO_SMALL, CKR_PENDING)),
    C_MessageDecryptFinal(V3_0,
            takes(SESSION.of("hSession")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED,
                    CKR_USER_NOT_LOGGED_IN, CKR_PENDING)),
    C_MessageSignInit(V3_0,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hKey")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE,
                    CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_PENDING)),
    C_SignMessage(V3_0,
            takes(SESSION.of("hSession"), PARAMETER.of("pParameter", "ulParameterLen"), BYTES.of("pData", "ulDataLen"),
                    ROOM.of("pSignature", "pulSignatureLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_INVALID, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_USER_NOT_LOGGED_IN, CKR_BUFFER_TOO_SMALL,
                    CKR_FUNCTION_REJECTED, CKR_TOKEN_RESOURCE_EXCEEDED, CKR_PENDING)),
    C_SignMessageBegin(V3_0,
            takes(SESSION.of("hSession"), PARAMETER.of("pParameter", "ulParameterLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_TOKEN_RESOURCE_EXCEEDED, CKR_PENDING)),
    C_SignMessageNext(V3_0,
            takes(SESSION.of("hSession"), PARAMETER.of("pParameter", "ulParameterLen"), BYTES.of("pData", "ulDataLen"),
                    ROOM.of("pSignature", "pulSignatureLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_USER_NOT_LOGGED_IN, CKR_BUFFER_TOO_SMALL,
                    CKR_FUNCTION_REJECTED, CKR_TOKEN_RESOURCE_EXCEEDED, CKR_PENDING)),
    C_MessageSignFinal(V3_0,
            takes(SESSION.of("hSession")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED,
                    CKR_USER_NOT_LOGGED_IN, CKR_FUNCTION_REJECTED, CKR_TOKEN_RESOURCE_EXCEEDED, CKR_PENDING)),
    C_MessageVerifyInit(V3_0,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hKey")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE,
                    CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_PENDING)),
    C_VerifyMessage(V3_0,
            takes(SESSION.of("hSession"), PARAMETER.of("pParameter", "ulParameterLen"), BYTES.of("pData", "ulDataLen"),
                    BYTES.of("pSignature", "ulSignatureLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_INVALID, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_SIGNATURE_INVALID, CKR_SIGNATURE_LEN_RANGE,
                    CKR_TOKEN_RESOURCE_EXCEEDED, CKR_PENDING)),
    C_VerifyMessageBegin(V3_0,
            takes(SESSION.of("hSession"), PARAMETER.of("pParameter", "ulParameterLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_PIN_EXPIRED, CKR_USER_NOT_LOGGED_IN, CKR_PENDING)),
    C_VerifyMessageNext(V3_0,
            takes(SESSION.of("hSession"), PARAMETER.of("pParameter", "ulParameterLen"), BYTES.of("pData", "ulDataLen"),
                    BYTES.of("pSignature", "ulSignatureLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED, CKR_SIGNATURE_INVALID, CKR_SIGNATURE_LEN_RANGE,
                    CKR_TOKEN_RESOURCE_EXCEEDED, CKR_PENDING)),
    C_MessageVerifyFinal(V3_0,
            takes(SESSION.of("hSession")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_ACTIVE,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_TOKEN_RESOURCE_EXCEEDED, CKR_PENDING)),
    C_EncapsulateKey(V3_2,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hPublicKey"),
                    TEMPLATE.of("pTemplate", "ulAttributeCount"), ROOM.of("pCiphertext", "pulCiphertextLen"), HANDLE.of("phKey")),
            can(MAKES_OBJECT),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ATTRIBUTE_READ_ONLY, CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_VALUE_INVALID,
                    CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE, CKR_KEY_TYPE_INCONSISTENT, CKR_MECHANISM_INVALID,
                    CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED, CKR_SESSION_READ_ONLY, CKR_TEMPLATE_INCOMPLETE,
                    CKR_TEMPLATE_INCONSISTENT, CKR_TOKEN_WRITE_PROTECTED, CKR_USER_NOT_LOGGED_IN, CKR_DOMAIN_PARAMS_INVALID,
                    CKR_CURVE_NOT_SUPPORTED, CKR_PARAMETER_SET_NOT_SUPPORTED)),
    C_DecapsulateKey(V3_2,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hPrivateKey"),
                    TEMPLATE.of("pTemplate", "ulAttributeCount"), BYTES.of("pCiphertext", "ulCiphertextLen"), HANDLE.of("phKey")),
            can(MAKES_OBJECT),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ATTRIBUTE_READ_ONLY, CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_VALUE_INVALID,
                    CKR_FUNCTION_CANCELED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED,
                    CKR_SESSION_READ_ONLY, CKR_TEMPLATE_INCOMPLETE, CKR_TEMPLATE_INCONSISTENT, CKR_TOKEN_WRITE_PROTECTED,
                    CKR_UNWRAPPING_KEY_HANDLE_INVALID, CKR_UNWRAPPING_KEY_SIZE_RANGE, CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT,
                    CKR_USER_NOT_LOGGED_IN, CKR_WRAPPED_KEY_INVALID, CKR_WRAPPED_KEY_LEN_RANGE, CKR_DOMAIN_PARAMS_INVALID,
                    CKR_CURVE_NOT_SUPPORTED, CKR_BUFFER_TOO_SMALL, CKR_PARAMETER_SET_NOT_SUPPORTED)),
    C_VerifySignatureInit(V3_2,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hKey"), BYTES.of("pSignature", "ulSignatureLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE,
                    CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID,
                    CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED, CKR_SIGNATURE_LEN_RANGE, CKR_USER_NOT_LOGGED_IN, CKR_OPERATION_CANCEL_FAILED)),
    C_VerifySignature(V3_2,
            takes(SESSION.of("hSession"), BYTES.of("pData", "ulDataLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_INVALID, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED,
                    CKR_OPERATION_NOT_INITIALIZED, CKR_SIGNATURE_INVALID, CKR_SIGNATURE_LEN_RANGE, CKR_TOKEN_RESOURCE_EXCEEDED)),
    C_VerifySignatureUpdate(V3_2,
            takes(SESSION.of("hSession"), BYTES.of("pPart", "ulPartLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_NOT_INITIALIZED,
                    CKR_TOKEN_RESOURCE_EXCEEDED)),
    C_VerifySignatureFinal(V3_2,
            takes(SESSION.of("hSession")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_DATA_LEN_RANGE, CKR_FUNCTION_CANCELED, CKR_OPERATION_NOT_INITIALIZED,
                    CKR_SIGNATURE_INVALID, CKR_SIGNATURE_LEN_RANGE, CKR_TOKEN_RESOURCE_EXCEEDED)),
    C_GetSessionValidationFlags(V3_2,
            takes(SESSION.of("hSession"), NUMBER.of("type"), RESULT.of("pFlags")),
            can(),
            returnsInSession(CKR_OPERATION_ACTIVE, CKR_PENDING)),
    C_AsyncComplete(V3_2,
            takes(SESSION.of("hSession"), STRING.of("pFunctionName"), structure(CK_ASYNC_DATA, "pResult")),
            can(MAKES_OBJECT),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_TOKEN_NOT_PRESENT, CKR_BUFFER_TOO_SMALL, CKR_STATE_UNSAVEABLE, CKR_PENDING)),
    C_AsyncGetID(V3_2,
            takes(SESSION.of("hSession"), STRING.of("pFunctionName"), RESULT.of("pulID")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_TOKEN_NOT_PRESENT, CKR_STATE_UNSAVEABLE)),
    C_AsyncJoin(V3_2,
            takes(SESSION.of("hSession"), STRING.of("pFunctionName"), NUMBER.of("ulID"), FILLED.of("pData", "ulData")),
            can(MAKES_OBJECT),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_TOKEN_NOT_PRESENT, CKR_BUFFER_TOO_SMALL, CKR_SAVED_STATE_INVALID)),
    C_WrapKeyAuthenticated(V3_2,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hWrappingKey"), OBJECT.of("hKey"),
                    BYTES.of("pAssociatedData", "ulAssociatedDataLen"), ROOM.of("pWrappedKey", "pulWrappedKeyLen")),
            can(),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_FUNCTION_CANCELED, CKR_KEY_HANDLE_INVALID, CKR_KEY_SIZE_RANGE, CKR_KEY_NOT_WRAPPABLE,
                    CKR_KEY_UNEXTRACTABLE, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED,
                    CKR_USER_NOT_LOGGED_IN, CKR_WRAPPING_KEY_HANDLE_INVALID, CKR_WRAPPING_KEY_SIZE_RANGE,
                    CKR_WRAPPING_KEY_TYPE_INCONSISTENT, CKR_BUFFER_TOO_SMALL)),
    C_UnwrapKeyAuthenticated(V3_2,
            takes(SESSION.of("hSession"), MECHANISM.of("pMechanism"), OBJECT.of("hUnwrappingKey"),
                    BYTES.of("pWrappedKey", "ulWrappedKeyLen"), TEMPLATE.of("pTemplate", "ulAttributeCount"),
                    BYTES.of("pAssociatedData", "ulAssociatedDataLen"), HANDLE.of("phKey")),
            can(MAKES_OBJECT),
            returnsInSession(CKR_ARGUMENTS_BAD, CKR_ATTRIBUTE_READ_ONLY, CKR_ATTRIBUTE_TYPE_INVALID, CKR_ATTRIBUTE_VALUE_INVALID,
                    CKR_FUNCTION_CANCELED, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID, CKR_OPERATION_ACTIVE, CKR_PIN_EXPIRED,
                    CKR_SESSION_READ_ONLY, CKR_TEMPLATE_INCOMPLETE, CKR_TEMPLATE_INCONSISTENT, CKR_TOKEN_WRITE_PROTECTED,
                    CKR_UNWRAPPING_KEY_HANDLE_INVALID, CKR_UNWRAPPING_KEY_SIZE_RANGE, CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT,
                    CKR_USER_NOT_LOGGED_IN, CKR_WRAPPED_KEY_INVALID, CKR_WRAPPED_KEY_LEN_RANGE, CKR_DOMAIN_PARAMS_INVALID,
                    CKR_CURVE_NOT_SUPPORTED, CKR_BUFFER_TOO_SMALL, CKR_PARAMETER_SET_NOT_SUPPORTED));
    // spotless:on

    private static final List<CryptokiFunction> ALL = List.of(values());

    private final CryptokiVersion since;
    private final List<Parameter> parameters;
    private final Set<TokenEffect> effects;
    private final Set<Ckr> returnValues;
    private final boolean takesPin;

    CryptokiFunction(
            CryptokiVersion since, List<Parameter> parameters, Set<TokenEffect> effects, Set<Ckr> returnValues) {
        this.since = since;
        this.parameters = parameters;
        this.effects = effects;
        this.returnValues = returnValues;
        boolean pin = false;
        for (Parameter parameter : parameters) {
            pin |= parameter.kind() == PIN;
        }
        this.takesPin = pin;
    }

    /** Returns the function of this name; empty where the standard has none. */
    public static Optional<CryptokiFunction> named(String name) {
        for (CryptokiFunction function : ALL) {
            if (function.name().equals(name)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }

    /** Returns the functions that a version's function list has, in its order. */
    public static List<CryptokiFunction> of(CryptokiVersion version) {
        return ALL.stream().filter(function -> version.includes(function.since)).toList();
    }

    /** Returns its place in the function list, from 0. */
    @SuppressWarnings("EnumOrdinal") // the order is the standard's, and never changes
    public int index() {
        return ordinal();
    }

    /** Returns the version that brought it. */
    public CryptokiVersion since() {
        return since;
    }

    /** Returns its parameters, a pointer together with the length of what it points to. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Returns whether its first parameter is of this kind. */
    public boolean isOf(ParameterKind kind) {
        return !parameters.isEmpty() && parameters.getFirst().kind() == kind;
    }

    /** Returns whether one of its parameters is of this kind. */
    public boolean takes(ParameterKind kind) {
        return parameters.stream().anyMatch(parameter -> parameter.kind() == kind);
    }

    /** Returns the function that begins what this one goes on with, such as {@code C_DecryptInit} of {@code C_DecryptUpdate}; empty where it goes on with nothing. */
    public Optional<CryptokiFunction> begunBy() {
        String operation = name().replaceFirst("(Update|Final)$", "")
                .replaceFirst("^C_(\\w+)Message(Begin|Next)?$", "C_Message$1");
        return named(operation + "Init");
    }

    /** Returns whether it fills room, its last parameter, whose length it tells where the room's pointer is null. */
    public boolean tellsLength() {
        return !parameters.isEmpty() && parameters.getLast().kind().nullMeaning() == NullMeaning.LENGTH_QUERY;
    }

    /** Returns its parameters as they are passed in C. */
    public List<ValueType> types() {
        return parameters.stream()
                .flatMap(parameter -> parameter.kind().types().stream())
                .toList();
    }

    /** Returns whether a PIN is among its parameters, so that what carries a call has to be wiped. */
    public boolean takesPin() {
        return takesPin;
    }

    /** Returns what a call can do to a token; empty for a function that leaves it as it is. */
    public Set<TokenEffect> effects() {
        return effects;
    }

    /** Returns the values that a version of the standard lets it return; a vendor's are always allowed. */
    public Set<Ckr> returnValues(CryptokiVersion version) {
        return returnValues.stream()
                .filter(value -> version.includes(value.since()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Ckr.class)));
    }

    private static List<Parameter> takes(Parameter... parameters) {
        return List.of(parameters);
    }

    private static Set<TokenEffect> can(TokenEffect... effects) {
        Set<TokenEffect> all = EnumSet.noneOf(TokenEffect.class);
        Collections.addAll(all, effects);
        return Collections.unmodifiableSet(all);
    }

    /** These and what every function may return. */
    private static Set<Ckr> returns(Ckr... values) {
        Set<Ckr> all = EnumSet.of(CKR_OK, CKR_GENERAL_ERROR, CKR_HOST_MEMORY, CKR_FUNCTION_FAILED);
        Collections.addAll(all, values);
        return all;
    }

    /** These and what every function of a token may return. */
    private static Set<Ckr> returnsOfToken(Ckr... values) {
        Set<Ckr> all = returns(values);
        Collections.addAll(all, CKR_CRYPTOKI_NOT_INITIALIZED, CKR_DEVICE_ERROR, CKR_DEVICE_MEMORY, CKR_DEVICE_REMOVED);
        return all;
    }

    /** These and what every function in a session may return. */
    private static Set<Ckr> returnsInSession(Ckr... values) {
        Set<Ckr> all = returnsOfToken(values);
        Collections.addAll(all, CKR_SESSION_CLOSED, CKR_SESSION_HANDLE_INVALID);
        return all;
    }
}
