package org.tokentwin.conformance.guard;

/** Notes each user PIN before it is sent to a token as the new one, and then whether the token took it. */
public interface PinJournal {
    /** Notes nothing: the token is thrown away. */
    PinJournal NONE = new PinJournal() {
        @Override
        public void sending(char[] pin) {}

        @Override
        public void returned(long ckr) {}
    };

    /** This PIN is about to be sent. */
    void sending(char[] pin);

    /** The call with the PIN that was noted last has returned this {@code CK_RV}. */
    void returned(long ckr);
}
