package org.tokentwin.emulator.cryptoki.mechanism;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismParameter.RsaPkcsPss;

/** {@code CKM_RSA_PKCS_PSS} and {@code CKM_SHA*_RSA_PKCS_PSS} over a hash value, mechanisms v2.40 section 2.1.10 and RFC 8017 section 9.1. */
final class PssEncoding implements SignatureEncoding {
    private final RsaModulus modulus;
    private final Hash hash;
    private final Hash mgf;
    private final int saltLength;
    private final SecureRandom random;

    /**
     * @throws CryptokiException {@code CKR_MECHANISM_PARAM_INVALID}, also when the salt is too long for the key; {@code
     *     CKR_KEY_SIZE_RANGE} when the key is too small even for an empty salt
     */
    PssEncoding(RsaModulus modulus, Use use) {
        if (!(use.parameter() instanceof RsaPkcsPss pss)) {
            throw Parameters.invalid("CK_RSA_PKCS_PSS_PARAMS is needed");
        }
        this.modulus = modulus;
        this.hash = Parameters.hash(use, pss.hashAlg());
        Optional<Hash> mechanismHash = use.row().hash();
        if (mechanismHash.isPresent() && mechanismHash.get() != hash) {
            throw Parameters.invalid("hashAlg " + hash + " is not the mechanism's");
        }
        this.mgf = Parameters.mgf(use, pss.mgf());
        this.saltLength = saltLength(pss.saltLength());
        this.random = use.random();
    }

    @Override
    public byte[] encode(byte[] hashValue) {
        PSSSigner coder = coder(true);
        update(coder, hashValue);
        try {
            return modulus.block(coder.generateSignature());
        } catch (CryptoException e) {
            throw new IllegalStateException("a hash value that fits has an encoding", e);
        }
    }

    @Override
    public boolean matches(byte[] hashValue, byte[] block) {
        PSSSigner coder = coder(false);
        update(coder, hashValue);
        int spare = block.length - encodedLength();
        boolean spareIsZero = spare == 0 || block[0] == 0;
        return coder.verifySignature(Arrays.copyOfRange(block, spare, block.length)) && spareIsZero;
    }

    private void update(PSSSigner coder, byte[] hashValue) {
        if (hashValue.length != hash.length()) {
            throw new CryptokiException(
                    Ckr.CKR_DATA_LEN_RANGE, hashValue.length + " bytes are not a hash value of " + hash);
        }
        coder.update(hashValue, 0, hashValue.length);
    }

    /** Bytes of the encoded message, emLen: one less than the modulus where that has a bit more than whole bytes. */
    private int encodedLength() {
        return (modulus.bits() - 1 + Byte.SIZE - 1) / Byte.SIZE;
    }

    private int saltLength(long wanted) {
        int most = encodedLength() - 2 - hash.length();
        if (most < 0) {
            throw new CryptokiException(
                    Ckr.CKR_KEY_SIZE_RANGE, modulus.bits() + " bits are too few for PSS with " + hash);
        }
        if (Long.compareUnsigned(wanted, most) > 0) {
            throw Parameters.invalid("a salt of " + Long.toUnsignedString(wanted) + " bytes, at most " + most + " fit");
        }
        return (int) wanted;
    }

    private PSSSigner coder(boolean encode) {
        PSSSigner coder = PSSSigner.createRawSigner(
                new BareBlock(encodedLength()),
                hash.newDigest(),
                mgf.newDigest(),
                saltLength,
                PSSSigner.TRAILER_IMPLICIT);
        coder.init(encode, new ParametersWithRandom(keyOfThatSize(), random));
        return coder;
    }

    /** Only the number of bits counts. The real modulus would go into Bouncy Castle's list of validated ones, unvalidated. */
    private RSAKeyParameters keyOfThatSize() {
        BigInteger size = BigInteger.ONE.shiftLeft(modulus.bits() - 1).setBit(0);
        return new RSAKeyParameters(true, size, BigInteger.ONE, true);
    }
}
