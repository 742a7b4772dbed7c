package org.tokentwin.emulator.cryptoki.mechanism;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.MechanismInfo;
import org.tokentwin.emulator.cryptoki.mechanism.MechanismFamilies.Known;
import org.tokentwin.emulator.profile.KeyProfile;
import org.tokentwin.emulator.profile.MechanismFlag;
import org.tokentwin.emulator.profile.MechanismLimits;

/**
 * The mechanisms that a token offers, and the operations that they make. One object serves every session of a token; safe for use
 * by many threads.
 *
 * <p>What makes an operation throws, and looks in this order: {@code CKR_MECHANISM_INVALID} for a mechanism that is not offered
 * or is for something else; {@code CKR_KEY_TYPE_INCONSISTENT}; {@code CKR_KEY_SIZE_RANGE} for a key outside the range of {@link
 * #info} or too small for the encoding; {@code CKR_MECHANISM_PARAM_INVALID} for a parameter that is wrong, missing, or there where
 * the mechanism has none. The caller checks whether the key's attributes permit the use ({@code CKA_SIGN} and the like).
 */
public final class Mechanisms {
    /** What is done to secret keys only. */
    private static final long TRANSPORT = Ckf.CKF_WRAP | Ckf.CKF_UNWRAP;

    /** The flags that say what a mechanism can be used for. */
    private static final long USES = MechanismFlag.uses();

    /** What a profile's limits take away that do not name it; they have no name for messages. */
    private static final long NAMEABLE = USES | MechanismInfo.MESSAGES;

    private final Map<Long, Known> offered = new LinkedHashMap<>();
    private final Map<Long, MechanismLimits> limits = new HashMap<>();
    private final KeySizes sizes;
    private final Set<Hash> hashes;
    private final SecureRandom random;

    /**
     * @param profile what the token offers, in its order
     * @param random for paddings and salts; not the card's
     * @throws IllegalArgumentException when the profile offers a mechanism that this module does not have
     */
    public Mechanisms(KeyProfile profile, SecureRandom random) {
        Map<String, Known> known = MechanismFamilies.KNOWN.values().stream()
                .collect(Collectors.toMap(each -> Ckm.name(each.row().type()), each -> each));
        for (String name : profile.mechanisms()) {
            Known each = Optional.ofNullable(known.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("no such mechanism here: " + name));
            offered.put(each.row().type(), each);
        }
        if (secretKeyTypes().isEmpty()) {
            offered.replaceAll((type, each) -> new Known(each.row().without(TRANSPORT), each.family()));
        }
        profile.limits().forEach(this::limit);
        this.sizes = KeySizes.of(profile);
        this.hashes = Arrays.stream(Hash.values())
                .filter(hash -> hash.isTaken(offered.keySet()))
                .collect(Collectors.toUnmodifiableSet());
        this.random = random;
    }

    /** Takes the uses away that the model does not have. */
    private void limit(MechanismLimits model) {
        Ckm.named(model.mechanism()).filter(offered::containsKey).ifPresent(type -> {
            offered.computeIfPresent(
                    type, (any, each) -> new Known(each.row().without(NAMEABLE & ~model.uses()), each.family()));
            limits.put(type, model);
        });
    }

    /** Returns whether a token of some profile can offer the mechanism. */
    public static boolean isKnown(long type) {
        return MechanismFamilies.KNOWN.containsKey(type);
    }

    /** Returns whether the parameter of a known mechanism is bytes, such as an initialisation vector. */
    public static boolean takesBytes(long type) {
        Known known = Objects.requireNonNull(MechanismFamilies.KNOWN.get(type));
        return known.family().takesBytes(known.row());
    }

