package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_EC_F_P;
import static org.tokentwin.cryptoki.Ckf.CKF_EC_NAMEDCURVE;
import static org.tokentwin.cryptoki.Ckf.CKF_EC_UNCOMPRESS;
import static org.tokentwin.cryptoki.Ckf.CKF_GENERATE_KEY_PAIR;
import static org.tokentwin.cryptoki.Ckf.CKF_HW;
import static org.tokentwin.cryptoki.Ckf.CKF_MESSAGE_SIGN;
import static org.tokentwin.cryptoki.Ckf.CKF_MESSAGE_VERIFY;
import static org.tokentwin.cryptoki.Ckf.CKF_SIGN;
import static org.tokentwin.cryptoki.Ckf.CKF_VERIFY;

import java.util.List;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.emulator.cryptoki.MechanismInfo;

/** ECDSA, mechanisms v2.40 section 2.3, and the making of EC keys. */
final class Ecdsa extends MechanismFamily {
    static final long CURVES = CKF_EC_F_P | CKF_EC_NAMEDCURVE | CKF_EC_UNCOMPRESS;
    private static final long MESSAGES = CKF_MESSAGE_SIGN | CKF_MESSAGE_VERIFY;
    private static final long SIGNATURE = CKF_HW | CKF_SIGN | CKF_VERIFY | MESSAGES | CURVES;

    @Override
    List<Row> rows() {
        return List.of(
                new Row(Ckm.CKM_EC_KEY_PAIR_GEN, CKF_HW | CKF_GENERATE_KEY_PAIR | CURVES),
                new Row(Ckm.CKM_ECDSA, SIGNATURE),
                new Row(Ckm.CKM_ECDSA_SHA1, Hash.SHA_1, SIGNATURE),
                new Row(Ckm.CKM_ECDSA_SHA224, Hash.SHA_224, SIGNATURE),
                new Row(Ckm.CKM_ECDSA_SHA256, Hash.SHA_256, SIGNATURE),
                new Row(Ckm.CKM_ECDSA_SHA384, Hash.SHA_384, SIGNATURE),
                new Row(Ckm.CKM_ECDSA_SHA512, Hash.SHA_512, SIGNATURE),
                new Row(Ckm.CKM_ECDSA_SHA3_224, Hash.SHA3_224, SIGNATURE),
                new Row(Ckm.CKM_ECDSA_SHA3_256, Hash.SHA3_256, SIGNATURE),
                new Row(Ckm.CKM_ECDSA_SHA3_384, Hash.SHA3_384, SIGNATURE),
                new Row(Ckm.CKM_ECDSA_SHA3_512, Hash.SHA3_512, SIGNATURE));
    }

    @Override
    MechanismInfo info(Row row, KeySizes sizes) {
        return sizes.ecInfo(row.flags());
    }

    @Override
    SignOperation sign(Use use, KeyInUse key) {
        PrivateKeyOnCard.Ec ec = use.sizes().ecOnCard(key);
        Parameters.expectNone(use.parameter());
        Signer signer = new EcdsaSigner(ec, NamedCurve.of(ec.ecParams()));
        return new SignOperation(new HashedMessage(use.row().hash()), signer);
    }

    @Override
    VerifyOperation verify(Use use, KeyInUse key) {
        PublicKeyOnHost.Ec ec = use.sizes().ecOnHost(key);
        Parameters.expectNone(use.parameter());
        return new VerifyOperation(new HashedMessage(use.row().hash()), new EcdsaVerifier(ec));
    }
}
