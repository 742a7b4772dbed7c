package org.tokentwin.client.doctor;

/**
 * One thing that was looked at.
 *
 * @param next what to do; empty where nothing is to be done
 */
public record Finding(State state, String subject, String detail, String next) {

    /** How it is with it. */
    public enum State {
        OK,
        NOTE,
        PROBLEM
    }

    static Finding ok(String subject, String detail) {
        return new Finding(State.OK, subject, detail, "");
    }

    static Finding note(String subject, String detail, String next) {
        return new Finding(State.NOTE, subject, detail, next);
    }

    /** Something that does not work. */
    public static Finding problem(String subject, String detail, String next) {
        return new Finding(State.PROBLEM, subject, detail, next);
    }
}
