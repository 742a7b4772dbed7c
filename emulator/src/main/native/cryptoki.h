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

/* A structure that mechanisms take: its size, and where its pointers are, each to bytes whose length is there, or to a structure; and whether those are secret. */
struct cryptoki_structure {
    unsigned short bytes;
    unsigned short pointers;
    struct {
        unsigned short pointer;
        unsigned short length;
        const struct cryptoki_structure *structure;
        unsigned char secret;
        unsigned char bits; /* whether the length is in bits, where it is not less than 64 */
    } at[3];
};
#ifdef _WIN32
static const struct cryptoki_structure ck_rsa_pkcs_oaep_params = {24, 1, {{12, 20, 0, 0, 0}}};
static const struct cryptoki_structure ck_rsa_aes_key_wrap_params = {12, 1, {{4, 0, &ck_rsa_pkcs_oaep_params, 0, 0}}};
static const struct cryptoki_structure ck_ecdh_aes_key_wrap_params = {20, 1, {{12, 8, 0, 0, 0}}};
static const struct cryptoki_structure ck_ecdh1_derive_params = {28, 2, {{8, 4, 0, 0, 0}, {20, 16, 0, 0, 0}}};
static const struct cryptoki_structure ck_x9_42_dh1_derive_params = {28, 2, {{8, 4, 0, 0, 0}, {20, 16, 0, 0, 0}}};
static const struct cryptoki_structure ck_gcm_params = {32, 2, {{0, 8, 0, 0, 0}, {16, 24, 0, 0, 0}}};
static const struct cryptoki_structure ck_ccm_params = {32, 2, {{4, 12, 0, 0, 0}, {16, 24, 0, 0, 0}}};
static const struct cryptoki_structure ck_salsa20_chacha20_poly1305_params = {24, 2, {{0, 8, 0, 0, 1}, {12, 20, 0, 0, 0}}};
static const struct cryptoki_structure ck_des_cbc_encrypt_data_params = {20, 1, {{8, 16, 0, 0, 0}}};
static const struct cryptoki_structure ck_aes_cbc_encrypt_data_params = {28, 1, {{16, 24, 0, 0, 0}}};
static const struct cryptoki_structure ck_key_derivation_string_data = {12, 1, {{0, 8, 0, 1, 0}}};
static const struct cryptoki_structure ck_pkcs5_pbkd2_params2 = {48, 3, {{4, 12, 0, 0, 0}, {24, 32, 0, 0, 0}, {36, 44, 0, 1, 0}}};
static const struct cryptoki_structure ck_hkdf_params = {38, 2, {{10, 18, 0, 0, 0}, {26, 34, 0, 0, 0}}};
static const struct cryptoki_structure ck_eddsa_params = {13, 1, {{5, 1, 0, 0, 0}}};
static const struct cryptoki_structure ck_sign_additional_context = {16, 1, {{4, 12, 0, 0, 0}}};
static const struct cryptoki_structure ck_hash_sign_additional_context = {20, 1, {{4, 12, 0, 0, 0}}};
#else
static const struct cryptoki_structure ck_rsa_pkcs_oaep_params = {40, 1, {{24, 32, 0, 0, 0}}};
static const struct cryptoki_structure ck_rsa_aes_key_wrap_params = {16, 1, {{8, 0, &ck_rsa_pkcs_oaep_params, 0, 0}}};
static const struct cryptoki_structure ck_ecdh_aes_key_wrap_params = {32, 1, {{24, 16, 0, 0, 0}}};
static const struct cryptoki_structure ck_ecdh1_derive_params = {40, 2, {{16, 8, 0, 0, 0}, {32, 24, 0, 0, 0}}};
static const struct cryptoki_structure ck_x9_42_dh1_derive_params = {40, 2, {{16, 8, 0, 0, 0}, {32, 24, 0, 0, 0}}};
static const struct cryptoki_structure ck_gcm_params = {48, 2, {{0, 8, 0, 0, 0}, {24, 32, 0, 0, 0}}};
static const struct cryptoki_structure ck_ccm_params = {48, 2, {{8, 16, 0, 0, 0}, {24, 32, 0, 0, 0}}};
static const struct cryptoki_structure ck_salsa20_chacha20_poly1305_params = {32, 2, {{0, 8, 0, 0, 1}, {16, 24, 0, 0, 0}}};
static const struct cryptoki_structure ck_des_cbc_encrypt_data_params = {24, 1, {{8, 16, 0, 0, 0}}};
static const struct cryptoki_structure ck_aes_cbc_encrypt_data_params = {32, 1, {{16, 24, 0, 0, 0}}};
static const struct cryptoki_structure ck_key_derivation_string_data = {16, 1, {{0, 8, 0, 1, 0}}};
static const struct cryptoki_structure ck_pkcs5_pbkd2_params2 = {72, 3, {{8, 16, 0, 0, 0}, {40, 48, 0, 0, 0}, {56, 64, 0, 1, 0}}};
static const struct cryptoki_structure ck_hkdf_params = {64, 2, {{24, 32, 0, 0, 0}, {48, 56, 0, 0, 0}}};
static const struct cryptoki_structure ck_eddsa_params = {24, 1, {{16, 8, 0, 0, 0}}};
static const struct cryptoki_structure ck_sign_additional_context = {24, 1, {{8, 16, 0, 0, 0}}};
static const struct cryptoki_structure ck_hash_sign_additional_context = {32, 1, {{8, 16, 0, 0, 0}}};
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

