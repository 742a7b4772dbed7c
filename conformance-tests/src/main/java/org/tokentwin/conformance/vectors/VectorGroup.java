package org.tokentwin.conformance.vectors;

import java.util.List;

/**
 * Vectors that are computed in the same way: one case of the suite.
 *
 * @param id the file's name, and the number of the group in it
 * @param title what it is about, in a few words
 * @param leftOut how many vectors of the group PKCS#11 cannot put to a token, as a signature that is no sound DER
 */
public record VectorGroup(String id, String title, Computation computation, List<TestVector> vectors, int leftOut) {
    /** Keeps the vectors from change. */
    public VectorGroup {
        vectors = List.copyOf(vectors);
    }
}
