package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.List;
import org.tokentwin.cryptoki.Ckm;

/** {@code CKM_RSA_PKCS_OAEP}, mechanisms v2.40 section 2.1.8. */
final class RsaOaep extends RsaFamily {
    @Override
    List<Row> rows() {
        return List.of(new Row(Ckm.CKM_RSA_PKCS_OAEP, CIPHER | WRAPPING));
    }

    @Override
    BlockEncoding encryptionEncoding(Use use, RsaModulus modulus) {
        return new OaepEncoding(modulus, use.parameter(), use);
    }
}
