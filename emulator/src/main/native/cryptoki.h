/* PKCS#11 for the shared library. Written from the module cryptoki (CHeader.java): change it there. */
#ifndef TOKENTWIN_CRYPTOKI_H
#define TOKENTWIN_CRYPTOKI_H

#include <stdint.h>

#ifdef _WIN32
typedef uint32_t CK_ULONG;
#else
typedef unsigned long CK_ULONG;
#endif
typedef unsigned char CK_BBOOL;
typedef void *CK_VOID_PTR;
typedef CK_ULONG CK_RV;

#define B CK_BBOOL
#define U CK_ULONG
#define P CK_VOID_PTR

/* The functions in the order of their lists: number of parameters, name, parameters. OWN needs code of its own in the library. */
#define CRYPTOKI_FUNCTIONS(FORWARDED, OWN) \
    OWN(1, C_Initialize, P) \
    FORWARDED(1, C_Finalize, P) \
    FORWARDED(1, C_GetInfo, P) \
    OWN(1, C_GetFunctionList, P) \
    FORWARDED(3, C_GetSlotList, B, P, P) \
    FORWARDED(2, C_GetSlotInfo, U, P) \
    FORWARDED(2, C_GetTokenInfo, U, P) \
    FORWARDED(3, C_GetMechanismList, U, P, P) \
    FORWARDED(3, C_GetMechanismInfo, U, U, P) \
    FORWARDED(4, C_InitToken, U, P, U, P) \
    FORWARDED(3, C_InitPIN, U, P, U) \
    FORWARDED(5, C_SetPIN, U, P, U, P, U) \
    FORWARDED(5, C_OpenSession, U, U, P, P, P) \
    FORWARDED(1, C_CloseSession, U) \
    FORWARDED(1, C_CloseAllSessions, U) \
    FORWARDED(2, C_GetSessionInfo, U, P) \
    FORWARDED(3, C_GetOperationState, U, P, P) \
    FORWARDED(5, C_SetOperationState, U, P, U, U, U) \
    FORWARDED(4, C_Login, U, U, P, U) \
    FORWARDED(1, C_Logout, U) \
    FORWARDED(4, C_CreateObject, U, P, U, P) \
    FORWARDED(5, C_CopyObject, U, U, P, U, P) \
    FORWARDED(2, C_DestroyObject, U, U) \
    FORWARDED(3, C_GetObjectSize, U, U, P) \
    FORWARDED(4, C_GetAttributeValue, U, U, P, U) \
    FORWARDED(4, C_SetAttributeValue, U, U, P, U) \
    FORWARDED(3, C_FindObjectsInit, U, P, U) \
    FORWARDED(4, C_FindObjects, U, P, U, P) \
    FORWARDED(1, C_FindObjectsFinal, U) \
    FORWARDED(3, C_EncryptInit, U, P, U) \
    FORWARDED(5, C_Encrypt, U, P, U, P, P) \
    FORWARDED(5, C_EncryptUpdate, U, P, U, P, P) \
    FORWARDED(3, C_EncryptFinal, U, P, P) \
    FORWARDED(3, C_DecryptInit, U, P, U) \
    FORWARDED(5, C_Decrypt, U, P, U, P, P) \
    FORWARDED(5, C_DecryptUpdate, U, P, U, P, P) \
    FORWARDED(3, C_DecryptFinal, U, P, P) \
    FORWARDED(2, C_DigestInit, U, P) \
    FORWARDED(5, C_Digest, U, P, U, P, P) \
    FORWARDED(3, C_DigestUpdate, U, P, U) \
    FORWARDED(2, C_DigestKey, U, U) \
    FORWARDED(3, C_DigestFinal, U, P, P) \
    FORWARDED(3, C_SignInit, U, P, U) \
    FORWARDED(5, C_Sign, U, P, U, P, P) \
    FORWARDED(3, C_SignUpdate, U, P, U) \
    FORWARDED(3, C_SignFinal, U, P, P) \
    FORWARDED(3, C_SignRecoverInit, U, P, U) \
    FORWARDED(5, C_SignRecover, U, P, U, P, P) \
    FORWARDED(3, C_VerifyInit, U, P, U) \
    FORWARDED(5, C_Verify, U, P, U, P, U) \
    FORWARDED(3, C_VerifyUpdate, U, P, U) \
    FORWARDED(3, C_VerifyFinal, U, P, U) \
    FORWARDED(3, C_VerifyRecoverInit, U, P, U) \
    FORWARDED(5, C_VerifyRecover, U, P, U, P, P) \
    FORWARDED(5, C_DigestEncryptUpdate, U, P, U, P, P) \
    FORWARDED(5, C_DecryptDigestUpdate, U, P, U, P, P) \
    FORWARDED(5, C_SignEncryptUpdate, U, P, U, P, P) \
    FORWARDED(5, C_DecryptVerifyUpdate, U, P, U, P, P) \
    FORWARDED(5, C_GenerateKey, U, P, P, U, P) \
    FORWARDED(8, C_GenerateKeyPair, U, P, P, U, P, U, P, P) \
    FORWARDED(6, C_WrapKey, U, P, U, U, P, P) \
    FORWARDED(8, C_UnwrapKey, U, P, U, P, U, P, U, P) \
    FORWARDED(6, C_DeriveKey, U, P, U, P, U, P) \
    FORWARDED(3, C_SeedRandom, U, P, U) \
    FORWARDED(3, C_GenerateRandom, U, P, U) \
    FORWARDED(1, C_GetFunctionStatus, U) \
    FORWARDED(1, C_CancelFunction, U) \
    FORWARDED(3, C_WaitForSlotEvent, U, P, P)

