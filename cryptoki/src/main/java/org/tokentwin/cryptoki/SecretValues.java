package org.tokentwin.cryptoki;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a call are secret, so that a recording tells no more of them than their length. A PIN is one by its {@link ParameterKind}. What this
 * table does not know is secret where it may be.
 */
public final class SecretValues {
    /** Bytes of the longest value of a vendor's attribute, or parameter of an unknown mechanism, that is recorded: numbers and flags, or an initialisation vector. */
    private static final int LONGEST_ATTRIBUTE = 8;

    private static final int LONGEST_PARAMETER = 24;

    private static final int LONGEST_BLOCK = 1 << 20;

    private static final List<Long> ATTRIBUTES = List.of(
            Cka.CKA_PRIVATE_EXPONENT,
            Cka.CKA_PRIME_1,
            Cka.CKA_PRIME_2,
            Cka.CKA_EXPONENT_1,
            Cka.CKA_EXPONENT_2,
            Cka.CKA_COEFFICIENT,
            Cka.CKA_SEED);

    private static final List<Long> CLASSES =
            List.of(Cko.CKO_CERTIFICATE, Cko.CKO_PUBLIC_KEY, Cko.CKO_DOMAIN_PARAMETERS);

    private static final Map<Structure, String> FIELDS = Map.of(
            Structure.CK_PKCS5_PBKD2_PARAMS2, "pPassword",
            Structure.CK_KEY_DERIVATION_STRING_DATA, "pData");

    private SecretValues() {}

    /** Returns the attributes that are secret in every object, in the order of their numbers. */
    public static List<Long> attributes() {
        return ATTRIBUTES;
    }

    /** Returns the object classes whose {@code CKA_VALUE} is not secret. */
    public static List<Long> classesWithPublicValue() {
        return CLASSES;
    }

    /** Returns the bytes of the longest value of a vendor's attribute that is recorded. */
    public static int longestVendorValue() {
        return LONGEST_ATTRIBUTE;
    }

    /** Returns the bytes of the longest parameter that is recorded of a mechanism without a known structure. */
    public static int longestUnknownParameter() {
        return LONGEST_PARAMETER;
    }

    /** Returns the bytes of the longest value of any kind that is recorded; more would not fit into a line. */
    public static int longestBlock() {
        return LONGEST_BLOCK;
    }

    /**
     * Returns whether an attribute's value is secret.
     *
     * @param objectClass the object's {@code CKA_CLASS}; null where that is not known
     */
    public static boolean isSecret(long attribute, @Nullable Long objectClass, long length) {
        if (attribute == Cka.CKA_VALUE) {
            return objectClass == null || !CLASSES.contains(objectClass);
        }
        boolean vendors = Long.compareUnsigned(attribute, Cka.CKA_VENDOR_DEFINED) >= 0;
        return ATTRIBUTES.contains(attribute) || (vendors && Long.compareUnsigned(length, LONGEST_ATTRIBUTE) > 0);
    }

    /** Returns whether what a field of a mechanism's parameter points to is secret. */
    public static boolean isSecret(Structure structure, Field field) {
        return field.name().equals(FIELDS.get(structure));
    }

    /** Returns whether bytes that a function takes are secret: a PIN, or a seed. */
    public static boolean isSecret(CryptokiFunction function, Parameter parameter) {
        return parameter.kind() == ParameterKind.PIN
                || (function == CryptokiFunction.C_SeedRandom && parameter.kind() == ParameterKind.BYTES);
    }
}
