package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.List;
import org.tokentwin.cryptoki.Ckm;

/** PSS, mechanisms v2.40 section 2.1.10. */
final class RsaPss extends RsaFamily {
    @Override
    List<Row> rows() {
        return List.of(
                new Row(Ckm.CKM_RSA_PKCS_PSS, SIGNATURE),
                new Row(Ckm.CKM_SHA1_RSA_PKCS_PSS, Hash.SHA_1, SIGNATURE),
                new Row(Ckm.CKM_SHA224_RSA_PKCS_PSS, Hash.SHA_224, SIGNATURE),
                new Row(Ckm.CKM_SHA256_RSA_PKCS_PSS, Hash.SHA_256, SIGNATURE),
                new Row(Ckm.CKM_SHA384_RSA_PKCS_PSS, Hash.SHA_384, SIGNATURE),
                new Row(Ckm.CKM_SHA512_RSA_PKCS_PSS, Hash.SHA_512, SIGNATURE),
                new Row(Ckm.CKM_SHA3_224_RSA_PKCS_PSS, Hash.SHA3_224, SIGNATURE),
                new Row(Ckm.CKM_SHA3_256_RSA_PKCS_PSS, Hash.SHA3_256, SIGNATURE),
                new Row(Ckm.CKM_SHA3_384_RSA_PKCS_PSS, Hash.SHA3_384, SIGNATURE),
                new Row(Ckm.CKM_SHA3_512_RSA_PKCS_PSS, Hash.SHA3_512, SIGNATURE));
    }

    @Override
    SignatureEncoding signatureEncoding(Use use, RsaModulus modulus) {
        return new PssEncoding(modulus, use);
    }
}