/* What CK_FUNCTION_LIST_3_0 has beyond it. */
#define CRYPTOKI_3_0_FUNCTIONS(FORWARDED, OWN) \
    OWN(2, C_GetInterfaceList, P, P) \
    OWN(4, C_GetInterface, P, P, P, U) \
    FORWARDED(6, C_LoginUser, U, U, P, U, P, U) \
    FORWARDED(2, C_SessionCancel, U, U) \
    FORWARDED(3, C_MessageEncryptInit, U, P, U) \
    FORWARDED(9, C_EncryptMessage, U, P, U, P, U, P, U, P, P) \
    FORWARDED(5, C_EncryptMessageBegin, U, P, U, P, U) \
    FORWARDED(8, C_EncryptMessageNext, U, P, U, P, U, P, P, U) \
    FORWARDED(1, C_MessageEncryptFinal, U) \
    FORWARDED(3, C_MessageDecryptInit, U, P, U) \
    FORWARDED(9, C_DecryptMessage, U, P, U, P, U, P, U, P, P) \
    FORWARDED(5, C_DecryptMessageBegin, U, P, U, P, U) \
    FORWARDED(8, C_DecryptMessageNext, U, P, U, P, U, P, P, U) \
    FORWARDED(1, C_MessageDecryptFinal, U) \
    FORWARDED(3, C_MessageSignInit, U, P, U) \
    FORWARDED(7, C_SignMessage, U, P, U, P, U, P, P) \
    FORWARDED(3, C_SignMessageBegin, U, P, U) \
    FORWARDED(7, C_SignMessageNext, U, P, U, P, U, P, P) \
    FORWARDED(1, C_MessageSignFinal, U) \
    FORWARDED(3, C_MessageVerifyInit, U, P, U) \
    FORWARDED(7, C_VerifyMessage, U, P, U, P, U, P, U) \
    FORWARDED(3, C_VerifyMessageBegin, U, P, U) \
    FORWARDED(7, C_VerifyMessageNext, U, P, U, P, U, P, U) \
    FORWARDED(1, C_MessageVerifyFinal, U)

/* What CK_FUNCTION_LIST_3_2 has beyond that. */
#define CRYPTOKI_3_2_FUNCTIONS(FORWARDED, OWN) \
    FORWARDED(8, C_EncapsulateKey, U, P, U, P, U, P, P, P) \
    FORWARDED(8, C_DecapsulateKey, U, P, U, P, U, P, U, P) \
    FORWARDED(5, C_VerifySignatureInit, U, P, U, P, U) \
    FORWARDED(3, C_VerifySignature, U, P, U) \
    FORWARDED(3, C_VerifySignatureUpdate, U, P, U) \
    FORWARDED(1, C_VerifySignatureFinal, U) \
    FORWARDED(3, C_GetSessionValidationFlags, U, U, P) \
    FORWARDED(3, C_AsyncComplete, U, P, P) \
    FORWARDED(3, C_AsyncGetID, U, P, P) \
    FORWARDED(5, C_AsyncJoin, U, P, U, P, U) \
    FORWARDED(8, C_WrapKeyAuthenticated, U, P, U, U, P, U, P, P) \
    FORWARDED(10, C_UnwrapKeyAuthenticated, U, P, U, P, U, P, U, P, U, P)

