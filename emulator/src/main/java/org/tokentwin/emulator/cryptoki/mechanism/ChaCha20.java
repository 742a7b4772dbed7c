package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_DECRYPT;
import static org.tokentwin.cryptoki.Ckf.CKF_ENCRYPT;
import static org.tokentwin.cryptoki.Ckf.CKF_GENERATE;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bouncycastle.crypto.params.KeyParameter;
import org.tokentwin.cryptoki.Ckm;

/** ChaCha20 with Poly1305, PKCS#11 v3.2 sections 6.56 and 6.60; sizes are in bits. */
final class ChaCha20 extends SecretKeyFamily {
    private static final int KEY_BITS = 256;

    ChaCha20() {
        super(KEY_BITS, KEY_BITS);
    }

    @Override
    List<Row> rows() {
        return List.of(
                new Row(Ckm.CKM_CHACHA20_KEY_GEN, CKF_GENERATE),
                new Row(Ckm.CKM_CHACHA20_POLY1305, CKF_ENCRYPT | CKF_DECRYPT));
    }

    @Override
    Set<SecretKeyType> keyTypes() {
        return Set.of(SecretKeyType.CHACHA20);
    }

    @Override
    Supplier<HostCipher> cipher(Use use, SecretKeyOnHost key, boolean encrypt) {
        KeyParameter value = key.parameter();
        return () -> AeadCipher.chaCha20(use.parameter(), value, encrypt);
    }
}
