package org.tokentwin.emulator.cryptoki.mechanism;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismInfo;

/** Mechanisms with secret keys, all of which the host computes. */
abstract class SecretKeyFamily extends MechanismFamily {
    private final int leastSize;
    private final int mostSize;

    /**
     * @param leastSize of a key, as {@code C_GetMechanismInfo} reports it
     * @param mostSize likewise
     */
    SecretKeyFamily(int leastSize, int mostSize) {
        this.leastSize = leastSize;
        this.mostSize = mostSize;
    }

    @Override
    final MechanismInfo info(Row row, KeySizes sizes) {
        return new MechanismInfo(leastSize, mostSize, row.flags());
    }

    /** Returns the cipher at its beginning, as often as it is asked for. */
    Supplier<HostCipher> cipher(Use use, SecretKeyOnHost key, boolean encrypt) {
        throw use.invalid();
    }

    /** Returns the message authentication code at its beginning. */
    MacMessage mac(Use use, SecretKeyOnHost key) {
        throw use.invalid();
    }

    @Override
    final StreamOperation encrypt(Use use, KeyInUse key) {
        return new StreamOperation(cipher(use, own(use, key), true));
    }

    @Override
    final StreamOperation decrypt(Use use, KeyInUse key) {
        return new StreamOperation(cipher(use, own(use, key), false));
    }

    /** Returns how messages are made with the key. */
    GcmMessages messageCipher(Use use, SecretKeyOnHost key, boolean encrypt) {
        throw use.invalid();
    }

    @Override
    final MessageOperation messages(Use use, KeyInUse key, boolean encrypt) {
        return new MessageOperation(messageCipher(use, own(use, key), encrypt));
    }

    @Override
    final SignOperation sign(Use use, KeyInUse key) {
        MacMessage mac = mac(use, own(use, key));
        return new SignOperation(mac, mac);
    }

    @Override
    final VerifyOperation verify(Use use, KeyInUse key) {
        MacMessage mac = mac(use, own(use, key));
        return new VerifyOperation(mac, mac);
    }

    @Override
    final SecretKeyOnHost generate(Use use, long bytes) {
        Parameters.expectNone(use.parameter());
        SecretKeyType type = generated(use.row());
        byte[] value = new byte[(int) bytes];
        use.random().nextBytes(value);
        return new SecretKeyOnHost(type, type.adjusted(value));
    }

    /** Returns the bytes that a key is derived from. */
    byte[] source(Use use, SecretKeyOnHost key) {
        throw use.invalid();
    }

    /** The first bytes of what there is, mechanisms v2.40 section 2.15. */
    @Override
    byte[] derive(Use use, KeyInUse key, Optional<Integer> bytes) {
        byte[] source = source(use, own(use, key));
        try {
            int length = bytes.orElse(source.length);
            if (length > source.length) {
                throw new CryptokiException(
                        Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "the encrypted data has " + source.length + " bytes only");
            }
            return Arrays.copyOf(source, length);
        } finally {
            Arrays.fill(source, (byte) 0);
        }
    }

    /** Returns whether the mechanism takes keys of this type. */
    boolean takes(Use use, SecretKeyType type) {
        return keyTypes().contains(type);
    }

    final SecretKeyOnHost own(Use use, KeyInUse key) {
        if (!(key instanceof SecretKeyOnHost secret) || !takes(use, secret.type())) {
            throw new CryptokiException(Ckr.CKR_KEY_TYPE_INCONSISTENT, "the mechanism takes another type of key");
        }
        return secret;
    }
}
