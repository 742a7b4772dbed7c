package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/** What a function returns that does not return {@code CKR_OK}. */
public final class CkrAssert {
    private CkrAssert() {}

    public static void assertCkr(Ckr expected, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(InstanceOfAssertFactories.type(CryptokiException.class))
                .extracting(CryptokiException::ckr)
                .isEqualTo(expected);
    }
}
