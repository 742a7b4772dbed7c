package org.tokentwin.emulator.cryptoki.mechanism;

import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** An operation that makes bytes of other bytes, PKCS#11 v2.40 sections 5.8, 5.9, 5.11 and 5.12. */
public abstract sealed class CipherOperation extends Operation permits BlockOperation, StreamOperation {
    CipherOperation() {}

    /** {@code C_Encrypt}, {@code C_Decrypt}, {@code C_SignRecover} or {@code C_VerifyRecover}. */
    public abstract void process(byte[] input, OutputBuffer output);

    /** {@code C_EncryptUpdate} or {@code C_DecryptUpdate}. */
    public abstract void update(byte[] part, OutputBuffer output);

    /** {@code C_EncryptFinal} or {@code C_DecryptFinal}. */
    public abstract void finish(OutputBuffer output);
}
