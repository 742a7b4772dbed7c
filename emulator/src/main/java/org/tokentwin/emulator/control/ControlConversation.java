package org.tokentwin.emulator.control;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** What is said on a connection to the control socket: a request in each line, and its verb's reply. */
final class ControlConversation {
    private final Verbs verbs;

    ControlConversation(Verbs verbs) {
        this.verbs = verbs;
    }

    /** Takes requests until the other side ends the connection. */
    void hold(InputStream unbuffered, OutputStream out) throws IOException {
        InputStream in = new BufferedInputStream(unbuffered);
        Answers answers = new Connection(in, out);
        Optional<String> line = ControlJson.readLine(in);
        while (line.isPresent()) {
            answer(line.get(), answers, out);
            line = ControlJson.readLine(in);
        }
    }

    private void answer(String line, Answers answers, OutputStream out) throws IOException {
        try {
            verbs.carryOut(line, answers);
        } catch (RefusedException e) {
            ControlJson.writeLine(out, ControlAnswer.of(e));
        }
    }

    private record Connection(InputStream in, OutputStream out) implements Answers {
        @Override
        public void send(Object answer) throws IOException {
            ControlJson.writeLine(out, ControlAnswer.of(answer));
        }

        @Override
        public void awaitEnd() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
