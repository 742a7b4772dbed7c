package org.tokentwin.client.cli;

import java.util.concurrent.Callable;
import org.tokentwin.client.doctor.Diagnosis;
import org.tokentwin.client.doctor.Doctor;
import org.tokentwin.client.doctor.Finding;
import org.tokentwin.client.view.FindingText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code doctor}: what is missing between here and a token. */
@Command(name = "doctor", description = "Finds out what is missing between here and a token, and says what to do next.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Surroundings surroundings = ClientCommand.surroundings(spec);
        Diagnosis diagnosis = new Doctor(surroundings.environment(), surroundings.clock(), this::printAtOnce)
                .examine(tokens.module());
        if (tells()) {
            output.printLine(diagnosis);
        } else if (output.isJson()) {
            print(diagnosis);
        }
        if (diagnosis.moduleWorks() && !diagnosis.tokenSeen()) {
            return ExitStatus.NO_TOKEN;
        }
        return diagnosis.hasProblem() ? ExitStatus.FAILURE : ExitStatus.SUCCESS;
    }

    boolean isJson() {
        return output.isJson();
    }

    /** Prints all that was found. */
    void print(Object document) {
        output.print(document, Object::toString);
    }

    /** Whether the process that started this one makes the document. */
    private boolean tells() {
        return output.isJson() && IsolatedProcess.isThis();
    }

    private void printAtOnce(Finding finding) {
        if (tells()) {
            output.printLine(finding);
        } else if (!output.isJson()) {
            output.print(finding, FindingText::render);
        }
    }
}
