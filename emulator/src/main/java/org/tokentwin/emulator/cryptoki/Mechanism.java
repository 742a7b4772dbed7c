package org.tokentwin.emulator.cryptoki;

import java.util.Objects;
import org.tokentwin.cryptoki.Ckm;

/** {@code CK_MECHANISM}, PKCS#11 v2.40 section 3.5, its parameter read already. */
public record Mechanism(long type, MechanismParameter parameter) {
    public Mechanism {
        Objects.requireNonNull(parameter);
    }

    /** A mechanism without parameter. */
    public static Mechanism of(long type) {
        return new Mechanism(type, MechanismParameter.NONE);
    }

    @Override
    public String toString() {
        return Ckm.name(type);
    }
}
