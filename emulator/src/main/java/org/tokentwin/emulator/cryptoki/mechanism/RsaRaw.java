package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.List;
import org.tokentwin.cryptoki.Ckm;

/** {@code CKM_RSA_X_509}, mechanisms v2.40 section 2.1.13. */
final class RsaRaw extends RsaFamily {
    @Override
    List<Row> rows() {
        return List.of(new Row(Ckm.CKM_RSA_X_509, SIGNATURE | CIPHER | RECOVERY));
    }

    @Override
    SignatureEncoding signatureEncoding(Use use, RsaModulus modulus) {
        return encoding(use, modulus);
    }

    @Override
    BlockEncoding encryptionEncoding(Use use, RsaModulus modulus) {
        return encoding(use, modulus);
    }

    @Override
    BlockEncoding recoveryEncoding(Use use, RsaModulus modulus) {
        return encoding(use, modulus);
    }

    private static RawEncoding encoding(Use use, RsaModulus modulus) {
        Parameters.expectNone(use.parameter());
        return new RawEncoding(modulus);
    }
}
