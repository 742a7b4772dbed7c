package org.tokentwin.emulator.card.jca;

import java.security.GeneralSecurityException;
import java.security.spec.ECPublicKeySpec;
import javacard.security.CryptoException;
import javacard.security.KeyAgreement;
import javacard.security.PrivateKey;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.provider.Cryptography;

/** Elliptic-curve Diffie-Hellman, SEC 1 section 3.3.1: the x coordinate, as long as the field. */
final class EcdhAgreement extends KeyAgreement {
    private final Cryptography cryptography;
    private @Nullable JcaEcPrivateKey key;

    EcdhAgreement(Cryptography cryptography) {
        this.cryptography = cryptography;
    }

    @Override
    public void init(PrivateKey privateKey) {
        if (!(privateKey instanceof JcaEcPrivateKey ours)) {
            throw new CryptoException(CryptoException.ILLEGAL_VALUE);
        }
        key = ours;
    }

    @Override
    public short generateSecret(byte[] point, short offset, short length, byte[] secret, short secretOffset) {
        if (key == null) {
            throw new CryptoException(CryptoException.INVALID_INIT);
        }
        try {
            ECPublicKeySpec other =
                    new ECPublicKeySpec(key.curve.readPoint(point, offset, length), key.curve.parameters());
            javax.crypto.KeyAgreement agreement = cryptography.ecdh();
            agreement.init(JcaKey.of(key));
            agreement.doPhase(cryptography.ecKeys().generatePublic(other), true);
            return (short) agreement.generateSecret(secret, secretOffset);
        } catch (GeneralSecurityException e) {
            throw Failure.of(e);
        }
    }

    @Override
    public byte getAlgorithm() {
        return ALG_EC_SVDP_DH_PLAIN;
    }
}
