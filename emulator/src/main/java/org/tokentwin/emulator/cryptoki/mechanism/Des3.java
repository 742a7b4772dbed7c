package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_DECRYPT;
import static org.tokentwin.cryptoki.Ckf.CKF_DERIVE;
import static org.tokentwin.cryptoki.Ckf.CKF_ENCRYPT;
import static org.tokentwin.cryptoki.Ckf.CKF_GENERATE;
import static org.tokentwin.cryptoki.Ckf.CKF_SIGN;
import static org.tokentwin.cryptoki.Ckf.CKF_UNWRAP;
import static org.tokentwin.cryptoki.Ckf.CKF_VERIFY;
import static org.tokentwin.cryptoki.Ckf.CKF_WRAP;
import static org.tokentwin.cryptoki.Ckm.CKM_DES3_CBC;
import static org.tokentwin.cryptoki.Ckm.CKM_DES3_CBC_ENCRYPT_DATA;
import static org.tokentwin.cryptoki.Ckm.CKM_DES3_CBC_PAD;
import static org.tokentwin.cryptoki.Ckm.CKM_DES3_CMAC;
import static org.tokentwin.cryptoki.Ckm.CKM_DES3_CMAC_GENERAL;
import static org.tokentwin.cryptoki.Ckm.CKM_DES3_ECB;
import static org.tokentwin.cryptoki.Ckm.CKM_DES3_ECB_ENCRYPT_DATA;
import static org.tokentwin.cryptoki.Ckm.CKM_DES3_KEY_GEN;
import static org.tokentwin.cryptoki.Ckm.CKM_DES3_MAC;
import static org.tokentwin.cryptoki.Ckm.CKM_DES3_MAC_GENERAL;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.tokentwin.cryptoki.Structure;

/** Triple DES, mechanisms v2.40 section 2.15. */
final class Des3 extends SecretKeyFamily {
    static final BlockModes MODES = new BlockModes(DESedeEngine::new);

    private static final long CIPHER = CKF_ENCRYPT | CKF_DECRYPT;
    private static final long WRAPPING = CKF_WRAP | CKF_UNWRAP;
    private static final long MAC = CKF_SIGN | CKF_VERIFY;

    Des3() {
        super(0, 0);
    }

    @Override
    List<Row> rows() {
        return List.of(
                new Row(CKM_DES3_KEY_GEN, CKF_GENERATE),
                new Row(CKM_DES3_ECB, CIPHER | WRAPPING),
                new Row(CKM_DES3_CBC, CIPHER | WRAPPING),
                new Row(CKM_DES3_CBC_PAD, CIPHER | WRAPPING),
                new Row(CKM_DES3_MAC, MAC),
                new Row(CKM_DES3_MAC_GENERAL, MAC),
                new Row(CKM_DES3_CMAC, MAC),
                new Row(CKM_DES3_CMAC_GENERAL, MAC),
                new Row(CKM_DES3_ECB_ENCRYPT_DATA, CKF_DERIVE),
                new Row(CKM_DES3_CBC_ENCRYPT_DATA, CKF_DERIVE));
    }

    @Override
    Set<SecretKeyType> keyTypes() {
        return Set.of(SecretKeyType.DES3);
    }

    @Override
    boolean takesBytes(Row row) {
        return row.type() == CKM_DES3_CBC || row.type() == CKM_DES3_CBC_PAD;
    }

    @Override
    int wholeBlocks(Row row) {
        return row.type() == CKM_DES3_ECB || row.type() == CKM_DES3_CBC ? MODES.blockBytes() : 1;
    }

    @Override
    boolean unwrapsPrivateKeys(Row row) {
        return row.type() == CKM_DES3_CBC_PAD;
    }

    @Override
    Supplier<HostCipher> cipher(Use use, SecretKeyOnHost key, boolean encrypt) {
        if (use.isOf(CKM_DES3_ECB)) {
            return MODES.ecb(use, key, encrypt);
        }
        return use.isOf(CKM_DES3_CBC) ? MODES.cbc(use, key, encrypt) : MODES.cbcPad(use, key, encrypt);
    }

    @Override
    byte[] source(Use use, SecretKeyOnHost key) {
        return use.isOf(CKM_DES3_ECB_ENCRYPT_DATA)
                ? MODES.ecbOfData(use, key)
                : MODES.cbcOfData(use, key, Structure.CK_DES_CBC_ENCRYPT_DATA_PARAMS);
    }

    @Override
    MacMessage mac(Use use, SecretKeyOnHost key) {
        return use.isOf(CKM_DES3_MAC) || use.isOf(CKM_DES3_MAC_GENERAL) ? MODES.cbcMac(use, key) : MODES.cmac(use, key);
    }
}
