package org.tokentwin.conformance.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tokentwin.client.cli.OutputOptions;
import org.tokentwin.client.doctor.Diagnosis;
import org.tokentwin.client.doctor.Doctor;
import org.tokentwin.client.doctor.Finding;
import org.tokentwin.client.view.FindingText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what is missing before a run. */
@Command(
        name = "doctor",
        description = "Says what a run needs and what is missing, with the next step. It sends no PIN.")
final class DoctorCommand implements Callable<Integer> {
    private static final int NO_TOKEN = 3;

    @Option(names = "--module", paramLabel = "PATH", description = "The PKCS#11 module.")
    private Optional<Path> module = Optional.empty();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() {
        Diagnosis diagnosis = new Doctor(
                        name -> Optional.ofNullable(System.getenv(name)), Clock.systemUTC(), this::print)
                .examine(module);
        if (output.isJson()) {
            output.print(diagnosis, Object::toString);
        }
        if (diagnosis.moduleWorks() && !diagnosis.tokenSeen()) {
            return NO_TOKEN;
        }
        return diagnosis.hasProblem() ? 1 : 0;
    }

    private void print(Finding finding) {
        if (!output.isJson()) {
            output.print(finding, FindingText::render);
        }
    }
}
