package org.tokentwin.emulator.cryptoki.mechanism;

import java.security.SecureRandom;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.mechanism.MechanismTable.Row;
import org.tokentwin.emulator.cryptoki.mechanism.MechanismTable.Scheme;

/** Chooses the encoding for an RSA mechanism; {@code CKR_MECHANISM_PARAM_INVALID} where the parameter does not belong to it. */
record RsaEncodings(SecureRandom random) {
    SignatureEncoding forSignature(Row row, MechanismParameter parameter, RsaModulus modulus) {
        if (row.scheme() == Scheme.RSA_PSS) {
            return new PssEncoding(modulus, row.hash(), parameter, random);
        }
        Parameters.expectNone(parameter);
        if (row.scheme() == Scheme.RSA_X_509) {
            return new RawEncoding(modulus);
        }
        Pkcs1Encoding block = Pkcs1Encoding.forSignature(modulus, random);
        return row.hash()
                .<SignatureEncoding>map(hash -> new HashedPkcs1Encoding(block, hash))
                .orElse(block);
    }

    BlockEncoding forEncryption(Row row, MechanismParameter parameter, RsaModulus modulus) {
        if (row.scheme() == Scheme.RSA_OAEP) {
            return new OaepEncoding(modulus, parameter, random);
        }
        Parameters.expectNone(parameter);
        return row.scheme() == Scheme.RSA_X_509
                ? new RawEncoding(modulus)
                : Pkcs1Encoding.forEncryption(modulus, random);
    }

    BlockEncoding forRecovery(Row row, MechanismParameter parameter, RsaModulus modulus) {
        Parameters.expectNone(parameter);
        return row.scheme() == Scheme.RSA_X_509
                ? new RawEncoding(modulus)
                : Pkcs1Encoding.forSignature(modulus, random);
    }
}
