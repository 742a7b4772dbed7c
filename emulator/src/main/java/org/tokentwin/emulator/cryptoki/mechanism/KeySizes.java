package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.IntSummaryStatistics;
import java.util.Set;
import java.util.stream.Collectors;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.profile.KeyProfile;

/**
 * The keys that a token's mechanisms take.
 *
 * @param least bits of an RSA modulus
 * @param most bits of an RSA modulus
 * @param curves of EC keys
 */
record KeySizes(int least, int most, Set<NamedCurve> curves) {
    static KeySizes of(KeyProfile profile) {
        return new KeySizes(
                profile.rsaMinBits(),
                profile.rsaMaxBits(),
                profile.curves().stream()
                        .map(curve -> NamedCurve.valueOf(curve.name()))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    MechanismInfo rsaInfo(long flags) {
        return new MechanismInfo(least, most, flags);
    }

    PrivateKeyOnCard.Rsa rsaOnCard(KeyInUse key) {
        PrivateKeyOnCard.Rsa rsa = ofType(PrivateKeyOnCard.Rsa.class, key);
        expectRsa(RsaModulus.of(rsa.modulus()).bits());
        return rsa;
    }

    PublicKeyOnHost.Rsa rsaOnHost(KeyInUse key) {
        PublicKeyOnHost.Rsa rsa = ofType(PublicKeyOnHost.Rsa.class, key);
        expectRsa(rsa.bits());
        return rsa;
    }

    PrivateKeyOnCard.Ec ecOnCard(KeyInUse key) {
        PrivateKeyOnCard.Ec ec = ofType(PrivateKeyOnCard.Ec.class, key);
        expectCurve(NamedCurve.of(ec.ecParams()));
        return ec;
    }

    PublicKeyOnHost.Ec ecOnHost(KeyInUse key) {
        PublicKeyOnHost.Ec ec = ofType(PublicKeyOnHost.Ec.class, key);
        expectCurve(ec.curve());
        return ec;
    }

    MechanismInfo ecInfo(long flags) {
        IntSummaryStatistics bits = curves.stream().mapToInt(NamedCurve::bits).summaryStatistics();
        return new MechanismInfo(bits.getMin(), bits.getMax(), flags);
    }

    private void expectRsa(int bits) {
        if (bits < least || bits > most) {
            throw new CryptokiException(Ckr.CKR_KEY_SIZE_RANGE, bits + " bits, not " + least + " to " + most);
        }
    }

    private void expectCurve(NamedCurve curve) {
        if (!curves.contains(curve)) {
            throw new CryptokiException(Ckr.CKR_KEY_SIZE_RANGE, curve + " is not offered");
        }
    }

    static <K> K ofType(Class<K> type, Object key) {
        if (!type.isInstance(key)) {
            throw new CryptokiException(Ckr.CKR_KEY_TYPE_INCONSISTENT, "the mechanism takes another type of key");
        }
        return type.cast(key);
    }
}
