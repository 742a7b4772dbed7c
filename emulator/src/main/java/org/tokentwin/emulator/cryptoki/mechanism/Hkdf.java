package org.tokentwin.emulator.cryptoki.mechanism;

import static org.tokentwin.cryptoki.Ckf.CKF_DERIVE;
import static org.tokentwin.cryptoki.Ckf.CKF_GENERATE;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.Structure;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.MechanismParameter;

/** HKDF, PKCS#11 v3.2 section 6.62 and RFC 5869, with a key of its own type or a generic secret; sizes are in bits. */
final class Hkdf extends SecretKeyFamily {
    /** Blocks of the hash function's length that are made at most, RFC 5869 section 2.3. */
    private static final int MOST_BLOCKS = 255;

    private static final int LEAST_BITS = SecretKeyType.HKDF.leastBytes() * Byte.SIZE;
    private static final int MOST_BITS = SecretKeyType.HKDF.mostBytes() * Byte.SIZE;
    private static final byte[] NOTHING = {};

    Hkdf() {
        super(LEAST_BITS, MOST_BITS);
    }

    @Override
    List<Row> rows() {
        return List.of(
                new Row(Ckm.CKM_HKDF_DERIVE, CKF_DERIVE),
                new Row(Ckm.CKM_HKDF_DATA, CKF_DERIVE),
                new Row(Ckm.CKM_HKDF_KEY_GEN, CKF_GENERATE));
    }

    @Override
    Set<SecretKeyType> keyTypes() {
        return EnumSet.of(SecretKeyType.HKDF, SecretKeyType.GENERIC_SECRET);
    }

    @Override
    SecretKeyType generated(Row row) {
        return SecretKeyType.HKDF;
    }

    @Override
    boolean derivesData(Row row) {
        return row.type() == Ckm.CKM_HKDF_DATA;
    }

    @Override
    byte[] derive(Use use, KeyInUse key, Optional<Integer> bytes) {
        SecretKeyOnHost secret = own(use, key);
        MechanismParameter.Structured given = Parameters.structure(use.parameter(), Structure.CK_HKDF_PARAMS);
        Hash hash = Parameters.hash(use, given.ulong("prfHashMechanism"));
        boolean extract = flag(given, "bExtract");
        boolean expand = flag(given, "bExpand");
        if (!extract && !expand) {
            throw Parameters.invalid("bExtract or bExpand has to be true");
        }
        byte[] pseudorandom =
                extract ? extracted(hash, secret, salt(given)) : secret.value().clone();
        try {
            return expand ? expanded(hash, pseudorandom, given.bytes("pInfo"), bytes) : whole(pseudorandom, bytes);
        } finally {
            Arrays.fill(pseudorandom, (byte) 0);
        }
    }

    private static boolean flag(MechanismParameter.Structured given, String field) {
        return given.bytes(field)[0] != 0;
    }

    /** The salt; that of a key was put in its place by who found the key. No salt is as many zeros as a hash value has bytes. */
    private static byte[] salt(MechanismParameter.Structured given) {
        long type = given.ulong("ulSaltType");
        if (type == Ckf.CKF_HKDF_SALT_NULL) {
            return NOTHING;
        }
        byte[] salt = given.bytes("pSalt");
        if (type != Ckf.CKF_HKDF_SALT_DATA) {
            throw Parameters.invalid("no type of salt: " + type);
        }
        return salt;
    }

    private static byte[] extracted(Hash hash, SecretKeyOnHost key, byte[] salt) {
        try {
            return new HKDFBytesGenerator(hash.newDigest()).extractPRK(salt, key.value());
        } finally {
            Arrays.fill(salt, (byte) 0); // it may be a key's value
        }
    }

    private static byte[] expanded(Hash hash, byte[] pseudorandom, byte[] info, Optional<Integer> bytes) {
        if (pseudorandom.length < hash.length()) {
            throw new CryptokiException(
                    Ckr.CKR_KEY_SIZE_RANGE,
                    "a key that is expanded has " + hash.length() + " bytes at least, as a value of " + hash);
        }
        int length =
                bytes.orElseThrow(() -> new CryptokiException(Ckr.CKR_TEMPLATE_INCOMPLETE, "CKA_VALUE_LEN is missing"));
        if (length > MOST_BLOCKS * hash.length()) {
            throw new CryptokiException(
                    Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "at most " + MOST_BLOCKS * hash.length() + " bytes are derived");
        }
        HKDFBytesGenerator generator = new HKDFBytesGenerator(hash.newDigest());
        generator.init(HKDFParameters.skipExtractParameters(pseudorandom, info));
        byte[] derived = new byte[length];
        generator.generateBytes(derived, 0, length);
        return derived;
    }

    private static byte[] whole(byte[] pseudorandom, Optional<Integer> bytes) {
        int length = bytes.orElse(pseudorandom.length);
        if (length != pseudorandom.length) {
            throw new CryptokiException(
                    Ckr.CKR_ATTRIBUTE_VALUE_INVALID, "what is extracted has " + pseudorandom.length + " bytes");
        }
        return pseudorandom.clone();
    }
}
