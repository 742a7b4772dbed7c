package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_MESSAGE_SIGN;
import static org.tokentwin.cryptoki.Ckf.CKF_MESSAGE_VERIFY;
import static org.tokentwin.cryptoki.Ckf.CKF_SIGN;
import static org.tokentwin.cryptoki.Ckf.CKF_VERIFY;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.crypto.macs.HMac;
import org.tokentwin.cryptoki.Ckm;

/** HMAC, mechanisms v2.40 sections 2.16 to 2.20, with a generic secret or a key of the hash function's own type; sizes are in bits. */
final class Hmac extends SecretKeyFamily {
    private static final long MAC = CKF_SIGN | CKF_VERIFY;
    private static final long OF_MESSAGES = MAC | CKF_MESSAGE_SIGN | CKF_MESSAGE_VERIFY;

    Hmac() {
        super(
                SecretKeyType.GENERIC_SECRET.leastBytes() * Byte.SIZE,
                SecretKeyType.GENERIC_SECRET.mostBytes() * Byte.SIZE);
    }

    @Override
    List<Row> rows() {
        return List.of(
                new Row(Ckm.CKM_SHA_1_HMAC, Hash.SHA_1, OF_MESSAGES),
                new Row(Ckm.CKM_SHA_1_HMAC_GENERAL, Hash.SHA_1, MAC),
                new Row(Ckm.CKM_SHA224_HMAC, Hash.SHA_224, OF_MESSAGES),
                new Row(Ckm.CKM_SHA224_HMAC_GENERAL, Hash.SHA_224, MAC),
                new Row(Ckm.CKM_SHA256_HMAC, Hash.SHA_256, OF_MESSAGES),
                new Row(Ckm.CKM_SHA256_HMAC_GENERAL, Hash.SHA_256, MAC),
                new Row(Ckm.CKM_SHA384_HMAC, Hash.SHA_384, OF_MESSAGES),
                new Row(Ckm.CKM_SHA384_HMAC_GENERAL, Hash.SHA_384, MAC),
                new Row(Ckm.CKM_SHA512_HMAC, Hash.SHA_512, OF_MESSAGES),
                new Row(Ckm.CKM_SHA512_HMAC_GENERAL, Hash.SHA_512, MAC));
    }

    @Override
    Set<SecretKeyType> keyTypes() {
        return EnumSet.of(
                SecretKeyType.GENERIC_SECRET,
                SecretKeyType.SHA_1_HMAC,
                SecretKeyType.SHA224_HMAC,
                SecretKeyType.SHA256_HMAC,
                SecretKeyType.SHA384_HMAC,
                SecretKeyType.SHA512_HMAC);
    }

    @Override
    boolean takes(Use use, SecretKeyType type) {
        return type == SecretKeyType.GENERIC_SECRET
                || type == typeOf(use.row().hash().orElseThrow());
    }

    @Override
    MacMessage mac(Use use, SecretKeyOnHost key) {
        HMac mac = new HMac(use.row().hash().orElseThrow().newDigest());
        mac.init(key.parameter());
        return new MacMessage(mac, Parameters.macLength(use, mac.getMacSize()));
    }

    private static SecretKeyType typeOf(Hash hash) {
        return switch (hash) {
            case SHA_1 -> SecretKeyType.SHA_1_HMAC;
            case SHA_224 -> SecretKeyType.SHA224_HMAC;
            case SHA_256 -> SecretKeyType.SHA256_HMAC;
            case SHA_384 -> SecretKeyType.SHA384_HMAC;
            case SHA_512 -> SecretKeyType.SHA512_HMAC;
        };
    }
}
