package org.tokentwin.emulator.cli;

import java.io.PrintWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --log-level}: how much of what goes wrong in a server is logged on standard error. */
final class LogOption {
    /** The logger that all others belong to; held, since the JDK forgets loggers that nobody holds. */
    private static final Logger ROOT = Logger.getLogger("");

    private static boolean ownProcess;

    /** How much, from nothing on. */
    enum LogLevel {
        off(Level.OFF),
        error(Level.SEVERE),
        warning(Level.WARNING),
        info(Level.INFO),
        debug(Level.FINE),
        trace(Level.ALL);

        private final Level level;

        LogLevel(Level level) {
            this.level = level;
        }
    }

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "warning",
            description =
                    "Log what goes wrong in the server on standard error: ${COMPLETION-CANDIDATES}; the default is ${DEFAULT-VALUE}.")
    private LogLevel level = LogLevel.warning;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Begins to log, where this is the process of a command line: the logging of a process is one. */
    void begin() {
        if (!ownProcess) {
            return;
        }
        silence();
        ROOT.addHandler(new Lines(command.commandLine().getErr()));
        ROOT.setLevel(level.level);
    }

    private static void silence() {
        ROOT.setLevel(Level.OFF);
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
    }

    /** Names this class to the JDK's logging, so that a command that is no server logs nothing. */
    static void silenceByDefault() {
        ownProcess = true;
        System.setProperty("java.util.logging.config.class", Silence.class.getName());
    }

    /** Made by the JDK's logging, when somebody logs for the first time. */
    public static final class Silence {
        public Silence() {
            silence();
        }
    }

    private static final class Lines extends Handler {
        private final PrintWriter out;

        Lines(PrintWriter out) {
            this.out = out;
            setFormatter(new LogLine());
        }

        @Override
        public void publish(LogRecord entry) {
            if (isLoggable(entry)) {
                out.print(getFormatter().format(entry));
                out.flush();
            }
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {
            // the stream is the command's
        }
    }
}
