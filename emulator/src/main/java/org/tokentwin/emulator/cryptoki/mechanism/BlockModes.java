package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.Arrays;
import java.util.function.Supplier;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.DefaultBufferedBlockCipher;
import org.bouncycastle.crypto.macs.CBCBlockCipherMac;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** What is made of a block cipher by its modes, whichever it is. */
record BlockModes(Supplier<BlockCipher> engine) {
    private static final int CHECK_VALUE_BYTES = 3;

    int blockBytes() {
        return engine.get().getBlockSize();
    }

    Supplier<HostCipher> ecb(Use use, SecretKeyOnHost key, boolean encrypt) {
        Parameters.expectNone(use.parameter());
        return whole(key.parameter(), encrypt, engine);
    }

    Supplier<HostCipher> cbc(Use use, SecretKeyOnHost key, boolean encrypt) {
        return whole(withIv(use, key), encrypt, this::chained);
    }

    Supplier<HostCipher> cbcPad(Use use, SecretKeyOnHost key, boolean encrypt) {
        CipherParameters parameters = withIv(use, key);
        return () -> {
            BufferedBlockCipher cipher = new PaddedBufferedBlockCipher(chained(), new PKCS7Padding());
            cipher.init(encrypt, parameters);
            return new PaddedCipher(cipher, encrypt);
        };
    }

    MacMessage cmac(Use use, SecretKeyOnHost key) {
        CMac mac = new CMac(engine.get());
        mac.init(key.parameter());
        return new MacMessage(mac, Parameters.macLength(use, mac.getMacSize()));
    }

    /** {@code CKM_*_MAC}: half a block, where the parameter does not say how much, of the last block of the data in CBC, filled up with zeros. */
    MacMessage cbcMac(Use use, SecretKeyOnHost key) {
        CBCBlockCipherMac mac = new CBCBlockCipherMac(engine.get(), blockBytes() * Byte.SIZE);
        mac.init(key.parameter());
        int most = use.parameter() instanceof MechanismParameter.None ? blockBytes() / 2 : blockBytes();
        return new MacMessage(mac, Parameters.macLength(use, most));
    }

    byte[] checkValue(SecretKeyOnHost key) {
        BlockCipher cipher = engine.get();
        cipher.init(true, key.parameter());
        byte[] block = new byte[cipher.getBlockSize()];
        cipher.processBlock(block, 0, block, 0);
        return Arrays.copyOf(block, CHECK_VALUE_BYTES);
    }

    /** What {@code CKM_*_ECB_ENCRYPT_DATA} derive a key from. */
    byte[] ecbOfData(Use use, SecretKeyOnHost key) {
        MechanismParameter.Structured given =
                Parameters.structure(use.parameter(), Structure.CK_KEY_DERIVATION_STRING_DATA);
        return ofData(whole(key.parameter(), true, engine), given);
    }

    /** What {@code CKM_*_CBC_ENCRYPT_DATA} derive a key from. */
    byte[] cbcOfData(Use use, SecretKeyOnHost key, Structure structure) {
        MechanismParameter.Structured given = Parameters.structure(use.parameter(), structure);
        return ofData(whole(new ParametersWithIV(key.parameter(), given.bytes("iv")), true, this::chained), given);
    }

    private byte[] ofData(Supplier<HostCipher> cipher, MechanismParameter.Structured given) {
        byte[] data = given.bytes("pData");
        if (data.length == 0 || data.length % blockBytes() != 0) {
            throw Parameters.invalid("data of whole blocks of " + blockBytes() + " bytes is needed");
        }
        return cipher.get().finish(data);
    }

    private BlockCipher chained() {
        return CBCBlockCipher.newInstance(engine.get());
    }

    private CipherParameters withIv(Use use, SecretKeyOnHost key) {
        return new ParametersWithIV(key.parameter(), Parameters.bytes(use.parameter(), blockBytes()));
    }

    private static Supplier<HostCipher> whole(
            CipherParameters parameters, boolean encrypt, Supplier<BlockCipher> mode) {
        return () -> {
            BufferedBlockCipher cipher = new DefaultBufferedBlockCipher(mode.get());
            cipher.init(encrypt, parameters);
            return new WholeBlocksCipher(cipher, encrypt);
        };
    }
}