/* The functions and their parameters by name, a pointer and its length by the pointer's. */
static const char *const cryptoki_names[CRYPTOKI_FUNCTION_COUNT] = {
    "C_Initialize pInitArgs",
    "C_Finalize pReserved",
    "C_GetInfo pInfo",
    "C_GetFunctionList ppFunctionList",
    "C_GetSlotList tokenPresent pSlotList",
    "C_GetSlotInfo slotID pInfo",
    "C_GetTokenInfo slotID pInfo",
    "C_GetMechanismList slotID pMechanismList",
    "C_GetMechanismInfo slotID type pInfo",
    "C_InitToken slotID pPin pLabel",
    "C_InitPIN hSession pPin",
    "C_SetPIN hSession pOldPin pNewPin",
    "C_OpenSession slotID flags pApplication Notify phSession",
    "C_CloseSession hSession",
    "C_CloseAllSessions slotID",
    "C_GetSessionInfo hSession pInfo",
    "C_GetOperationState hSession pOperationState",
    "C_SetOperationState hSession pOperationState hEncryptionKey hAuthenticationKey",
    "C_Login hSession userType pPin",
    "C_Logout hSession",
    "C_CreateObject hSession pTemplate phObject",
    "C_CopyObject hSession hObject pTemplate phNewObject",
    "C_DestroyObject hSession hObject",
    "C_GetObjectSize hSession hObject pulSize",
    "C_GetAttributeValue hSession hObject pTemplate",
    "C_SetAttributeValue hSession hObject pTemplate",
    "C_FindObjectsInit hSession pTemplate",
    "C_FindObjects hSession phObject",
    "C_FindObjectsFinal hSession",
    "C_EncryptInit hSession pMechanism hKey",
    "C_Encrypt hSession pData pEncryptedData",
    "C_EncryptUpdate hSession pPart pEncryptedPart",
    "C_EncryptFinal hSession pLastEncryptedPart",
    "C_DecryptInit hSession pMechanism hKey",
    "C_Decrypt hSession pEncryptedData pData",
    "C_DecryptUpdate hSession pEncryptedPart pPart",
    "C_DecryptFinal hSession pLastPart",
    "C_DigestInit hSession pMechanism",
    "C_Digest hSession pData pDigest",
    "C_DigestUpdate hSession pPart",
    "C_DigestKey hSession hKey",
    "C_DigestFinal hSession pDigest",
    "C_SignInit hSession pMechanism hKey",
    "C_Sign hSession pData pSignature",
    "C_SignUpdate hSession pPart",
    "C_SignFinal hSession pSignature",
    "C_SignRecoverInit hSession pMechanism hKey",
    "C_SignRecover hSession pData pSignature",
    "C_VerifyInit hSession pMechanism hKey",
    "C_Verify hSession pData pSignature",
    "C_VerifyUpdate hSession pPart",
    "C_VerifyFinal hSession pSignature",
    "C_VerifyRecoverInit hSession pMechanism hKey",
    "C_VerifyRecover hSession pSignature pData",
    "C_DigestEncryptUpdate hSession pPart pEncryptedPart",
    "C_DecryptDigestUpdate hSession pEncryptedPart pPart",
    "C_SignEncryptUpdate hSession pPart pEncryptedPart",
    "C_DecryptVerifyUpdate hSession pEncryptedPart pPart",
    "C_GenerateKey hSession pMechanism pTemplate phKey",
    "C_GenerateKeyPair hSession pMechanism pPublicKeyTemplate pPrivateKeyTemplate phPublicKey phPrivateKey",
    "C_WrapKey hSession pMechanism hWrappingKey hKey pWrappedKey",
    "C_UnwrapKey hSession pMechanism hUnwrappingKey pWrappedKey pTemplate phKey",
    "C_DeriveKey hSession pMechanism hBaseKey pTemplate phKey",
    "C_SeedRandom hSession pSeed",
    "C_GenerateRandom hSession pRandomData",
    "C_GetFunctionStatus hSession",
    "C_CancelFunction hSession",
    "C_WaitForSlotEvent flags pSlot pReserved",
    "C_GetInterfaceList pInterfacesList",
    "C_GetInterface pInterfaceName pVersion ppInterface flags",
    "C_LoginUser hSession userType pPin pUsername",
    "C_SessionCancel hSession flags",
    "C_MessageEncryptInit hSession pMechanism hKey",
    "C_EncryptMessage hSession pParameter pAssociatedData pPlaintext pCiphertext",
    "C_EncryptMessageBegin hSession pParameter pAssociatedData",
    "C_EncryptMessageNext hSession pParameter pPlaintextPart pCiphertextPart flags",
    "C_MessageEncryptFinal hSession",
    "C_MessageDecryptInit hSession pMechanism hKey",
    "C_DecryptMessage hSession pParameter pAssociatedData pCiphertext pPlaintext",
    "C_DecryptMessageBegin hSession pParameter pAssociatedData",
    "C_DecryptMessageNext hSession pParameter pCiphertextPart pPlaintextPart flags",
    "C_MessageDecryptFinal hSession",
    "C_MessageSignInit hSession pMechanism hKey",
    "C_SignMessage hSession pParameter pData pSignature",
    "C_SignMessageBegin hSession pParameter",
    "C_SignMessageNext hSession pParameter pData pSignature",
    "C_MessageSignFinal hSession",
    "C_MessageVerifyInit hSession pMechanism hKey",
    "C_VerifyMessage hSession pParameter pData pSignature",
    "C_VerifyMessageBegin hSession pParameter",
    "C_VerifyMessageNext hSession pParameter pData pSignature",
    "C_MessageVerifyFinal hSession",
    "C_EncapsulateKey hSession pMechanism hPublicKey pTemplate pCiphertext phKey",
    "C_DecapsulateKey hSession pMechanism hPrivateKey pTemplate pCiphertext phKey",
    "C_VerifySignatureInit hSession pMechanism hKey pSignature",
    "C_VerifySignature hSession pData",
    "C_VerifySignatureUpdate hSession pPart",
    "C_VerifySignatureFinal hSession",
    "C_GetSessionValidationFlags hSession type pFlags",
    "C_AsyncComplete hSession pFunctionName pResult",
    "C_AsyncGetID hSession pFunctionName pulID",
    "C_AsyncJoin hSession pFunctionName ulID pData",
    "C_WrapKeyAuthenticated hSession pMechanism hWrappingKey hKey pAssociatedData pWrappedKey",
    "C_UnwrapKeyAuthenticated hSession pMechanism hUnwrappingKey pWrappedKey pTemplate pAssociatedData phKey",
};

