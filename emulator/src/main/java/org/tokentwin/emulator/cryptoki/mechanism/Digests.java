package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_DIGEST;

import java.util.Arrays;
import java.util.List;
import org.tokentwin.emulator.cryptoki.MechanismInfo;

/** {@code CKM_SHA_1}, {@code CKM_SHA224} and so on, mechanisms v2.40 section 2.16 onwards. */
final class Digests extends MechanismFamily {
    @Override
    List<Row> rows() {
        return Arrays.stream(Hash.values())
                .map(hash -> new Row(hash.mechanism(), hash, CKF_DIGEST))
                .toList();
    }

    @Override
    MechanismInfo info(Row row, KeySizes sizes) {
        return new MechanismInfo(0, 0, row.flags());
    }

    @Override
    DigestOperation digest(Use use) {
        Parameters.expectNone(use.parameter());
        return new DigestOperation(use.row().hash().orElseThrow());
    }
}
