package org.tokentwin.emulator.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.recording.RecordedApplication;
import org.tokentwin.emulator.recording.RecordedJson;
import org.tokentwin.emulator.recording.Recording;
import org.tokentwin.emulator.recording.Recording.Entry;

/**
 * Gives back the calls in their order: the first program gets those of the first recorded one, and so on. A call that is not the next one returns {@code
 * CKR_GENERAL_ERROR}, as do all after it, since what would follow is not known.
 */
public final class StrictReplay implements Replay {
    private final List<List<Entry>> recorded;
    private final Consumer<String> notices;

    @GuardedBy("this")
    private final List<Application> begun = new ArrayList<>();

    private volatile boolean asRecorded = true;

    /** @param notices receives a line where a program does not do what the recorded one did */
    public StrictReplay(Recording recording, Consumer<String> notices) {
        this.recorded = Applications.of(recording);
        this.notices = notices;
    }

    @Override
    public synchronized RecordedApplication get() {
        int number = begun.size();
        Application application = new Application(number < recorded.size() ? recorded.get(number) : List.of());
        begun.add(application);
        return application;
    }

    @Override
    public boolean isAsRecorded() {
        return asRecorded;
    }

    @Override
    public synchronized String progress() {
        int calls = recorded.stream().mapToInt(List::size).sum();
        int done = begun.stream().mapToInt(Application::done).sum();
        return done + " of " + calls + " recorded calls were made";
    }

    private final class Application extends WaitingApplication {
        private final List<Entry> calls;

        @GuardedBy("this")
        private int next;

        @GuardedBy("this")
        private boolean over;

        private Application(List<Entry> calls) {
            this.calls = calls;
        }

        private synchronized int done() {
            return next;
        }

        @Override
        @GuardedBy("this")
        boolean isRecorded(CryptokiFunction function, ObjectNode in) {
            return !over
                    && next < calls.size()
                    && calls.get(next).function() == function
                    && calls.get(next).in().equals(RecordedJson.text(in));
        }

        @Override
        @GuardedBy("this")
        Reply reply(CryptokiFunction function, ObjectNode in) {
            if (isRecorded(function, in)) {
                Entry call = calls.get(next++);
                return new Reply(call.result(), call.results());
            }
            if (!over) {
                over = true;
                asRecorded = false;
                notices.accept(difference(function, in));
            }
            return new Reply(Ckr.CKR_GENERAL_ERROR.code(), RecordedJson.object());
        }

        @GuardedBy("this")
        private String difference(CryptokiFunction function, ObjectNode in) {
            String called = "the program called " + CallText.of(function, in);
            if (next >= calls.size()) {
                return called + ", and nothing more of it is recorded; --by-state lets calls come again";
            }
            Entry expected = calls.get(next);
            return called + ", and line " + expected.line() + " of the recording has "
                    + CallText.of(expected.function(), expected.arguments())
                    + "; --by-state lets calls come in another order";
        }
    }
}