/* A parameter list from its types, the arguments that hand it on, and as numbers. */
#define PARAMETERS_1(A) A a
#define ARGUMENTS_1 a
#define NUMBERS_1 (uint64_t) (uintptr_t) a
#define PARAMETERS_2(A, B) A a, B b
#define ARGUMENTS_2 a, b
#define NUMBERS_2 (uint64_t) (uintptr_t) a, (uint64_t) (uintptr_t) b
#define PARAMETERS_3(A, B, C) A a, B b, C c
#define ARGUMENTS_3 a, b, c
#define NUMBERS_3 (uint64_t) (uintptr_t) a, (uint64_t) (uintptr_t) b, (uint64_t) (uintptr_t) c
#define PARAMETERS_4(A, B, C, D) A a, B b, C c, D d
#define ARGUMENTS_4 a, b, c, d
#define NUMBERS_4 (uint64_t) (uintptr_t) a, (uint64_t) (uintptr_t) b, (uint64_t) (uintptr_t) c, (uint64_t) (uintptr_t) d
#define PARAMETERS_5(A, B, C, D, E) A a, B b, C c, D d, E e
#define ARGUMENTS_5 a, b, c, d, e
#define NUMBERS_5 (uint64_t) (uintptr_t) a, (uint64_t) (uintptr_t) b, (uint64_t) (uintptr_t) c, (uint64_t) (uintptr_t) d, (uint64_t) (uintptr_t) e
#define PARAMETERS_6(A, B, C, D, E, F) A a, B b, C c, D d, E e, F f
#define ARGUMENTS_6 a, b, c, d, e, f
#define NUMBERS_6 (uint64_t) (uintptr_t) a, (uint64_t) (uintptr_t) b, (uint64_t) (uintptr_t) c, (uint64_t) (uintptr_t) d, (uint64_t) (uintptr_t) e, (uint64_t) (uintptr_t) f
#define PARAMETERS_7(A, B, C, D, E, F, G) A a, B b, C c, D d, E e, F f, G g
#define ARGUMENTS_7 a, b, c, d, e, f, g
#define NUMBERS_7 (uint64_t) (uintptr_t) a, (uint64_t) (uintptr_t) b, (uint64_t) (uintptr_t) c, (uint64_t) (uintptr_t) d, (uint64_t) (uintptr_t) e, (uint64_t) (uintptr_t) f, (uint64_t) (uintptr_t) g
#define PARAMETERS_8(A, B, C, D, E, F, G, H) A a, B b, C c, D d, E e, F f, G g, H h
#define ARGUMENTS_8 a, b, c, d, e, f, g, h
#define NUMBERS_8 (uint64_t) (uintptr_t) a, (uint64_t) (uintptr_t) b, (uint64_t) (uintptr_t) c, (uint64_t) (uintptr_t) d, (uint64_t) (uintptr_t) e, (uint64_t) (uintptr_t) f, (uint64_t) (uintptr_t) g, (uint64_t) (uintptr_t) h
#define PARAMETERS_9(A, B, C, D, E, F, G, H, I) A a, B b, C c, D d, E e, F f, G g, H h, I i
#define ARGUMENTS_9 a, b, c, d, e, f, g, h, i
#define NUMBERS_9 (uint64_t) (uintptr_t) a, (uint64_t) (uintptr_t) b, (uint64_t) (uintptr_t) c, (uint64_t) (uintptr_t) d, (uint64_t) (uintptr_t) e, (uint64_t) (uintptr_t) f, (uint64_t) (uintptr_t) g, (uint64_t) (uintptr_t) h, (uint64_t) (uintptr_t) i
#define PARAMETERS_10(A, B, C, D, E, F, G, H, I, J) A a, B b, C c, D d, E e, F f, G g, H h, I i, J j
#define ARGUMENTS_10 a, b, c, d, e, f, g, h, i, j
#define NUMBERS_10 (uint64_t) (uintptr_t) a, (uint64_t) (uintptr_t) b, (uint64_t) (uintptr_t) c, (uint64_t) (uintptr_t) d, (uint64_t) (uintptr_t) e, (uint64_t) (uintptr_t) f, (uint64_t) (uintptr_t) g, (uint64_t) (uintptr_t) h, (uint64_t) (uintptr_t) i, (uint64_t) (uintptr_t) j

enum parameter_kind {
    PARAMETER_NONE,
    PARAMETER_SESSION,
    PARAMETER_SLOT,
    PARAMETER_OBJECT,
    PARAMETER_BOOLEAN,
    PARAMETER_FLAGS,
    PARAMETER_MECHANISM_TYPE,
    PARAMETER_USER_TYPE,
    PARAMETER_NUMBER,
    PARAMETER_BYTES,
    PARAMETER_PIN,
    PARAMETER_LABEL,
    PARAMETER_STRING,
    PARAMETER_VERSION,
    PARAMETER_MECHANISM,
    PARAMETER_PARAMETER,
    PARAMETER_TEMPLATE,
    PARAMETER_QUERY,
    PARAMETER_ROOM,
    PARAMETER_FILLED,
    PARAMETER_NUMBERS,
    PARAMETER_HANDLES,
    PARAMETER_HANDLE,
    PARAMETER_RESULT,
    PARAMETER_STRUCTURE,
    PARAMETER_INITIALIZE_ARGS,
    PARAMETER_APPLICATION,
    PARAMETER_NOTIFY,
    PARAMETER_RESERVED,
    PARAMETER_FUNCTION_LIST,
    PARAMETER_INTERFACE,
    PARAMETER_INTERFACES,
};

