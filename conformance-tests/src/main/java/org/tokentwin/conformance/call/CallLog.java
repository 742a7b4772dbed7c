package org.tokentwin.conformance.call;

/** Hears of each call as it happens, so that a call which never returns is known. */
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
