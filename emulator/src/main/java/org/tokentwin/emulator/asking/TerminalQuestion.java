package org.tokentwin.emulator.asking;

import java.util.List;

/** Asks on the terminal that this process has: a few lines of shell, which can be ended while they wait, and leave the terminal as it was. */
public final class TerminalQuestion {
    private static final String SCRIPT = """
            exec 3</dev/tty 4>/dev/tty || exit 2
            before=$(stty -g <&3) || exit 2
            trap 'stty "$before" <&3' EXIT
            trap 'exit 1' HUP INT TERM
            stty -echo <&3
            ask() {
                printf '%s: ' "$1" >&4
                IFS= read -r entered <&3 || entered=
                printf '\\n' >&4
                [ -n "$entered" ] || exit 1
            }
            printf '%s\\n' "$1" >&4
            if [ "$TOKENTWIN_ASK_FOR" = change ]; then
                ask 'Current PIN'
                current=$entered
            fi
            case $TOKENTWIN_ASK_FOR in
                change | set)
                    ask 'New PIN'
                    new=$entered
                    ask 'New PIN again'
                    if [ "$entered" != "$new" ]; then
                        printf 'The new PIN was not entered twice alike. Nothing was sent to the token.\\n' >&4
                        exit 1
                    fi
                    ;;
                *) ask 'PIN' ;;
            esac
            [ -z "${current-}" ] || printf '%s\\n' "$current"
            printf '%s\\n' "$entered"
            """;

    private TerminalQuestion() {}

    /** The program, which takes the question as its next argument. An empty line cancels. */
    public static List<String> command() {
        return List.of("/bin/sh", "-c", SCRIPT, "tokentwin-ask");
    }
}