/* The parameters of each function, a pointer together with its length. */
static const unsigned char cryptoki_parameters[][8] = {
    {PARAMETER_INITIALIZE_ARGS}, /* C_Initialize */
    {PARAMETER_RESERVED}, /* C_Finalize */
    {PARAMETER_STRUCTURE}, /* C_GetInfo */
    {PARAMETER_FUNCTION_LIST}, /* C_GetFunctionList */
    {PARAMETER_BOOLEAN, PARAMETER_NUMBERS}, /* C_GetSlotList */
    {PARAMETER_SLOT, PARAMETER_STRUCTURE}, /* C_GetSlotInfo */
    {PARAMETER_SLOT, PARAMETER_STRUCTURE}, /* C_GetTokenInfo */
    {PARAMETER_SLOT, PARAMETER_NUMBERS}, /* C_GetMechanismList */
    {PARAMETER_SLOT, PARAMETER_MECHANISM_TYPE, PARAMETER_STRUCTURE}, /* C_GetMechanismInfo */
    {PARAMETER_SLOT, PARAMETER_PIN, PARAMETER_LABEL}, /* C_InitToken */
    {PARAMETER_SESSION, PARAMETER_PIN}, /* C_InitPIN */
    {PARAMETER_SESSION, PARAMETER_PIN, PARAMETER_PIN}, /* C_SetPIN */
    {PARAMETER_SLOT, PARAMETER_FLAGS, PARAMETER_APPLICATION, PARAMETER_NOTIFY, PARAMETER_HANDLE}, /* C_OpenSession */
    {PARAMETER_SESSION}, /* C_CloseSession */
    {PARAMETER_SLOT}, /* C_CloseAllSessions */
    {PARAMETER_SESSION, PARAMETER_STRUCTURE}, /* C_GetSessionInfo */
    {PARAMETER_SESSION, PARAMETER_ROOM}, /* C_GetOperationState */
    {PARAMETER_SESSION, PARAMETER_BYTES, PARAMETER_OBJECT, PARAMETER_OBJECT}, /* C_SetOperationState */
    {PARAMETER_SESSION, PARAMETER_USER_TYPE, PARAMETER_PIN}, /* C_Login */
    {PARAMETER_SESSION}, /* C_Logout */
    {PARAMETER_SESSION, PARAMETER_TEMPLATE, PARAMETER_HANDLE}, /* C_CreateObject */
    {PARAMETER_SESSION, PARAMETER_OBJECT, PARAMETER_TEMPLATE, PARAMETER_HANDLE}, /* C_CopyObject */
    {PARAMETER_SESSION, PARAMETER_OBJECT}, /* C_DestroyObject */
    {PARAMETER_SESSION, PARAMETER_OBJECT, PARAMETER_RESULT}, /* C_GetObjectSize */
    {PARAMETER_SESSION, PARAMETER_OBJECT, PARAMETER_QUERY}, /* C_GetAttributeValue */
    {PARAMETER_SESSION, PARAMETER_OBJECT, PARAMETER_TEMPLATE}, /* C_SetAttributeValue */
    {PARAMETER_SESSION, PARAMETER_TEMPLATE}, /* C_FindObjectsInit */
    {PARAMETER_SESSION, PARAMETER_HANDLES}, /* C_FindObjects */
    {PARAMETER_SESSION}, /* C_FindObjectsFinal */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT}, /* C_EncryptInit */
    {PARAMETER_SESSION, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_Encrypt */
    {PARAMETER_SESSION, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_EncryptUpdate */
    {PARAMETER_SESSION, PARAMETER_ROOM}, /* C_EncryptFinal */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT}, /* C_DecryptInit */
    {PARAMETER_SESSION, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_Decrypt */
    {PARAMETER_SESSION, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_DecryptUpdate */
    {PARAMETER_SESSION, PARAMETER_ROOM}, /* C_DecryptFinal */
    {PARAMETER_SESSION, PARAMETER_MECHANISM}, /* C_DigestInit */
    {PARAMETER_SESSION, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_Digest */
    {PARAMETER_SESSION, PARAMETER_BYTES}, /* C_DigestUpdate */
    {PARAMETER_SESSION, PARAMETER_OBJECT}, /* C_DigestKey */
    {PARAMETER_SESSION, PARAMETER_ROOM}, /* C_DigestFinal */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT}, /* C_SignInit */
    {PARAMETER_SESSION, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_Sign */
    {PARAMETER_SESSION, PARAMETER_BYTES}, /* C_SignUpdate */
    {PARAMETER_SESSION, PARAMETER_ROOM}, /* C_SignFinal */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT}, /* C_SignRecoverInit */
    {PARAMETER_SESSION, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_SignRecover */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT}, /* C_VerifyInit */
    {PARAMETER_SESSION, PARAMETER_BYTES, PARAMETER_BYTES}, /* C_Verify */
    {PARAMETER_SESSION, PARAMETER_BYTES}, /* C_VerifyUpdate */
    {PARAMETER_SESSION, PARAMETER_BYTES}, /* C_VerifyFinal */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT}, /* C_VerifyRecoverInit */
    {PARAMETER_SESSION, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_VerifyRecover */
    {PARAMETER_SESSION, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_DigestEncryptUpdate */
    {PARAMETER_SESSION, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_DecryptDigestUpdate */
    {PARAMETER_SESSION, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_SignEncryptUpdate */
    {PARAMETER_SESSION, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_DecryptVerifyUpdate */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_TEMPLATE, PARAMETER_HANDLE}, /* C_GenerateKey */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_TEMPLATE, PARAMETER_TEMPLATE, PARAMETER_HANDLE, PARAMETER_HANDLE}, /* C_GenerateKeyPair */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT, PARAMETER_OBJECT, PARAMETER_ROOM}, /* C_WrapKey */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT, PARAMETER_BYTES, PARAMETER_TEMPLATE, PARAMETER_HANDLE}, /* C_UnwrapKey */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT, PARAMETER_TEMPLATE, PARAMETER_HANDLE}, /* C_DeriveKey */
    {PARAMETER_SESSION, PARAMETER_BYTES}, /* C_SeedRandom */
    {PARAMETER_SESSION, PARAMETER_FILLED}, /* C_GenerateRandom */
    {PARAMETER_SESSION}, /* C_GetFunctionStatus */
    {PARAMETER_SESSION}, /* C_CancelFunction */
    {PARAMETER_FLAGS, PARAMETER_RESULT, PARAMETER_RESERVED}, /* C_WaitForSlotEvent */
    {PARAMETER_INTERFACES}, /* C_GetInterfaceList */
    {PARAMETER_STRING, PARAMETER_VERSION, PARAMETER_INTERFACE, PARAMETER_FLAGS}, /* C_GetInterface */
    {PARAMETER_SESSION, PARAMETER_USER_TYPE, PARAMETER_PIN, PARAMETER_BYTES}, /* C_LoginUser */
    {PARAMETER_SESSION, PARAMETER_FLAGS}, /* C_SessionCancel */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT}, /* C_MessageEncryptInit */
    {PARAMETER_SESSION, PARAMETER_PARAMETER, PARAMETER_BYTES, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_EncryptMessage */
    {PARAMETER_SESSION, PARAMETER_PARAMETER, PARAMETER_BYTES}, /* C_EncryptMessageBegin */
    {PARAMETER_SESSION, PARAMETER_PARAMETER, PARAMETER_BYTES, PARAMETER_ROOM, PARAMETER_FLAGS}, /* C_EncryptMessageNext */
    {PARAMETER_SESSION}, /* C_MessageEncryptFinal */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT}, /* C_MessageDecryptInit */
    {PARAMETER_SESSION, PARAMETER_PARAMETER, PARAMETER_BYTES, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_DecryptMessage */
    {PARAMETER_SESSION, PARAMETER_PARAMETER, PARAMETER_BYTES}, /* C_DecryptMessageBegin */
    {PARAMETER_SESSION, PARAMETER_PARAMETER, PARAMETER_BYTES, PARAMETER_ROOM, PARAMETER_FLAGS}, /* C_DecryptMessageNext */
    {PARAMETER_SESSION}, /* C_MessageDecryptFinal */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT}, /* C_MessageSignInit */
    {PARAMETER_SESSION, PARAMETER_PARAMETER, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_SignMessage */
    {PARAMETER_SESSION, PARAMETER_PARAMETER}, /* C_SignMessageBegin */
    {PARAMETER_SESSION, PARAMETER_PARAMETER, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_SignMessageNext */
    {PARAMETER_SESSION}, /* C_MessageSignFinal */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT}, /* C_MessageVerifyInit */
    {PARAMETER_SESSION, PARAMETER_PARAMETER, PARAMETER_BYTES, PARAMETER_BYTES}, /* C_VerifyMessage */
    {PARAMETER_SESSION, PARAMETER_PARAMETER}, /* C_VerifyMessageBegin */
    {PARAMETER_SESSION, PARAMETER_PARAMETER, PARAMETER_BYTES, PARAMETER_BYTES}, /* C_VerifyMessageNext */
    {PARAMETER_SESSION}, /* C_MessageVerifyFinal */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT, PARAMETER_TEMPLATE, PARAMETER_ROOM, PARAMETER_HANDLE}, /* C_EncapsulateKey */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT, PARAMETER_TEMPLATE, PARAMETER_BYTES, PARAMETER_HANDLE}, /* C_DecapsulateKey */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT, PARAMETER_BYTES}, /* C_VerifySignatureInit */
    {PARAMETER_SESSION, PARAMETER_BYTES}, /* C_VerifySignature */
    {PARAMETER_SESSION, PARAMETER_BYTES}, /* C_VerifySignatureUpdate */
    {PARAMETER_SESSION}, /* C_VerifySignatureFinal */
    {PARAMETER_SESSION, PARAMETER_NUMBER, PARAMETER_RESULT}, /* C_GetSessionValidationFlags */
    {PARAMETER_SESSION, PARAMETER_STRING, PARAMETER_STRUCTURE}, /* C_AsyncComplete */
    {PARAMETER_SESSION, PARAMETER_STRING, PARAMETER_RESULT}, /* C_AsyncGetID */
    {PARAMETER_SESSION, PARAMETER_STRING, PARAMETER_NUMBER, PARAMETER_FILLED}, /* C_AsyncJoin */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT, PARAMETER_OBJECT, PARAMETER_BYTES, PARAMETER_ROOM}, /* C_WrapKeyAuthenticated */
    {PARAMETER_SESSION, PARAMETER_MECHANISM, PARAMETER_OBJECT, PARAMETER_BYTES, PARAMETER_TEMPLATE, PARAMETER_BYTES, PARAMETER_HANDLE}, /* C_UnwrapKeyAuthenticated */
};

