package org.tokentwin.benchmark.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tokentwin.benchmark.operation.Operation;

/** What OpenSSL computes in a second on one processor, without a token: no soft token can be faster with that library. */
final class OpensslSpeed {
    private static final double MICROSECONDS = 1_000_000;
    private static final double KIBIBYTE = 1024;
    private static final String SIGN_RSA = "+F2";
    private static final String SIGN_EC = "+F4";
    private static final String DIGEST = "+F";
    private static final List<String> RSA = List.of("rsa2048");

    /**
     * How an operation is asked for.
     *
     * @param line what the line of the answer begins with
     * @param field of that line, from 0: how much in a second
     */
    private record Question(List<String> arguments, String line, int field, double amount) {}

    private static final Map<Operation, Question> QUESTIONS = Map.of(
            Operation.SIGN_PKCS, new Question(RSA, SIGN_RSA, 3, 1),
            Operation.SIGN_SHA256, new Question(RSA, SIGN_RSA, 3, 1),
            Operation.SIGN_PSS, new Question(RSA, SIGN_RSA, 3, 1),
            Operation.DECRYPT, new Question(RSA, SIGN_RSA, 3, 1),
            Operation.VERIFY, new Question(RSA, SIGN_RSA, 4, 1),
            Operation.SIGN_ECDSA, new Question(List.of("ecdsap256"), SIGN_EC, 3, 1),
            Operation.DIGEST, new Question(List.of("-bytes", "1024", "-evp", "sha256"), DIGEST, 3, KIBIBYTE));

    private OpensslSpeed() {}

    static boolean knows(Operation operation) {
        return QUESTIONS.containsKey(operation);
    }

    static MeasuringProcess.Outcome measure(Operation operation) throws IOException {
        Question question = QUESTIONS.get(operation);
        if (question == null) {
            return MeasuringProcess.Outcome.failed("openssl speed does not know it");
        }
        List<String> command = new ArrayList<>(List.of("openssl", "speed", "-mr", "-seconds", "1"));
        command.addAll(question.arguments());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return answer.lines()
                .map(line -> line.split(":"))
                .filter(fields -> fields[0].equals(question.line()) && fields.length > question.field())
                .findFirst()
                .map(fields -> MeasuringProcess.Outcome.measured(
                        Sample.ofOne(MICROSECONDS * question.amount() / Double.parseDouble(fields[question.field()]))))
                .orElseGet(() -> MeasuringProcess.Outcome.failed("openssl speed gives no number"));
    }
}
