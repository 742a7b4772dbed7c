package org.tokentwin.emulator.cryptoki.mechanism;

import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Ckz;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.MechanismParameter.RsaPkcsOaep;

/** {@code CKM_RSA_PKCS_OAEP}, mechanisms v2.40 section 2.1.8 and RFC 8017 section 7.1. */
final class OaepEncoding implements BlockEncoding {
    private final RsaModulus modulus;
    private final Hash hash;
    private final Hash mgf;
    private final byte[] label;
    private final SecureRandom random;

    /**
     * @param parameter of the mechanism, or in its parameter
     * @throws CryptokiException {@code CKR_MECHANISM_PARAM_INVALID}; {@code CKR_KEY_SIZE_RANGE} when not even an empty message fits
     */
    OaepEncoding(RsaModulus modulus, MechanismParameter parameter, Use use) {
        if (!(parameter instanceof RsaPkcsOaep oaep)) {
            throw Parameters.invalid("CK_RSA_PKCS_OAEP_PARAMS is needed");
        }
        checkSource(oaep);
        this.modulus = modulus;
        this.hash = Parameters.hash(use, oaep.hashAlg());
        this.mgf = Parameters.mgf(use, oaep.mgf());
        this.label = oaep.sourceData();
        this.random = use.random();
        if (mostData() < 0) {
            throw new CryptokiException(
                    Ckr.CKR_KEY_SIZE_RANGE, modulus.bits() + " bits are too few for OAEP with " + hash);
        }
    }

    @Override
    public int mostData() {
        return modulus.length() - 2 - 2 * hash.length();
    }

    @Override
    public byte[] encode(byte[] data) {
        if (data.length > mostData()) {
            throw new CryptokiException(
                    Ckr.CKR_DATA_LEN_RANGE, data.length + " bytes given, at most " + mostData() + " fit");
        }
        try {
            return modulus.block(coder(true).processBlock(data, 0, data.length));
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("data that fits has an encoding", e);
        }
    }

    /** A first byte that is not zero stays: Bouncy Castle sees by the length that it is wrong, and tells nobody sooner. */
    @Override
    public byte[] decode(byte[] block) throws InvalidCipherTextException {
        byte[] seedOnwards = block[0] == 0 ? Arrays.copyOfRange(block, 1, block.length) : block;
        return coder(false).processBlock(seedOnwards, 0, seedOnwards.length);
    }

    private OAEPEncoding coder(boolean encode) {
        OAEPEncoding coder =
                new OAEPEncoding(new BareBlock(modulus.length() - 1), hash.newDigest(), mgf.newDigest(), label);
        coder.init(encode, new ParametersWithRandom(new AsymmetricKeyParameter(!encode), random));
        return coder;
    }

    private static void checkSource(RsaPkcsOaep oaep) {
        boolean absent = oaep.source() == 0 && oaep.sourceData().length == 0;
        if (oaep.source() != Ckz.CKZ_DATA_SPECIFIED && !absent) {
            throw Parameters.invalid("source " + oaep.source() + " is not CKZ_DATA_SPECIFIED");
        }
    }
}