enum cryptoki_function {
    INDEX_C_Initialize = 0,
    INDEX_C_Finalize = 1,
    INDEX_C_GetInfo = 2,
    INDEX_C_GetFunctionList = 3,
    INDEX_C_GetSlotList = 4,
    INDEX_C_GetSlotInfo = 5,
    INDEX_C_GetTokenInfo = 6,
    INDEX_C_GetMechanismList = 7,
    INDEX_C_GetMechanismInfo = 8,
    INDEX_C_InitToken = 9,
    INDEX_C_InitPIN = 10,
    INDEX_C_SetPIN = 11,
    INDEX_C_OpenSession = 12,
    INDEX_C_CloseSession = 13,
    INDEX_C_CloseAllSessions = 14,
    INDEX_C_GetSessionInfo = 15,
    INDEX_C_GetOperationState = 16,
    INDEX_C_SetOperationState = 17,
    INDEX_C_Login = 18,
    INDEX_C_Logout = 19,
    INDEX_C_CreateObject = 20,
    INDEX_C_CopyObject = 21,
    INDEX_C_DestroyObject = 22,
    INDEX_C_GetObjectSize = 23,
    INDEX_C_GetAttributeValue = 24,
    INDEX_C_SetAttributeValue = 25,
    INDEX_C_FindObjectsInit = 26,
    INDEX_C_FindObjects = 27,
    INDEX_C_FindObjectsFinal = 28,
    INDEX_C_EncryptInit = 29,
    INDEX_C_Encrypt = 30,
    INDEX_C_EncryptUpdate = 31,
    INDEX_C_EncryptFinal = 32,
    INDEX_C_DecryptInit = 33,
    INDEX_C_Decrypt = 34,
    INDEX_C_DecryptUpdate = 35,
    INDEX_C_DecryptFinal = 36,
    INDEX_C_DigestInit = 37,
    INDEX_C_Digest = 38,
    INDEX_C_DigestUpdate = 39,
    INDEX_C_DigestKey = 40,
    INDEX_C_DigestFinal = 41,
    INDEX_C_SignInit = 42,
    INDEX_C_Sign = 43,
    INDEX_C_SignUpdate = 44,
    INDEX_C_SignFinal = 45,
    INDEX_C_SignRecoverInit = 46,
    INDEX_C_SignRecover = 47,
    INDEX_C_VerifyInit = 48,
    INDEX_C_Verify = 49,
    INDEX_C_VerifyUpdate = 50,
    INDEX_C_VerifyFinal = 51,
    INDEX_C_VerifyRecoverInit = 52,
    INDEX_C_VerifyRecover = 53,
    INDEX_C_DigestEncryptUpdate = 54,
    INDEX_C_DecryptDigestUpdate = 55,
    INDEX_C_SignEncryptUpdate = 56,
    INDEX_C_DecryptVerifyUpdate = 57,
    INDEX_C_GenerateKey = 58,
    INDEX_C_GenerateKeyPair = 59,
    INDEX_C_WrapKey = 60,
    INDEX_C_UnwrapKey = 61,
    INDEX_C_DeriveKey = 62,
    INDEX_C_SeedRandom = 63,
    INDEX_C_GenerateRandom = 64,
    INDEX_C_GetFunctionStatus = 65,
    INDEX_C_CancelFunction = 66,
    INDEX_C_WaitForSlotEvent = 67,
    INDEX_C_GetInterfaceList = 68,
    INDEX_C_GetInterface = 69,
    INDEX_C_LoginUser = 70,
    INDEX_C_SessionCancel = 71,
    INDEX_C_MessageEncryptInit = 72,
    INDEX_C_EncryptMessage = 73,
    INDEX_C_EncryptMessageBegin = 74,
    INDEX_C_EncryptMessageNext = 75,
    INDEX_C_MessageEncryptFinal = 76,
    INDEX_C_MessageDecryptInit = 77,
    INDEX_C_DecryptMessage = 78,
    INDEX_C_DecryptMessageBegin = 79,
    INDEX_C_DecryptMessageNext = 80,
    INDEX_C_MessageDecryptFinal = 81,
    INDEX_C_MessageSignInit = 82,
    INDEX_C_SignMessage = 83,
    INDEX_C_SignMessageBegin = 84,
    INDEX_C_SignMessageNext = 85,
    INDEX_C_MessageSignFinal = 86,
    INDEX_C_MessageVerifyInit = 87,
    INDEX_C_VerifyMessage = 88,
    INDEX_C_VerifyMessageBegin = 89,
    INDEX_C_VerifyMessageNext = 90,
    INDEX_C_MessageVerifyFinal = 91,
    INDEX_C_EncapsulateKey = 92,
    INDEX_C_DecapsulateKey = 93,
    INDEX_C_VerifySignatureInit = 94,
    INDEX_C_VerifySignature = 95,
    INDEX_C_VerifySignatureUpdate = 96,
    INDEX_C_VerifySignatureFinal = 97,
    INDEX_C_GetSessionValidationFlags = 98,
    INDEX_C_AsyncComplete = 99,
    INDEX_C_AsyncGetID = 100,
    INDEX_C_AsyncJoin = 101,
    INDEX_C_WrapKeyAuthenticated = 102,
    INDEX_C_UnwrapKeyAuthenticated = 103,
    CRYPTOKI_FUNCTION_COUNT = 104
};

