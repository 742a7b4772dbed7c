package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_DECRYPT;
import static org.tokentwin.cryptoki.Ckf.CKF_ENCRYPT;
import static org.tokentwin.cryptoki.Ckf.CKF_GENERATE;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.bouncycastle.crypto.engines.RC4Engine;
import org.bouncycastle.crypto.params.KeyParameter;
import org.tokentwin.cryptoki.Ckm;

/** RC4, historical mechanisms v2.40 section 2.4: for old listings. Sizes are in bits. */
final class Rc4 extends SecretKeyFamily {
    Rc4() {
        super(SecretKeyType.RC4.leastBytes() * Byte.SIZE, SecretKeyType.RC4.mostBytes() * Byte.SIZE);
    }

    @Override
    List<Row> rows() {
        return List.of(new Row(Ckm.CKM_RC4_KEY_GEN, CKF_GENERATE), new Row(Ckm.CKM_RC4, CKF_ENCRYPT | CKF_DECRYPT));
    }

    @Override
    Set<SecretKeyType> keyTypes() {
        return Set.of(SecretKeyType.RC4);
    }

    @Override
    Supplier<HostCipher> cipher(Use use, SecretKeyOnHost key, boolean encrypt) {
        Parameters.expectNone(use.parameter());
        KeyParameter parameter = key.parameter();
        return () -> {
            RC4Engine engine = new RC4Engine();
            engine.init(encrypt, parameter);
            return new KeyStreamCipher(engine);
        };
    }
}
