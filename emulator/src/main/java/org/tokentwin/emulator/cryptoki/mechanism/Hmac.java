package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_GENERATE;
import static org.tokentwin.cryptoki.Ckf.CKF_MESSAGE_SIGN;
import static org.tokentwin.cryptoki.Ckf.CKF_MESSAGE_VERIFY;
import static org.tokentwin.cryptoki.Ckf.CKF_SIGN;
import static org.tokentwin.cryptoki.Ckf.CKF_VERIFY;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.crypto.macs.HMac;
import org.tokentwin.cryptoki.Ckm;

/**
 * HMAC, PKCS#11 v3.2 sections 6.20 to 6.33, with a generic secret or a key of the hash function's own type; sizes are in bits. Each family has the hash
 * functions of one time, so that a token of an earlier one holds no keys of later types.
 */
final class Hmac extends SecretKeyFamily {
    private static final long MAC = CKF_SIGN | CKF_VERIFY;
    private static final long OF_MESSAGES = MAC | CKF_MESSAGE_SIGN | CKF_MESSAGE_VERIFY;

    private final Map<Hash, WithHash> hashes = new EnumMap<>(Hash.class);

    /**
     * What there is with one hash function.
     *
     * @param whole the mechanism whose code is as long as the hash value
     * @param general the one whose code is as long as its parameter says
     * @param ownKey the type of key that no other hash function takes
     * @param more mechanisms
     */
    private record WithHash(Hash hash, long whole, long general, SecretKeyType ownKey, List<Row> more) {
        WithHash(Hash hash, long whole, long general, SecretKeyType ownKey) {
            this(hash, whole, general, ownKey, List.of());
        }

        WithHash(Hash hash, long whole, long general, SecretKeyType ownKey, long generation) {
            this(hash, whole, general, ownKey, List.of(new Row(generation, hash, CKF_GENERATE)));
        }

        Stream<Row> rows() {
            Stream<Row> codes = Stream.of(new Row(whole, hash, OF_MESSAGES), new Row(general, hash, MAC));
            return Stream.concat(codes, more.stream());
        }
    }

    private Hmac(WithHash... hashes) {
        super(
                SecretKeyType.GENERIC_SECRET.leastBytes() * Byte.SIZE,
                SecretKeyType.GENERIC_SECRET.mostBytes() * Byte.SIZE);
        for (WithHash each : hashes) {
            this.hashes.put(each.hash(), each);
        }
    }

    static Hmac ofVersion2() {
        return new Hmac(
                new WithHash(Hash.SHA_1, Ckm.CKM_SHA_1_HMAC, Ckm.CKM_SHA_1_HMAC_GENERAL, SecretKeyType.SHA_1_HMAC),
                new WithHash(Hash.SHA_224, Ckm.CKM_SHA224_HMAC, Ckm.CKM_SHA224_HMAC_GENERAL, SecretKeyType.SHA224_HMAC),
                new WithHash(Hash.SHA_256, Ckm.CKM_SHA256_HMAC, Ckm.CKM_SHA256_HMAC_GENERAL, SecretKeyType.SHA256_HMAC),
                new WithHash(Hash.SHA_384, Ckm.CKM_SHA384_HMAC, Ckm.CKM_SHA384_HMAC_GENERAL, SecretKeyType.SHA384_HMAC),
                new WithHash(
                        Hash.SHA_512, Ckm.CKM_SHA512_HMAC, Ckm.CKM_SHA512_HMAC_GENERAL, SecretKeyType.SHA512_HMAC));
    }

    static Hmac ofCutSha512() {
        return new Hmac(
                new WithHash(
                        Hash.SHA_512_224,
                        Ckm.CKM_SHA512_224_HMAC,
                        Ckm.CKM_SHA512_224_HMAC_GENERAL,
                        SecretKeyType.SHA512_224_HMAC),
                new WithHash(
                        Hash.SHA_512_256,
                        Ckm.CKM_SHA512_256_HMAC,
                        Ckm.CKM_SHA512_256_HMAC_GENERAL,
                        SecretKeyType.SHA512_256_HMAC));
    }

    static Hmac ofSha3() {
        return new Hmac(
                new WithHash(
                        Hash.SHA3_224,
                        Ckm.CKM_SHA3_224_HMAC,
                        Ckm.CKM_SHA3_224_HMAC_GENERAL,
                        SecretKeyType.SHA3_224_HMAC,
                        Ckm.CKM_SHA3_224_KEY_GEN),
                new WithHash(
                        Hash.SHA3_256,
                        Ckm.CKM_SHA3_256_HMAC,
                        Ckm.CKM_SHA3_256_HMAC_GENERAL,
                        SecretKeyType.SHA3_256_HMAC,
                        Ckm.CKM_SHA3_256_KEY_GEN),
                new WithHash(
                        Hash.SHA3_384,
                        Ckm.CKM_SHA3_384_HMAC,
                        Ckm.CKM_SHA3_384_HMAC_GENERAL,
                        SecretKeyType.SHA3_384_HMAC,
                        Ckm.CKM_SHA3_384_KEY_GEN),
                new WithHash(
                        Hash.SHA3_512,
                        Ckm.CKM_SHA3_512_HMAC,
                        Ckm.CKM_SHA3_512_HMAC_GENERAL,
                        SecretKeyType.SHA3_512_HMAC,
                        Ckm.CKM_SHA3_512_KEY_GEN));
    }

    @Override
    List<Row> rows() {
        return hashes.values().stream().flatMap(WithHash::rows).toList();
    }

    @Override
    Set<SecretKeyType> keyTypes() {
        return Stream.concat(
                        Stream.of(SecretKeyType.GENERIC_SECRET),
                        hashes.values().stream().map(WithHash::ownKey))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    SecretKeyType generated(Row row) {
        return ownKey(row);
    }

    @Override
    boolean takes(Use use, SecretKeyType type) {
        return type == SecretKeyType.GENERIC_SECRET || type == ownKey(use.row());
    }

    @Override
    MacMessage mac(Use use, SecretKeyOnHost key) {
        HMac mac = new HMac(use.row().hash().orElseThrow().newDigest());
        mac.init(key.parameter());
        return new MacMessage(mac, Parameters.macLength(use, mac.getMacSize()));
    }

    private SecretKeyType ownKey(Row row) {
        return Objects.requireNonNull(hashes.get(row.hash().orElseThrow())).ownKey();
    }
}
