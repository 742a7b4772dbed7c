package org.tokentwin.benchmark.operation;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import org.tokentwin.benchmark.token.NotMeasuredException;

/** Something done once before anything is measured, to see whether the token does it at all. */
@FunctionalInterface
interface Trial<T> {
    T make() throws PKCS11Exception;

    /** @throws NotMeasuredException when the token refuses */
    static <T> T of(Trial<T> trial) {
        try {
            return trial.make();
        } catch (PKCS11Exception e) {
            throw new NotMeasuredException("the token returns " + e.getMessage());
        }
    }
}