    /** {@code C_GetMechanismList}: the types in the profile's order. */
    public long[] types() {
        return offered.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * {@code C_GetMechanismInfo}.
     *
     * @throws CryptokiException {@code CKR_MECHANISM_INVALID}
     */
    public MechanismInfo info(long type) {
        Known known = offered(type);
        MechanismInfo info = known.family().info(known.row(), sizes);
        return Optional.ofNullable(limits.get(type))
                .map(model -> new MechanismInfo(
                        model.minKeySize(), model.maxKeySize(), (info.flags() & USES) | model.remarks()))
                .orElse(info);
    }

    /** {@code C_DigestInit}. */
    public DigestOperation digest(Mechanism mechanism) {
        return family(mechanism, Ckf.CKF_DIGEST).digest(use(mechanism));
    }

    /** {@code C_SignInit}. */
    public SignOperation sign(Mechanism mechanism, KeyInUse key) {
        return family(mechanism, Ckf.CKF_SIGN).sign(use(mechanism), key);
    }

    /** {@code C_VerifyInit}. */
    public VerifyOperation verify(Mechanism mechanism, KeyInUse key) {
        return family(mechanism, Ckf.CKF_VERIFY).verify(use(mechanism), key);
    }

    /** {@code C_EncryptInit}. */
    public CipherOperation encrypt(Mechanism mechanism, KeyInUse key) {
        return family(mechanism, Ckf.CKF_ENCRYPT).encrypt(use(mechanism), key);
    }

    /** {@code C_DecryptInit}. */
    public CipherOperation decrypt(Mechanism mechanism, KeyInUse key) {
        return family(mechanism, Ckf.CKF_DECRYPT).decrypt(use(mechanism), key);
    }

    /** {@code C_MessageEncryptInit}. */
    public MessageOperation encryptMessages(Mechanism mechanism, KeyInUse key) {
        return family(mechanism, Ckf.CKF_MESSAGE_ENCRYPT).messages(use(mechanism), key, true);
    }

    /** {@code C_MessageDecryptInit}. */
    public MessageOperation decryptMessages(Mechanism mechanism, KeyInUse key) {
        return family(mechanism, Ckf.CKF_MESSAGE_DECRYPT).messages(use(mechanism), key, false);
    }

    /** {@code C_MessageSignInit}. */
    public MessageSignOperation signMessages(Mechanism mechanism, KeyInUse key) {
        return family(mechanism, Ckf.CKF_MESSAGE_SIGN).sign(use(mechanism), key).ofMessages();
    }

    /** {@code C_MessageVerifyInit}. */
    public MessageVerifyOperation verifyMessages(Mechanism mechanism, KeyInUse key) {
        return family(mechanism, Ckf.CKF_MESSAGE_VERIFY)
                .verify(use(mechanism), key)
                .ofMessages();
    }

    /** {@code C_SignRecoverInit}. */
    public BlockOperation signRecover(Mechanism mechanism, KeyInUse key) {
        return family(mechanism, Ckf.CKF_SIGN_RECOVER).signRecover(use(mechanism), key);
    }

    /** {@code C_VerifyRecoverInit}. */
    public BlockOperation verifyRecover(Mechanism mechanism, KeyInUse key) {
        return family(mechanism, Ckf.CKF_VERIFY_RECOVER).verifyRecover(use(mechanism), key);
    }

    /**
     * The check of the mechanism in {@code C_GenerateKeyPair}: {@code CKM_RSA_PKCS_KEY_PAIR_GEN} or {@code CKM_EC_KEY_PAIR_GEN}.
     *
     * @return the range that the key's size must lie in, else {@code CKR_KEY_SIZE_RANGE} is due
     * @throws CryptokiException {@code CKR_MECHANISM_INVALID}, {@code CKR_MECHANISM_PARAM_INVALID}
     */
    public MechanismInfo generateKeyPair(Mechanism mechanism) {
        MechanismFamily family = family(mechanism, Ckf.CKF_GENERATE_KEY_PAIR);
        Parameters.expectNone(mechanism.parameter());
        return family.info(offered(mechanism.type()).row(), sizes);
    }

    /** @throws CryptokiException {@code CKR_MECHANISM_INVALID} where the mechanism is not offered for what the flag says */
    public void require(Mechanism mechanism, long flag) {
        family(mechanism, flag);
    }

    /** Returns whether a mechanism is offered whose flags have this one. */
    public boolean offers(long flag) {
        return offered.values().stream().anyMatch(known -> known.row().is(flag));
    }

    /** Returns the types of secret keys that a mechanism is offered for, and generic secrets, which others are wrapped and derived to, where there are any. */
    public Set<SecretKeyType> secretKeyTypes() {
        Set<SecretKeyType> types = offered.values().stream()
                .flatMap(known -> known.family().keyTypes().stream())
                .collect(Collectors.toSet());
        if (!types.isEmpty()) {
            types.add(SecretKeyType.GENERIC_SECRET);
        }
        return types;
    }

    /**
     * The check of the mechanism in {@code C_GenerateKey}.
     *
     * @return the type of key that it makes
     * @throws CryptokiException {@code CKR_MECHANISM_INVALID}
     */
    public SecretKeyType generatedType(Mechanism mechanism) {
        return family(mechanism, Ckf.CKF_GENERATE)
                .generated(offered(mechanism.type()).row());
    }

    /**
     * {@code C_GenerateKey}.
     *
     * @throws CryptokiException {@code CKR_ATTRIBUTE_VALUE_INVALID} for a length that no such key has, {@code CKR_MECHANISM_PARAM_INVALID}
     */
    public SecretKeyOnHost generate(Mechanism mechanism, long bytes) {
        SecretKeyType type = generatedType(mechanism);
        if (!type.takesLength(bytes)) {
            throw new CryptokiException(Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "no " + type + " key of " + bytes + " bytes");
        }
        return family(mechanism, Ckf.CKF_GENERATE).generate(use(mechanism), bytes);
    }

    /**
     * {@code C_WrapKey}.
     *
     * @param value of the key that is wrapped
     */
    public byte[] wrap(Mechanism mechanism, KeyInUse key, byte[] value) {
        return new KeyWrapping(family(mechanism, Ckf.CKF_WRAP), use(mechanism)).wrap(key, value);
    }

    /**
     * {@code C_UnwrapKey}: the value of the key that was wrapped.
     *
     * @param bytes of it, where that is known
     */
    public byte[] unwrap(Mechanism mechanism, KeyInUse key, byte[] wrapped, Optional<Integer> bytes) {
        return new KeyWrapping(family(mechanism, Ckf.CKF_UNWRAP), use(mechanism)).unwrap(key, wrapped, bytes);
    }

    /** Returns whether the mechanism unwraps private keys, too. */
    public boolean unwrapsPrivateKeys(Mechanism mechanism) {
        return family(mechanism, Ckf.CKF_UNWRAP)
                .unwrapsPrivateKeys(use(mechanism).row());
    }

    /** Returns whether what the mechanism derives is data, and no key. */
    public boolean derivesData(Mechanism mechanism) {
        return family(mechanism, Ckf.CKF_DERIVE).derivesData(use(mechanism).row());
    }

    /**
     * {@code C_DeriveKey}: the value of the new key.
     *
     * @param bytes of it, where its template or type says it
     */
    public byte[] derive(Mechanism mechanism, KeyInUse key, Optional<Integer> bytes) {
        return family(mechanism, Ckf.CKF_DERIVE).derive(use(mechanism), key, bytes);
    }

    private Known offered(long type) {
        return Optional.ofNullable(offered.get(type))
                .orElseThrow(
                        () -> new CryptokiException(Ckr.CKR_MECHANISM_INVALID, Ckm.name(type) + " is not offered"));
    }

    private MechanismFamily family(Mechanism mechanism, long flag) {
        Known known = offered(mechanism.type());
        if (!known.row().is(flag)) {
            throw use(mechanism).invalid();
        }
        return known.family();
    }

    private Use use(Mechanism mechanism) {
        return new Use(offered(mechanism.type()).row(), mechanism.parameter(), sizes, hashes, random);
    }
}
