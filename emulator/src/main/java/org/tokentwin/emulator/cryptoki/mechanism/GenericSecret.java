package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_GENERATE;

import java.util.List;
import java.util.Set;
import org.tokentwin.cryptoki.Ckm;

/** Generic secrets, mechanisms v2.40 section 2.7; sizes are in bits. */
final class GenericSecret extends SecretKeyFamily {
    GenericSecret() {
        super(
                SecretKeyType.GENERIC_SECRET.leastBytes() * Byte.SIZE,
                SecretKeyType.GENERIC_SECRET.mostBytes() * Byte.SIZE);
    }

    @Override
    List<Row> rows() {
        return List.of(new Row(Ckm.CKM_GENERIC_SECRET_KEY_GEN, CKF_GENERATE));
    }

    @Override
    Set<SecretKeyType> keyTypes() {
        return Set.of(SecretKeyType.GENERIC_SECRET);
    }
}
