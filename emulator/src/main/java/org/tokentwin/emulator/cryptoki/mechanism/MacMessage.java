package org.tokentwin.emulator.cryptoki.mechanism;

import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.Mac;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** A message authentication code, which is both what is made of the data and the signature. */
final class MacMessage implements Message, Signer, Verifier {
    private final Mac mac;
    private final int length;

    /**
     * @param mac initialised
     * @param length bytes of the code that count, from its beginning
     */
    MacMessage(Mac mac, int length) {
        this.mac = mac;
        this.length = length;
    }

    @Override
    public boolean takesParts() {
        return true;
    }

    @Override
    public void update(byte[] part) {
        mac.update(part, 0, part.length);
    }

    @Override
    public byte[] finish(byte[] data) {
        update(data);
        byte[] code = new byte[mac.getMacSize()];
        mac.doFinal(code, 0);
        return Arrays.copyOf(code, length);
    }

    @Override
    public void reset() {
        mac.reset();
    }

    @Override
    public int signatureLength() {
        return length;
    }

    @Override
    public byte[] sign(byte[] code) {
        return code;
    }

    @Override
    public void verify(byte[] code, byte[] signature) {
        if (signature.length != length) {
            throw new CryptokiException(
                    Ckr.CKR_SIGNATURE_LEN_RANGE, signature.length + " bytes, the code has " + length);
        }
        if (!MessageDigest.isEqual(code, signature)) {
            throw new CryptokiException(Ckr.CKR_SIGNATURE_INVALID, "the code is not of this data with this key");
        }
    }
}
