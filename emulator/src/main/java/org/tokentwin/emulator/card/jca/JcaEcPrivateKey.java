package org.tokentwin.emulator.card.jca;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.spec.ECPrivateKeySpec;
import javacard.security.ECPrivateKey;
import javacard.security.KeyBuilder;
import org.tokentwin.emulator.provider.Cryptography;

/** The scalar; 0 where it was not set. */
final class JcaEcPrivateKey extends JcaEcKey implements ECPrivateKey {
    private final Cryptography cryptography;
    private BigInteger scalar = BigInteger.ZERO;

    JcaEcPrivateKey(Cryptography cryptography, short bits) {
        super(KeyBuilder.TYPE_EC_FP_PRIVATE, bits);
        this.cryptography = cryptography;
    }

    void set(java.security.interfaces.ECPrivateKey key) {
        scalar = key.getS();
        changed();
    }

    @Override
    java.security.Key make() throws GeneralSecurityException {
        return cryptography.ecKeys().generatePrivate(new ECPrivateKeySpec(scalar, curve.parameters()));
    }

    @Override
    public boolean isInitialized() {
        return scalar.signum() != 0;
    }

    @Override
    public void clearKey() {
        scalar = BigInteger.ZERO;
        changed();
    }

    @Override
    public void setS(byte[] array, short offset, short length) {
        scalar = Numbers.read(array, offset, length);
        changed();
    }

    @Override
    public short getS(byte[] array, short offset) {
        return Numbers.write(scalar, array, offset, curve.length());
    }
}
