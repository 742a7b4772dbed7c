package org.tokentwin.benchmark.token;

/** A target that is ready to be measured by other processes, until it is closed. */
public interface PreparedTarget extends AutoCloseable {
    TargetDescription description();

    /** What it is, for a report: program and version as far as it is known. */
    String about();

    /** Stops what was started for it. */
    @Override
    void close();

    /** A target for which nothing was started. */
    static PreparedTarget of(TargetDescription description, String about) {
        return of(description, about, () -> {});
    }

    /** @param stop what closing does */
    static PreparedTarget of(TargetDescription description, String about, Runnable stop) {
        return new PreparedTarget() {
            @Override
            public TargetDescription description() {
                return description;
            }

            @Override
            public String about() {
                return about;
            }

            @Override
            public void close() {
                stop.run();
            }
        };
    }
}