/* The size of the structure that a function fills. */
#ifdef _WIN32
static const unsigned short cryptoki_structure_bytes[CRYPTOKI_FUNCTION_COUNT] = {
    [INDEX_C_GetInfo] = 72,
    [INDEX_C_GetSlotInfo] = 104,
    [INDEX_C_GetTokenInfo] = 160,
    [INDEX_C_GetMechanismInfo] = 12,
    [INDEX_C_GetSessionInfo] = 16,
    [INDEX_C_AsyncComplete] = 24,
};
#else
static const unsigned short cryptoki_structure_bytes[CRYPTOKI_FUNCTION_COUNT] = {
    [INDEX_C_GetInfo] = 88,
    [INDEX_C_GetSlotInfo] = 112,
    [INDEX_C_GetTokenInfo] = 208,
    [INDEX_C_GetMechanismInfo] = 24,
    [INDEX_C_GetSessionInfo] = 32,
    [INDEX_C_AsyncComplete] = 40,
};
#endif

/* The attributes whose values are arrays of CK_ATTRIBUTE. */
static const CK_ULONG cryptoki_templates[] = {
    0x62A, /* CKA_ENCAPSULATE_TEMPLATE */
    0x62B, /* CKA_DECAPSULATE_TEMPLATE */
    0x40000211, /* CKA_WRAP_TEMPLATE */
    0x40000212, /* CKA_UNWRAP_TEMPLATE */
    0x40000213, /* CKA_DERIVE_TEMPLATE */
};

