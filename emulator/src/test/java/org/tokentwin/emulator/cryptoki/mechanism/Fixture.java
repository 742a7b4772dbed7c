package org.tokentwin.emulator.cryptoki.mechanism;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismParameter;
import org.tokentwin.emulator.cryptoki.OutputBuffer;
import org.tokentwin.emulator.profile.Curve;
import org.tokentwin.emulator.profile.KeyProfile;

/** What every test of a mechanism needs: all mechanisms, and calls in one line. */
final class Fixture {
    static final List<String> EVERY_NAME =
            MechanismFamilies.KNOWN.keySet().stream().map(Ckm::name).toList();
    static final Mechanisms MECHANISMS = new Mechanisms(
            new KeyProfile(1024, 4096, EnumSet.allOf(Curve.class), EVERY_NAME, List.of()), Randomness.SYSTEM);

    private Fixture() {}

    static byte[] sign(Mechanism mechanism, PrivateKeyOnCard key, byte[] data) {
        return output(buffer -> MECHANISMS.sign(mechanism, key).sign(data, buffer));
    }

    static void verify(Mechanism mechanism, PublicKeyOnHost key, byte[] data, byte[] signature) {
        MECHANISMS.verify(mechanism, key).verify(data, signature);
    }

    static byte[] encrypt(Mechanism mechanism, PublicKeyOnHost key, byte[] data) {
        return output(buffer -> MECHANISMS.encrypt(mechanism, key).process(data, buffer));
    }

    static byte[] decrypt(Mechanism mechanism, PrivateKeyOnCard key, byte[] encrypted) {
        return output(buffer -> MECHANISMS.decrypt(mechanism, key).process(encrypted, buffer));
    }

    /** What a call puts into a buffer that is large enough. */
    static byte[] output(Consumer<OutputBuffer> call) {
        OutputBuffer buffer = OutputBuffer.of(10_000);
        call.accept(buffer);
        return buffer.bytes().orElseThrow();
    }

    /** The CKR that a call ends with. */
    static Ckr ckrOf(ThrowingCallable call) {
        CryptokiException thrown = catchThrowableOfType(CryptokiException.class, call);
        return thrown == null ? Ckr.CKR_OK : thrown.ckr();
    }

    static Mechanism pss(long type, long hashAlg, long mgf, long saltLength) {
        return new Mechanism(type, new MechanismParameter.RsaPkcsPss(hashAlg, mgf, saltLength));
    }

    static Mechanism oaep(long hashAlg, long mgf, byte[] label) {
        return new Mechanism(Ckm.CKM_RSA_PKCS_OAEP, new MechanismParameter.RsaPkcsOaep(hashAlg, mgf, 1, label));
    }
}
