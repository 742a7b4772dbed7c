package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_DECRYPT;
import static org.tokentwin.cryptoki.Ckf.CKF_DERIVE;
import static org.tokentwin.cryptoki.Ckf.CKF_ENCRYPT;
import static org.tokentwin.cryptoki.Ckf.CKF_GENERATE;
import static org.tokentwin.cryptoki.Ckf.CKF_MESSAGE_DECRYPT;
import static org.tokentwin.cryptoki.Ckf.CKF_MESSAGE_ENCRYPT;
import static org.tokentwin.cryptoki.Ckf.CKF_SIGN;
import static org.tokentwin.cryptoki.Ckf.CKF_UNWRAP;
import static org.tokentwin.cryptoki.Ckf.CKF_VERIFY;
import static org.tokentwin.cryptoki.Ckf.CKF_WRAP;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_CBC;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_CBC_ENCRYPT_DATA;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_CBC_PAD;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_CCM;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_CMAC;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_CMAC_GENERAL;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_CTR;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_ECB;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_ECB_ENCRYPT_DATA;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_GCM;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_KEY_GEN;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_KEY_WRAP;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_KEY_WRAP_PAD;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_MAC;
import static org.tokentwin.cryptoki.Ckm.CKM_AES_MAC_GENERAL;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.tokentwin.cryptoki.Structure;

/** AES, mechanisms v2.40 sections 2.8 to 2.15; sizes are in bytes. */
final class Aes extends SecretKeyFamily {
    static final BlockModes MODES = new BlockModes(AESEngine::newInstance);

    private static final long CIPHER = CKF_ENCRYPT | CKF_DECRYPT;
    private static final long WRAPPING = CKF_WRAP | CKF_UNWRAP;
    private static final long MESSAGES = CKF_MESSAGE_ENCRYPT | CKF_MESSAGE_DECRYPT;
    private static final long MAC = CKF_SIGN | CKF_VERIFY;

    Aes() {
        super(16, 32);
    }

    @Override
    List<Row> rows() {
        return List.of(
                new Row(CKM_AES_KEY_GEN, CKF_GENERATE),
                new Row(CKM_AES_ECB, CIPHER | WRAPPING),
                new Row(CKM_AES_CBC, CIPHER | WRAPPING),
                new Row(CKM_AES_CBC_PAD, CIPHER | WRAPPING),
                new Row(CKM_AES_CTR, CIPHER),
                new Row(CKM_AES_GCM, CIPHER | MESSAGES),
                new Row(CKM_AES_CCM, CIPHER),
                new Row(CKM_AES_CMAC, MAC),
                new Row(CKM_AES_CMAC_GENERAL, MAC),
                new Row(CKM_AES_MAC, MAC),
                new Row(CKM_AES_MAC_GENERAL, MAC),
                new Row(CKM_AES_KEY_WRAP, WRAPPING),
                new Row(CKM_AES_KEY_WRAP_PAD, WRAPPING),
                new Row(CKM_AES_ECB_ENCRYPT_DATA, CKF_DERIVE),
                new Row(CKM_AES_CBC_ENCRYPT_DATA, CKF_DERIVE));
    }

    @Override
    Set<SecretKeyType> keyTypes() {
        return Set.of(SecretKeyType.AES);
    }

    @Override
    boolean takesBytes(Row row) {
        return row.type() == CKM_AES_CBC || row.type() == CKM_AES_CBC_PAD || isKeyWrap(row);
    }

    @Override
    int wholeBlocks(Row row) {
        return row.type() == CKM_AES_ECB || row.type() == CKM_AES_CBC ? MODES.blockBytes() : 1;
    }

    @Override
    boolean unwrapsPrivateKeys(Row row) {
        return row.type() == CKM_AES_CBC_PAD || isKeyWrap(row);
    }

    private static boolean isKeyWrap(Row row) {
        return row.type() == CKM_AES_KEY_WRAP || row.type() == CKM_AES_KEY_WRAP_PAD;
    }

    @Override
    Supplier<HostCipher> cipher(Use use, SecretKeyOnHost key, boolean encrypt) {
        if (use.isOf(CKM_AES_ECB)) {
            return MODES.ecb(use, key, encrypt);
        }
        if (isKeyWrap(use.row())) {
            return () -> KeyWrapCipher.of(use.parameter(), key, use.isOf(CKM_AES_KEY_WRAP_PAD), encrypt);
        }
        KeyParameter value = key.parameter();
        if (use.isOf(CKM_AES_CTR)) {
            return () -> CounterCipher.of(use.parameter(), value, encrypt);
        }
        if (use.isOf(CKM_AES_GCM)) {
            return () -> AeadCipher.gcm(use.parameter(), value, encrypt);
        }
        if (use.isOf(CKM_AES_CCM)) {
            return () -> AeadCipher.ccm(use.parameter(), value, encrypt);
        }
        return use.isOf(CKM_AES_CBC) ? MODES.cbc(use, key, encrypt) : MODES.cbcPad(use, key, encrypt);
    }

    @Override
    GcmMessages messageCipher(Use use, SecretKeyOnHost key, boolean encrypt) {
        return new GcmMessages(key.parameter(), encrypt, use.random());
    }

    @Override
    byte[] source(Use use, SecretKeyOnHost key) {
        return use.isOf(CKM_AES_ECB_ENCRYPT_DATA)
                ? MODES.ecbOfData(use, key)
                : MODES.cbcOfData(use, key, Structure.CK_AES_CBC_ENCRYPT_DATA_PARAMS);
    }

    @Override
    MacMessage mac(Use use, SecretKeyOnHost key) {
        return use.isOf(CKM_AES_MAC) || use.isOf(CKM_AES_MAC_GENERAL) ? MODES.cbcMac(use, key) : MODES.cmac(use, key);
    }
}
