package org.tokentwin.emulator.cli;

import java.util.List;
import java.util.Optional;
import org.tokentwin.emulator.asking.AnswerVerb;
import org.tokentwin.emulator.asking.OpenQuestions;
import org.tokentwin.emulator.asking.QuestionsVerb;
import org.tokentwin.emulator.control.Verb;
import org.tokentwin.emulator.control.Verbs;
import org.tokentwin.emulator.desk.DeskServer;
import org.tokentwin.emulator.desk.DeskVerb;

/** The desk's HTTP server in the tokens' process; or nothing, where it was not asked for. */
final class DeskService implements AutoCloseable {
    private final Optional<DeskServer> server;
    private final OpenQuestions questions = new OpenQuestions();

    private DeskService(Optional<DeskServer> server) {
        this.server = server;
    }

    static DeskService none() {
        return new DeskService(Optional.empty());
    }

    static DeskService of(DeskServer server) {
        return new DeskService(Optional.of(server));
    }

    /** What a running server can be asked to do with it. */
    List<Verb> verbs() {
        return server.<List<Verb>>map(
                        each -> List.of(new DeskVerb(each), new QuestionsVerb(questions), new AnswerVerb(questions)))
                .orElse(List.of());
    }

    /** The questions that are answered on it; empty if there is no desk. */
    Optional<OpenQuestions> questions() {
        return server.map(_ -> questions);
    }

    /** Serves these verbs from now on. */
    void serve(Verbs verbs) {
        server.ifPresent(each -> each.serve(verbs));
    }

    /** A link that opens it once; empty if there is no desk. */
    Optional<String> link() {
        return server.map(DeskServer::newLink);
    }

    @Override
    public void close() {
        server.ifPresent(DeskServer::close);
    }
}
