/*
 * The functions of CK_FUNCTION_LIST in its order, PKCS#11 v2.40 appendix B: number of parameters, name, parameters.
 *
 * FORWARDED is applied to those that the JVM answers; OWN to the two that need code of their own in the shim.
 */
#ifndef TOKENTWIN_FUNCTIONS_H
#define TOKENTWIN_FUNCTIONS_H

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

#define CRYPTOKI_FUNCTIONS(FORWARDED, OWN)                      \
    OWN(1, C_Initialize, P)                                     \
    FORWARDED(1, C_Finalize, P)                                 \
    FORWARDED(1, C_GetInfo, P)                                  \
    OWN(1, C_GetFunctionList, P)                                \
    FORWARDED(3, C_GetSlotList, B, P, P)                        \
    FORWARDED(2, C_GetSlotInfo, U, P)                           \
    FORWARDED(2, C_GetTokenInfo, U, P)                          \
    FORWARDED(3, C_GetMechanismList, U, P, P)                   \
    FORWARDED(3, C_GetMechanismInfo, U, U, P)                   \
    FORWARDED(4, C_InitToken, U, P, U, P)                       \
    FORWARDED(3, C_InitPIN, U, P, U)                            \
    FORWARDED(5, C_SetPIN, U, P, U, P, U)                       \
    FORWARDED(5, C_OpenSession, U, U, P, P, P)                  \
    FORWARDED(1, C_CloseSession, U)                             \
    FORWARDED(1, C_CloseAllSessions, U)                         \
    FORWARDED(2, C_GetSessionInfo, U, P)                        \
    FORWARDED(3, C_GetOperationState, U, P, P)                  \
    FORWARDED(5, C_SetOperationState, U, P, U, U, U)            \
    FORWARDED(4, C_Login, U, U, P, U)                           \
    FORWARDED(1, C_Logout, U)                                   \
    FORWARDED(4, C_CreateObject, U, P, U, P)                    \
    FORWARDED(5, C_CopyObject, U, U, P, U, P)                   \
    FORWARDED(2, C_DestroyObject, U, U)                         \
    FORWARDED(3, C_GetObjectSize, U, U, P)                      \
    FORWARDED(4, C_GetAttributeValue, U, U, P, U)               \
    FORWARDED(4, C_SetAttributeValue, U, U, P, U)               \
    FORWARDED(3, C_FindObjectsInit, U, P, U)                    \
    FORWARDED(4, C_FindObjects, U, P, U, P)                     \
    FORWARDED(1, C_FindObjectsFinal, U)                         \
    FORWARDED(3, C_EncryptInit, U, P, U)                        \
    FORWARDED(5, C_Encrypt, U, P, U, P, P)                      \
    FORWARDED(5, C_EncryptUpdate, U, P, U, P, P)                \
    FORWARDED(3, C_EncryptFinal, U, P, P)                       \
    FORWARDED(3, C_DecryptInit, U, P, U)                        \
    FORWARDED(5, C_Decrypt, U, P, U, P, P)                      \
    FORWARDED(5, C_DecryptUpdate, U, P, U, P, P)                \
    FORWARDED(3, C_DecryptFinal, U, P, P)                       \
    FORWARDED(2, C_DigestInit, U, P)                            \
    FORWARDED(5, C_Digest, U, P, U, P, P)                       \
    FORWARDED(3, C_DigestUpdate, U, P, U)                       \
    FORWARDED(2, C_DigestKey, U, U)                             \
    FORWARDED(3, C_DigestFinal, U, P, P)                        \
    FORWARDED(3, C_SignInit, U, P, U)                           \
    FORWARDED(5, C_Sign, U, P, U, P, P)                         \
    FORWARDED(3, C_SignUpdate, U, P, U)                         \
    FORWARDED(3, C_SignFinal, U, P, P)                          \
    FORWARDED(3, C_SignRecoverInit, U, P, U)                    \
    FORWARDED(5, C_SignRecover, U, P, U, P, P)                  \
    FORWARDED(3, C_VerifyInit, U, P, U)                         \
    FORWARDED(5, C_Verify, U, P, U, P, U)                       \
    FORWARDED(3, C_VerifyUpdate, U, P, U)                       \
    FORWARDED(3, C_VerifyFinal, U, P, U)                        \
    FORWARDED(3, C_VerifyRecoverInit, U, P, U)                  \
    FORWARDED(5, C_VerifyRecover, U, P, U, P, P)                \
    FORWARDED(5, C_DigestEncryptUpdate, U, P, U, P, P)          \
    FORWARDED(5, C_DecryptDigestUpdate, U, P, U, P, P)          \
    FORWARDED(5, C_SignEncryptUpdate, U, P, U, P, P)            \
    FORWARDED(5, C_DecryptVerifyUpdate, U, P, U, P, P)          \
    FORWARDED(5, C_GenerateKey, U, P, P, U, P)                  \
    FORWARDED(8, C_GenerateKeyPair, U, P, P, U, P, U, P, P)     \
    FORWARDED(6, C_WrapKey, U, P, U, U, P, P)                   \
    FORWARDED(8, C_UnwrapKey, U, P, U, P, U, P, U, P)           \
    FORWARDED(6, C_DeriveKey, U, P, U, P, U, P)                 \
    FORWARDED(3, C_SeedRandom, U, P, U)                         \
    FORWARDED(3, C_GenerateRandom, U, P, U)                     \
    FORWARDED(1, C_GetFunctionStatus, U)                        \
    FORWARDED(1, C_CancelFunction, U)                           \
    FORWARDED(3, C_WaitForSlotEvent, U, P, P)

/* A parameter list from its types, and the arguments that hand it on. */
#define PARAMETERS_1(A) A a
#define PARAMETERS_2(A, B) A a, B b
#define PARAMETERS_3(A, B, C) A a, B b, C c
#define PARAMETERS_4(A, B, C, D) A a, B b, C c, D d
#define PARAMETERS_5(A, B, C, D, E) A a, B b, C c, D d, E e
#define PARAMETERS_6(A, B, C, D, E, F) A a, B b, C c, D d, E e, F f
#define PARAMETERS_8(A, B, C, D, E, F, G, H) A a, B b, C c, D d, E e, F f, G g, H h
#define ARGUMENTS_1 a
#define ARGUMENTS_2 a, b
#define ARGUMENTS_3 a, b, c
#define ARGUMENTS_4 a, b, c, d
#define ARGUMENTS_5 a, b, c, d, e
#define ARGUMENTS_6 a, b, c, d, e, f
#define ARGUMENTS_8 a, b, c, d, e, f, g, h

#endif
