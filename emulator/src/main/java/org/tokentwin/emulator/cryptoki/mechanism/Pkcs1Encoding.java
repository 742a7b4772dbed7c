package org.tokentwin.emulator.cryptoki.mechanism;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.encodings.PKCS1Encoding;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** The block types of PKCS#1 v1.5: 01 for signatures, 02, with random padding, for encryption; RFC 8017 sections 7.2 and 9.2. */
final class Pkcs1Encoding implements SignatureEncoding, BlockEncoding {
    /** Bytes of a block that are not data, at least: zero, type, 8 of padding, zero. */
    static final int OVERHEAD = 11;

    private final RsaModulus modulus;
    private final boolean forSignature;
    private final SecureRandom random;

    private Pkcs1Encoding(RsaModulus modulus, boolean forSignature, SecureRandom random) {
        this.modulus = modulus;
        this.forSignature = forSignature;
        this.random = random;
    }

    /** Block type 01. */
    static Pkcs1Encoding forSignature(RsaModulus modulus, SecureRandom random) {
        return new Pkcs1Encoding(modulus, true, random);
    }

    /** Block type 02. */
    static Pkcs1Encoding forEncryption(RsaModulus modulus, SecureRandom random) {
        return new Pkcs1Encoding(modulus, false, random);
    }

    @Override
    public int mostData() {
        return modulus.length() - OVERHEAD;
    }

    @Override
    public byte[] encode(byte[] data) {
        if (data.length > mostData()) {
            throw new CryptokiException(
                    Ckr.CKR_DATA_LEN_RANGE, data.length + " bytes given, at most " + mostData() + " fit");
        }
        try {
            return modulus.block(coder(true, forSignature).processBlock(data, 0, data.length));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("data that fits has an encoding", e);
        }
    }

    @Override
    public byte[] decode(byte[] block) throws InvalidCipherTextException {
        byte[] type = typeOnwards(block);
        return coder(false, !forSignature).processBlock(type, 0, type.length);
    }

    /** The block after its first byte, with its type made wrong, without a branch, where that byte is not the zero that it must be. */
    private static byte[] typeOnwards(byte[] block) {
        byte[] type = Arrays.copyOfRange(block, 1, block.length);
        int allOnesIfZero = ((block[0] & 0xFF) - 1) >> Byte.SIZE;
        type[0] &= (byte) allOnesIfZero;
        return type;
    }

    /** Bouncy Castle takes the block's type from the kind of key, and wants to know which way it goes. */
    private PKCS1Encoding coder(boolean encode, boolean privateKey) {
        PKCS1Encoding coder = new PKCS1Encoding(new BareBlock(modulus.length() - 1));
        coder.init(encode, new ParametersWithRandom(new AsymmetricKeyParameter(privateKey), random));
        return coder;
    }
}
