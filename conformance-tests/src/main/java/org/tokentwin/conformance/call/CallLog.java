package org.tokentwin.conformance.call;

/** Is told of each call as it happens, for whoever must know of a call that never returned. */
public interface CallLog {
    /** Nobody asks. */
    CallLog NONE = new CallLog() {
        @Override
        public void entered(String call) {}

        @Override
        public void left(String outcome) {}
    };

    /** The call begins. */
    void entered(String call);

    /** It came back. */
    void left(String outcome);
}
