package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_DECRYPT;
import static org.tokentwin.cryptoki.Ckf.CKF_ENCRYPT;
import static org.tokentwin.cryptoki.Ckf.CKF_HW;
import static org.tokentwin.cryptoki.Ckf.CKF_SIGN;
import static org.tokentwin.cryptoki.Ckf.CKF_SIGN_RECOVER;
import static org.tokentwin.cryptoki.Ckf.CKF_UNWRAP;
import static org.tokentwin.cryptoki.Ckf.CKF_VERIFY;
import static org.tokentwin.cryptoki.Ckf.CKF_VERIFY_RECOVER;
import static org.tokentwin.cryptoki.Ckf.CKF_WRAP;

import org.tokentwin.emulator.cryptoki.MechanismInfo;

/** Mechanisms that encode data to a block as long as the modulus, and raise that to a power: the private one on the card, the public one here. */
abstract class RsaFamily extends MechanismFamily {
    static final long SIGNATURE = CKF_HW | CKF_SIGN | CKF_VERIFY;
    static final long CIPHER = CKF_HW | CKF_ENCRYPT | CKF_DECRYPT;
    /** Reported where there are secret keys to be wrapped. */
    static final long WRAPPING = CKF_WRAP | CKF_UNWRAP;

    static final long RECOVERY = CKF_SIGN_RECOVER | CKF_VERIFY_RECOVER;

    @Override
    final MechanismInfo info(Row row, KeySizes sizes) {
        return sizes.rsaInfo(row.flags());
    }

    /** Returns how a signature's block is made; {@code CKR_MECHANISM_PARAM_INVALID} where the parameter is not the mechanism's. */
    SignatureEncoding signatureEncoding(Use use, RsaModulus modulus) {
        throw use.invalid();
    }

    /** Returns how a cryptogram's block is made, likewise. */
    BlockEncoding encryptionEncoding(Use use, RsaModulus modulus) {
        throw use.invalid();
    }

    /** Returns how the block of a signature with data recovery is made, likewise. */
    BlockEncoding recoveryEncoding(Use use, RsaModulus modulus) {
        throw use.invalid();
    }

    @Override
    final SignOperation sign(Use use, KeyInUse key) {
        PrivateKeyOnCard.Rsa rsa = use.sizes().rsaOnCard(key);
        Signer signer = new RsaSigner(rsa, signatureEncoding(use, RsaModulus.of(rsa.modulus())));
        return new SignOperation(new HashedMessage(use.row().hash()), signer);
    }

    @Override
    final VerifyOperation verify(Use use, KeyInUse key) {
        PublicKeyOnHost.Rsa rsa = use.sizes().rsaOnHost(key);
        Verifier verifier = new RsaVerifier(rsa, signatureEncoding(use, rsa.modulus()));
        return new VerifyOperation(new HashedMessage(use.row().hash()), verifier);
    }

    @Override
    final BlockOperation encrypt(Use use, KeyInUse key) {
        PublicKeyOnHost.Rsa rsa = use.sizes().rsaOnHost(key);
        return new RsaBlocks(encryptionEncoding(use, rsa.modulus())).encrypt(rsa);
    }

    @Override
    final BlockOperation decrypt(Use use, KeyInUse key) {
        PrivateKeyOnCard.Rsa rsa = use.sizes().rsaOnCard(key);
        return new RsaBlocks(encryptionEncoding(use, RsaModulus.of(rsa.modulus()))).decrypt(rsa);
    }

    @Override
    final BlockOperation signRecover(Use use, KeyInUse key) {
        PrivateKeyOnCard.Rsa rsa = use.sizes().rsaOnCard(key);
        return new RsaBlocks(recoveryEncoding(use, RsaModulus.of(rsa.modulus()))).signRecover(rsa);
    }

    @Override
    final BlockOperation verifyRecover(Use use, KeyInUse key) {
        PublicKeyOnHost.Rsa rsa = use.sizes().rsaOnHost(key);
        return new RsaBlocks(recoveryEncoding(use, rsa.modulus())).verifyRecover(rsa);
    }
}
