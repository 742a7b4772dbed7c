package org.tokentwin.conformance.vectors;

import java.util.EnumMap;
import java.util.Map;
import org.tokentwin.conformance.text.Harmless;

/**
 * One published vector.
 *
 * @param number {@code tcId} in its file
 * @param comment what its author says of it
 * @param outcome what must come of it
 */
public record TestVector(int number, String comment, Outcome outcome, Map<Part, byte[]> parts) {
    private static final int LONGEST_COMMENT = 100;

    /** What must come of a vector. */
    public enum Outcome {
        /** The result is the one given, or the signature holds. */
        VALID,
        /** Either is right, as where old implementations differ. */
        ACCEPTABLE,
        /** It must be refused. */
        INVALID
    }

    /** What a vector consists of. */
    public enum Part {
        KEY,
        IV,
        HEADER,
        MESSAGE,
        CRYPTOGRAM,
        TAG,
        DIGEST,
        SIGNATURE,
        LABEL,
        /** An uncompressed or compressed point, without the octet string around it. */
        POINT,
        /** An unsigned number. */
        PRIVATE_KEY,
        SHARED_SECRET
    }

    /** Makes harmless what its author says of it. */
    public TestVector {
        comment = Harmless.line(
                comment.length() > LONGEST_COMMENT ? comment.substring(0, LONGEST_COMMENT) + "…" : comment);
        parts = Map.copyOf(parts);
    }

    /** The bytes of a part, which the caller may keep and change; none where the vector has no such part. */
    public byte[] get(Part part) {
        byte[] bytes = parts.get(part);
        return bytes == null ? new byte[0] : bytes.clone();
    }

    /** The same, where PKCS#11 leaves open what comes of it. */
    TestVector acceptable() {
        return new TestVector(number, comment, Outcome.ACCEPTABLE, parts);
    }

    /** The same, with one part more. */
    TestVector with(Part part, byte[] value) {
        Map<Part, byte[]> more = new EnumMap<>(Part.class);
        more.putAll(parts);
        more.put(part, value);
        return new TestVector(number, comment, outcome, more);
    }
}
