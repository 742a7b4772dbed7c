package org.tokentwin.emulator.profile;

/** What {@code C_GetTokenInfo} tells of the sessions that an application has. */
public enum SessionCounts {
    /** How many there are. */
    COUNTED {
        @Override
        public long told(int sessions) {
            return sessions;
        }
    },
    /** None, however many there are. */
    ZEROS {
        @Override
        public long told(int sessions) {
            return 0;
        }
    },
    /** {@code CK_UNAVAILABLE_INFORMATION}. */
    UNAVAILABLE {
        @Override
        public long told(int sessions) {
            return -1;
        }
    };

    /** Returns the field's value where there are so many. */
    public abstract long told(int sessions);
}
