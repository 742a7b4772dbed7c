package org.tokentwin.emulator.cryptoki;

/**
 * {@code CK_C_INITIALIZE_ARGS}, PKCS#11 v2.40 section 3.7, without the addresses.
 *
 * @param mutexFunctions how many of the four mutex function pointers are not null: 0 or 4, else {@code CKR_ARGUMENTS_BAD}
 * @param flags {@code CKF_LIBRARY_CANT_CREATE_OS_THREADS}, {@code CKF_OS_LOCKING_OK}
 * @param reserved whether {@code pReserved} is not null, which is {@code CKR_ARGUMENTS_BAD}
 */
public record InitializeArgs(int mutexFunctions, long flags, boolean reserved) {}
