package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_GENERATE_KEY_PAIR;
import static org.tokentwin.cryptoki.Ckf.CKF_HW;

import java.util.List;
import org.tokentwin.cryptoki.Ckm;

/** PKCS#1 v1.5, mechanisms v2.40 sections 2.1.4 to 2.1.6, and the making of RSA keys. */
final class RsaPkcs extends RsaFamily {
    @Override
    List<Row> rows() {
        return List.of(
                new Row(Ckm.CKM_RSA_PKCS_KEY_PAIR_GEN, CKF_HW | CKF_GENERATE_KEY_PAIR),
                new Row(Ckm.CKM_RSA_PKCS, SIGNATURE | CIPHER | RECOVERY | WRAPPING),
                new Row(Ckm.CKM_SHA1_RSA_PKCS, Hash.SHA_1, SIGNATURE),
                new Row(Ckm.CKM_SHA224_RSA_PKCS, Hash.SHA_224, SIGNATURE),
                new Row(Ckm.CKM_SHA256_RSA_PKCS, Hash.SHA_256, SIGNATURE),
                new Row(Ckm.CKM_SHA384_RSA_PKCS, Hash.SHA_384, SIGNATURE),
                new Row(Ckm.CKM_SHA512_RSA_PKCS, Hash.SHA_512, SIGNATURE),
                new Row(Ckm.CKM_SHA3_224_RSA_PKCS, Hash.SHA3_224, SIGNATURE),
                new Row(Ckm.CKM_SHA3_256_RSA_PKCS, Hash.SHA3_256, SIGNATURE),
                new Row(Ckm.CKM_SHA3_384_RSA_PKCS, Hash.SHA3_384, SIGNATURE),
                new Row(Ckm.CKM_SHA3_512_RSA_PKCS, Hash.SHA3_512, SIGNATURE));
    }

    @Override
    SignatureEncoding signatureEncoding(Use use, RsaModulus modulus) {
        Pkcs1Encoding block = recoveryEncoding(use, modulus);
        return use.row()
                .hash()
                .<SignatureEncoding>map(hash -> new HashedPkcs1Encoding(block, hash))
                .orElse(block);
    }

    @Override
    Pkcs1Encoding encryptionEncoding(Use use, RsaModulus modulus) {
        Parameters.expectNone(use.parameter());
        return Pkcs1Encoding.forEncryption(modulus, use.random());
    }

    @Override
    Pkcs1Encoding recoveryEncoding(Use use, RsaModulus modulus) {
        Parameters.expectNone(use.parameter());
        return Pkcs1Encoding.forSignature(modulus, use.random());
    }
}
