package org.tokentwin.emulator.cryptoki;

import java.util.Map;
import java.util.Objects;
import org.tokentwin.cryptoki.Structure;

/**
 * A mechanism's parameter. What reads it from memory or from the wire reads the structure of the standard's table that belongs to the mechanism, and
 * {@link #of} makes the record of it; all else is {@link Opaque}, a structure of the wrong length too, so that the mechanism
 * returns {@code CKR_MECHANISM_PARAM_INVALID}.
 */
public sealed interface MechanismParameter {
    /** No parameter: a null pointer and length 0. */
    MechanismParameter NONE = new None();

    /** The absent parameter. */
    record None() implements MechanismParameter {}

    /**
     * {@code CK_RSA_PKCS_PSS_PARAMS}, mechanisms v2.40 section 2.1.10.
     *
     * @param hashAlg a digest mechanism
     * @param mgf {@code CKG_MGF1_*}
     * @param saltLength bytes
     */
    record RsaPkcsPss(long hashAlg, long mgf, long saltLength) implements MechanismParameter {}

    /**
     * {@code CK_RSA_PKCS_OAEP_PARAMS}, mechanisms v2.40 section 2.1.7.
     *
     * @param hashAlg a digest mechanism
     * @param mgf {@code CKG_MGF1_*}
     * @param source {@code CKZ_DATA_SPECIFIED} or 0
     * @param sourceData the encoding parameter, empty if there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record RsaPkcsOaep(long hashAlg, long mgf, long source, byte[] sourceData) implements MechanismParameter {}

    /**
     * {@code CK_RSA_AES_KEY_WRAP_PARAMS}, mechanisms v2.40 section 2.1.22.
     *
     * @param aesKeyBits the length of the temporary AES key
     * @param oaep how that key is encrypted
     */
    record RsaAesKeyWrap(long aesKeyBits, RsaPkcsOaep oaep) implements MechanismParameter {}

    /**
     * Any other structure of the standard's table.
     *
     * @param fields by their names: a {@code Long}, the {@code byte[]} that is there or pointed to, or the structure that is pointed to. What only says how long
     *     another field is has none
     */
    record Structured(Structure structure, Map<String, Object> fields) implements MechanismParameter {
        public Structured {
            fields = Map.copyOf(fields);
        }

        /** Returns a number. */
        public long ulong(String field) {
            return (long) required(field);
        }

        /** Returns bytes. */
        public byte[] bytes(String field) {
            return ((byte[]) required(field)).clone();
        }

        private Object required(String field) {
            return Objects.requireNonNull(fields.get(field), () -> structure + " has no " + field);
        }
    }

    /** Returns the parameter in the form of the record that describes its structure. */
    static MechanismParameter of(Structured read) {
        return switch (read.structure()) {
            case CK_RSA_PKCS_PSS_PARAMS -> new RsaPkcsPss(read.ulong("hashAlg"), read.ulong("mgf"), read.ulong("sLen"));
            case CK_RSA_PKCS_OAEP_PARAMS ->
                new RsaPkcsOaep(
                        read.ulong("hashAlg"), read.ulong("mgf"), read.ulong("source"), read.bytes("pSourceData"));
            case CK_RSA_AES_KEY_WRAP_PARAMS ->
                new RsaAesKeyWrap(
                        read.ulong("ulAESKeyBits"), (RsaPkcsOaep) of((Structured) read.required("pOAEPParams")));
            default -> read;
        };
    }

    /** Bytes that no record above describes. */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Opaque(byte[] bytes) implements MechanismParameter {}
}