/* A structure that mechanisms take: its size, and where its pointers are, each to bytes whose length is there, or to a structure. */
struct cryptoki_structure {
    unsigned short bytes;
    unsigned short pointers;
    struct {
        unsigned short pointer;
        unsigned short length;
        const struct cryptoki_structure *structure;
    } at[3];
};
#ifdef _WIN32
static const struct cryptoki_structure ck_rsa_pkcs_oaep_params = {24, 1, {{12, 20, 0}}};
static const struct cryptoki_structure ck_rsa_aes_key_wrap_params = {12, 1, {{4, 0, &ck_rsa_pkcs_oaep_params}}};
static const struct cryptoki_structure ck_ecdh_aes_key_wrap_params = {20, 1, {{12, 8, 0}}};
static const struct cryptoki_structure ck_ecdh1_derive_params = {28, 2, {{8, 4, 0}, {20, 16, 0}}};
static const struct cryptoki_structure ck_x9_42_dh1_derive_params = {28, 2, {{8, 4, 0}, {20, 16, 0}}};
static const struct cryptoki_structure ck_gcm_params = {32, 2, {{0, 8, 0}, {16, 24, 0}}};
static const struct cryptoki_structure ck_ccm_params = {32, 2, {{4, 12, 0}, {16, 24, 0}}};
static const struct cryptoki_structure ck_salsa20_chacha20_poly1305_params = {24, 2, {{0, 8, 0}, {12, 20, 0}}};
static const struct cryptoki_structure ck_des_cbc_encrypt_data_params = {20, 1, {{8, 16, 0}}};
static const struct cryptoki_structure ck_aes_cbc_encrypt_data_params = {28, 1, {{16, 24, 0}}};
static const struct cryptoki_structure ck_key_derivation_string_data = {12, 1, {{0, 8, 0}}};
static const struct cryptoki_structure ck_pkcs5_pbkd2_params2 = {48, 3, {{4, 12, 0}, {24, 32, 0}, {36, 44, 0}}};
static const struct cryptoki_structure ck_hkdf_params = {38, 2, {{10, 18, 0}, {26, 34, 0}}};
static const struct cryptoki_structure ck_eddsa_params = {13, 1, {{5, 1, 0}}};
static const struct cryptoki_structure ck_sign_additional_context = {16, 1, {{4, 12, 0}}};
static const struct cryptoki_structure ck_hash_sign_additional_context = {20, 1, {{4, 12, 0}}};
#else
static const struct cryptoki_structure ck_rsa_pkcs_oaep_params = {40, 1, {{24, 32, 0}}};
static const struct cryptoki_structure ck_rsa_aes_key_wrap_params = {16, 1, {{8, 0, &ck_rsa_pkcs_oaep_params}}};
static const struct cryptoki_structure ck_ecdh_aes_key_wrap_params = {32, 1, {{24, 16, 0}}};
static const struct cryptoki_structure ck_ecdh1_derive_params = {40, 2, {{16, 8, 0}, {32, 24, 0}}};
static const struct cryptoki_structure ck_x9_42_dh1_derive_params = {40, 2, {{16, 8, 0}, {32, 24, 0}}};
static const struct cryptoki_structure ck_gcm_params = {48, 2, {{0, 8, 0}, {24, 32, 0}}};
static const struct cryptoki_structure ck_ccm_params = {48, 2, {{8, 16, 0}, {24, 32, 0}}};
static const struct cryptoki_structure ck_salsa20_chacha20_poly1305_params = {32, 2, {{0, 8, 0}, {16, 24, 0}}};
static const struct cryptoki_structure ck_des_cbc_encrypt_data_params = {24, 1, {{8, 16, 0}}};
static const struct cryptoki_structure ck_aes_cbc_encrypt_data_params = {32, 1, {{16, 24, 0}}};
static const struct cryptoki_structure ck_key_derivation_string_data = {16, 1, {{0, 8, 0}}};
static const struct cryptoki_structure ck_pkcs5_pbkd2_params2 = {72, 3, {{8, 16, 0}, {40, 48, 0}, {56, 64, 0}}};
static const struct cryptoki_structure ck_hkdf_params = {64, 2, {{24, 32, 0}, {48, 56, 0}}};
static const struct cryptoki_structure ck_eddsa_params = {24, 1, {{16, 8, 0}}};
static const struct cryptoki_structure ck_sign_additional_context = {24, 1, {{8, 16, 0}}};
static const struct cryptoki_structure ck_hash_sign_additional_context = {32, 1, {{8, 16, 0}}};
#endif

