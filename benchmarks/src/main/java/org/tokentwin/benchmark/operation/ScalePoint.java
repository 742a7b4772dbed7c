package org.tokentwin.benchmark.operation;

/**
 * The place of an operation on a curve of cost against scale.
 *
 * @param curve what the operations of one curve have in common
 * @param size how many there are of what is counted
 */
public record ScalePoint(Curve curve, int size) {
    /** What is counted, and what is reported of it. */
    public enum Curve {
        OBJECTS("Find one object among 1 to 1,000 on the token", "objects"),
        TOKENS("C_GetTokenInfo with 1 to 1,000 tokens in one process", "tokens"),
        MEMORY("Memory of each of 10 to 1,000 tokens in one process", "tokens"),
        CLIENTS("32 random bytes, for 1 to 64 clients of one server at a time", "clients");

        private final String title;
        private final String counted;

        Curve(String title, String counted) {
            this.title = title;
            this.counted = counted;
        }

        public String title() {
            return title;
        }

        public String counted() {
            return counted;
        }
    }
}
