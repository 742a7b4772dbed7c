package org.tokentwin.conformance.cli;

import java.io.PrintWriter;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.tokentwin.conformance.CaseDescription;
import org.tokentwin.conformance.Deviation;

/** Tells each case's verdict as it comes, and the sum at the end. */
final class VerdictPrinter implements TestExecutionListener {
    private final PrintWriter out;
    private int passed;
    private int failed;
    private int notApplicable;

    VerdictPrinter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        Optional<CaseDescription> found = CaseCatalogue.caseOf(test);
        if (found.isEmpty()) {
            result.getThrowable()
                    .filter(cause -> result.getStatus() == Status.FAILED)
                    .ifPresent(this::containerFailed);
            return;
        }
        Optional<String> reason = result.getThrowable().map(Throwable::getMessage);
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                passed++;
                tell("pass", found.get(), Optional.empty());
            }
            case ABORTED -> {
                notApplicable++;
                tell("n/a", found.get(), reason);
            }
            case FAILED -> {
                boolean deviates = result.getThrowable().orElseThrow() instanceof Deviation;
                failed++;
                tell(deviates ? "devi" : "FAIL", found.get(), reason);
            }
        }
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        CaseCatalogue.caseOf(test).ifPresent(found -> {
            notApplicable++;
            tell("n/a", found, Optional.of(reason));
        });
    }

    private void containerFailed(Throwable cause) {
        failed++;
        out.println("FAIL  " + cause.getMessage());
    }

    private void tell(String verdict, CaseDescription found, Optional<String> reason) {
        out.printf("%-5s %-14s %s%n", verdict, found.id(), found.requirement());
        reason.ifPresent(text -> out.println(text.strip().indent(6).stripTrailing()));
        out.flush();
    }

    /** Prints the sum; answers the exit status. */
    int summarize() {
        out.printf("%d passed, %d failed, %d not applicable%n", passed, failed, notApplicable);
        out.flush();
        return failed == 0 ? 0 : 1;
    }
}