/* The return values by name. */
static const struct {
    CK_ULONG code;
    const char *name;
} cryptoki_results[] = {
    {0x0, "CKR_OK"},
    {0x1, "CKR_CANCEL"},
    {0x2, "CKR_HOST_MEMORY"},
    {0x3, "CKR_SLOT_ID_INVALID"},
    {0x5, "CKR_GENERAL_ERROR"},
    {0x6, "CKR_FUNCTION_FAILED"},
    {0x7, "CKR_ARGUMENTS_BAD"},
    {0x8, "CKR_NO_EVENT"},
    {0x9, "CKR_NEED_TO_CREATE_THREADS"},
    {0xA, "CKR_CANT_LOCK"},
    {0x10, "CKR_ATTRIBUTE_READ_ONLY"},
    {0x11, "CKR_ATTRIBUTE_SENSITIVE"},
    {0x12, "CKR_ATTRIBUTE_TYPE_INVALID"},
    {0x13, "CKR_ATTRIBUTE_VALUE_INVALID"},
    {0x1B, "CKR_ACTION_PROHIBITED"},
    {0x20, "CKR_DATA_INVALID"},
    {0x21, "CKR_DATA_LEN_RANGE"},
    {0x30, "CKR_DEVICE_ERROR"},
    {0x31, "CKR_DEVICE_MEMORY"},
    {0x32, "CKR_DEVICE_REMOVED"},
    {0x40, "CKR_ENCRYPTED_DATA_INVALID"},
    {0x41, "CKR_ENCRYPTED_DATA_LEN_RANGE"},
    {0x42, "CKR_AEAD_DECRYPT_FAILED"},
    {0x50, "CKR_FUNCTION_CANCELED"},
    {0x51, "CKR_FUNCTION_NOT_PARALLEL"},
    {0x54, "CKR_FUNCTION_NOT_SUPPORTED"},
    {0x60, "CKR_KEY_HANDLE_INVALID"},
    {0x62, "CKR_KEY_SIZE_RANGE"},
    {0x63, "CKR_KEY_TYPE_INCONSISTENT"},
    {0x64, "CKR_KEY_NOT_NEEDED"},
    {0x65, "CKR_KEY_CHANGED"},
    {0x66, "CKR_KEY_NEEDED"},
    {0x67, "CKR_KEY_INDIGESTIBLE"},
    {0x68, "CKR_KEY_FUNCTION_NOT_PERMITTED"},
    {0x69, "CKR_KEY_NOT_WRAPPABLE"},
    {0x6A, "CKR_KEY_UNEXTRACTABLE"},
    {0x70, "CKR_MECHANISM_INVALID"},
    {0x71, "CKR_MECHANISM_PARAM_INVALID"},
    {0x82, "CKR_OBJECT_HANDLE_INVALID"},
    {0x90, "CKR_OPERATION_ACTIVE"},
    {0x91, "CKR_OPERATION_NOT_INITIALIZED"},
    {0xA0, "CKR_PIN_INCORRECT"},
    {0xA1, "CKR_PIN_INVALID"},
    {0xA2, "CKR_PIN_LEN_RANGE"},
    {0xA3, "CKR_PIN_EXPIRED"},
    {0xA4, "CKR_PIN_LOCKED"},
    {0xB0, "CKR_SESSION_CLOSED"},
    {0xB1, "CKR_SESSION_COUNT"},
    {0xB3, "CKR_SESSION_HANDLE_INVALID"},
    {0xB4, "CKR_SESSION_PARALLEL_NOT_SUPPORTED"},
    {0xB5, "CKR_SESSION_READ_ONLY"},
    {0xB6, "CKR_SESSION_EXISTS"},
    {0xB7, "CKR_SESSION_READ_ONLY_EXISTS"},
    {0xB8, "CKR_SESSION_READ_WRITE_SO_EXISTS"},
    {0xC0, "CKR_SIGNATURE_INVALID"},
    {0xC1, "CKR_SIGNATURE_LEN_RANGE"},
    {0xD0, "CKR_TEMPLATE_INCOMPLETE"},
    {0xD1, "CKR_TEMPLATE_INCONSISTENT"},
    {0xE0, "CKR_TOKEN_NOT_PRESENT"},
    {0xE1, "CKR_TOKEN_NOT_RECOGNIZED"},
    {0xE2, "CKR_TOKEN_WRITE_PROTECTED"},
    {0xF0, "CKR_UNWRAPPING_KEY_HANDLE_INVALID"},
    {0xF1, "CKR_UNWRAPPING_KEY_SIZE_RANGE"},
    {0xF2, "CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT"},
    {0x100, "CKR_USER_ALREADY_LOGGED_IN"},
    {0x101, "CKR_USER_NOT_LOGGED_IN"},
    {0x102, "CKR_USER_PIN_NOT_INITIALIZED"},
    {0x103, "CKR_USER_TYPE_INVALID"},
    {0x104, "CKR_USER_ANOTHER_ALREADY_LOGGED_IN"},
    {0x105, "CKR_USER_TOO_MANY_TYPES"},
    {0x110, "CKR_WRAPPED_KEY_INVALID"},
    {0x112, "CKR_WRAPPED_KEY_LEN_RANGE"},
    {0x113, "CKR_WRAPPING_KEY_HANDLE_INVALID"},
    {0x114, "CKR_WRAPPING_KEY_SIZE_RANGE"},
    {0x115, "CKR_WRAPPING_KEY_TYPE_INCONSISTENT"},
    {0x120, "CKR_RANDOM_SEED_NOT_SUPPORTED"},
    {0x121, "CKR_RANDOM_NO_RNG"},
    {0x130, "CKR_DOMAIN_PARAMS_INVALID"},
    {0x140, "CKR_CURVE_NOT_SUPPORTED"},
    {0x150, "CKR_BUFFER_TOO_SMALL"},
    {0x160, "CKR_SAVED_STATE_INVALID"},
    {0x170, "CKR_INFORMATION_SENSITIVE"},
    {0x180, "CKR_STATE_UNSAVEABLE"},
    {0x190, "CKR_CRYPTOKI_NOT_INITIALIZED"},
    {0x191, "CKR_CRYPTOKI_ALREADY_INITIALIZED"},
    {0x1A0, "CKR_MUTEX_BAD"},
    {0x1A1, "CKR_MUTEX_NOT_LOCKED"},
    {0x1B0, "CKR_NEW_PIN_MODE"},
    {0x1B1, "CKR_NEXT_OTP"},
    {0x1B5, "CKR_EXCEEDED_MAX_ITERATIONS"},
    {0x1B6, "CKR_FIPS_SELF_TEST_FAILED"},
    {0x1B7, "CKR_LIBRARY_LOAD_FAILED"},
    {0x1B8, "CKR_PIN_TOO_WEAK"},
    {0x1B9, "CKR_PUBLIC_KEY_INVALID"},
    {0x200, "CKR_FUNCTION_REJECTED"},
    {0x201, "CKR_TOKEN_RESOURCE_EXCEEDED"},
    {0x202, "CKR_OPERATION_CANCEL_FAILED"},
    {0x203, "CKR_KEY_EXHAUSTED"},
    {0x204, "CKR_PENDING"},
    {0x205, "CKR_SESSION_ASYNC_NOT_SUPPORTED"},
    {0x206, "CKR_SEED_RANDOM_REQUIRED"},
    {0x207, "CKR_OPERATION_NOT_VALIDATED"},
    {0x208, "CKR_TOKEN_NOT_INITIALIZED"},
    {0x209, "CKR_PARAMETER_SET_NOT_SUPPORTED"},
    {0x80000000, "CKR_VENDOR_DEFINED"},
};

/* The attributes that are secret in every object, and the classes whose CKA_VALUE is not. */
static const CK_ULONG cryptoki_secret_attributes[] = {
    0x123, /* CKA_PRIVATE_EXPONENT */
    0x124, /* CKA_PRIME_1 */
    0x125, /* CKA_PRIME_2 */
    0x126, /* CKA_EXPONENT_1 */
    0x127, /* CKA_EXPONENT_2 */
    0x128, /* CKA_COEFFICIENT */
    0x637, /* CKA_SEED */
};
static const CK_ULONG cryptoki_public_values[] = {
    0x1, /* CKO_CERTIFICATE */
    0x2, /* CKO_PUBLIC_KEY */
    0x6, /* CKO_DOMAIN_PARAMETERS */
};

/* Bytes of the longest value of a vendor's attribute, of the longest parameter of an unknown form, and of the longest other value, that is told. */
enum {
    CRYPTOKI_LONGEST_VENDOR_VALUE = 8,
    CRYPTOKI_LONGEST_UNKNOWN_PARAMETER = 24,
    CRYPTOKI_LONGEST_BLOCK = 1048576
};

#endif