/* The mechanisms that take one. */
struct cryptoki_parameter {
    CK_ULONG mechanism;
    const struct cryptoki_structure *structure;
};
static const struct cryptoki_parameter cryptoki_parameters_with_pointers[] = {
    {0x9, &ck_rsa_pkcs_oaep_params}, /* CKM_RSA_PKCS_OAEP */
    {0x1D, &ck_sign_additional_context}, /* CKM_ML_DSA */
    {0x1F, &ck_hash_sign_additional_context}, /* CKM_HASH_ML_DSA */
    {0x2E, &ck_sign_additional_context}, /* CKM_SLH_DSA */
    {0x31, &ck_x9_42_dh1_derive_params}, /* CKM_X9_42_DH_DERIVE */
    {0x34, &ck_hash_sign_additional_context}, /* CKM_HASH_SLH_DSA */
    {0x362, &ck_key_derivation_string_data}, /* CKM_CONCATENATE_BASE_AND_DATA */
    {0x363, &ck_key_derivation_string_data}, /* CKM_CONCATENATE_DATA_AND_BASE */
    {0x364, &ck_key_derivation_string_data}, /* CKM_XOR_BASE_AND_DATA */
    {0x3B0, &ck_pkcs5_pbkd2_params2}, /* CKM_PKCS5_PBKD2 */
    {0x557, &ck_aes_cbc_encrypt_data_params}, /* CKM_CAMELLIA_CBC_ENCRYPT_DATA */
    {0x567, &ck_aes_cbc_encrypt_data_params}, /* CKM_ARIA_CBC_ENCRYPT_DATA */
    {0x657, &ck_aes_cbc_encrypt_data_params}, /* CKM_SEED_CBC_ENCRYPT_DATA */
    {0x1050, &ck_ecdh1_derive_params}, /* CKM_ECDH1_DERIVE */
    {0x1051, &ck_ecdh1_derive_params}, /* CKM_ECDH1_COFACTOR_DERIVE */
    {0x1053, &ck_ecdh_aes_key_wrap_params}, /* CKM_ECDH_AES_KEY_WRAP */
    {0x1054, &ck_rsa_aes_key_wrap_params}, /* CKM_RSA_AES_KEY_WRAP */
    {0x1057, &ck_eddsa_params}, /* CKM_EDDSA */
    {0x1087, &ck_gcm_params}, /* CKM_AES_GCM */
    {0x1088, &ck_ccm_params}, /* CKM_AES_CCM */
    {0x1100, &ck_key_derivation_string_data}, /* CKM_DES_ECB_ENCRYPT_DATA */
    {0x1101, &ck_des_cbc_encrypt_data_params}, /* CKM_DES_CBC_ENCRYPT_DATA */
    {0x1102, &ck_key_derivation_string_data}, /* CKM_DES3_ECB_ENCRYPT_DATA */
    {0x1103, &ck_des_cbc_encrypt_data_params}, /* CKM_DES3_CBC_ENCRYPT_DATA */
    {0x1104, &ck_key_derivation_string_data}, /* CKM_AES_ECB_ENCRYPT_DATA */
    {0x1105, &ck_aes_cbc_encrypt_data_params}, /* CKM_AES_CBC_ENCRYPT_DATA */
    {0x4021, &ck_salsa20_chacha20_poly1305_params}, /* CKM_CHACHA20_POLY1305 */
    {0x4022, &ck_salsa20_chacha20_poly1305_params}, /* CKM_SALSA20_POLY1305 */
    {0x402A, &ck_hkdf_params}, /* CKM_HKDF_DERIVE */
    {0x402B, &ck_hkdf_params}, /* CKM_HKDF_DATA */
};

#endif
