package org.tokentwin.conformance.walk;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;

/**
 * One step of a walk. It names a session and an object by number, and does nothing where there is no such one yet, so that steps before it can be
 * left out.
 *
 * @param session 0 for the first
 * @param object 0 for the first; also which part of a message, or how many objects
 */
record Step(Action action, int session, int object) {
    /** What is done. */
    @FunctionalInterface
    interface Action {
        /**
         * Makes the call and holds its answer against the model.
         *
         * @throws WalkFailure where the standard does not allow the answer
         */
        void run(World world, Step step) throws PKCS11Exception;
    }

    /** The same in another session. */
    Step in(int other) {
        return new Step(action, other, object);
    }
}
