package org.tokentwin.client.window.model;

import org.tokentwin.client.PinStatus;
import org.tokentwin.client.window.text.Sentence;

/**
 * What a server of tokens has the user asked. Its texts have passed the gate for strangers' text.
 *
 * @param administrator whether it is the administrator's password (SO PIN)
 * @param program the name and number of the program that uses the token, as far as they are known
 */
public record PinRequest(
        Purpose purpose,
        boolean administrator,
        Program program,
        String token,
        String serial,
        PinStatus status,
        PinRules rules) {
    /** What the password is for. */
    public enum Purpose {
        LOGIN("ask.login"),
        USE_KEY("ask.key"),
        CHANGE("ask.change"),
        SET("ask.set");

        private final String key;

        Purpose(String key) {
            this.key = key;
        }
    }

    /** A program by its name and its process's number, which may both be empty. */
    public record Program(String name, String pid) {
        public static final Program UNKNOWN = new Program("", "");

        Sentence description() {
            if (pid.isEmpty()) {
                return Sentence.of("ask.program.unknown");
            }
            return name.isEmpty() ? Sentence.of("ask.program.process", pid) : Sentence.of("ask.program", name, pid);
        }
    }

    /** The program that uses the token. */
    public Sentence asking() {
        return program.description();
    }

    /** What it wants of the user, with the program's description in its place. */
    public String key() {
        return purpose.key;
    }
}
