package org.tokentwin.emulator.module;

import org.tokentwin.emulator.cryptoki.NestedTemplate;

/**
 * How far templates in templates are followed, so that none that contains itself is followed for ever: to a depth, and to so many bytes of {@code
 * CK_ATTRIBUTE} for each attribute of the outermost template. The same rule stands in {@code marshal.c}, for the memory that a client sends.
 */
public final class TemplateNesting {
    private static final int MOST_BYTES = 0x7000;

    private final long attributeBytes;
    private int depth;
    private long left = MOST_BYTES;

    /** @param attributeBytes the size of {@code CK_ATTRIBUTE} */
    public TemplateNesting(long attributeBytes) {
        this.attributeBytes = attributeBytes;
    }

    /** Returns how many attributes of an array are followed: all or none, where its length is one. {@link #leave} ends the array. */
    public int enter(boolean there, long length) {
        boolean follows = there && depth < NestedTemplate.DEEPEST && Long.compareUnsigned(length, left) <= 0;
        depth++;
        if (!follows) {
            return 0;
        }
        left -= length;
        return (int) (length / attributeBytes);
    }

    /** Ends the array that was entered last. */
    public void leave() {
        depth--;
    }

    /** Returns whether a value in such an array is read. */
    public static boolean reads(long length) {
        return Long.compareUnsigned(length, MOST_BYTES) <= 0;
    }
}
