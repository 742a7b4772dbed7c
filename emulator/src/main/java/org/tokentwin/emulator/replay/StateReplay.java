package org.tokentwin.emulator.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.recording.RecordedApplication;
import org.tokentwin.emulator.recording.RecordedJson;
import org.tokentwin.emulator.recording.Recording;
import org.tokentwin.emulator.recording.Recording.Entry;

/**
 * Gives back the result of the recorded call with the same arguments in the same state, in whatever order a program calls. Where there were several, they
 * come one after another, and the last one from then on. A call that was not recorded in its state returns {@code CKR_GENERAL_ERROR}.
 */
public final class StateReplay implements Replay {
    private static final int MOST_NOTICES = 20;

    private final Map<String, List<Entry>> recorded;
    private final Map<CryptokiFunction, Integer> lines;
    private final Consumer<String> notices;

    @GuardedBy("this")
    private int made;

    @GuardedBy("this")
    private int different;

    /** @param notices receives a line for a call that was not recorded */
    public StateReplay(Recording recording, Consumer<String> notices) {
        this.notices = notices;
        Map<String, List<Entry>> byState = new HashMap<>();
        Map<CryptokiFunction, Integer> first = new EnumMap<>(CryptokiFunction.class);
        for (List<Entry> application : Applications.of(recording)) {
            DeviceState state = new DeviceState();
            for (Entry call : application) {
                ObjectNode in = call.arguments();
                byState.computeIfAbsent(state.keyOf(call.function(), in), _ -> new ArrayList<>())
                        .add(call);
                first.putIfAbsent(call.function(), call.line());
                state.advance(call.function(), in, call.result(), call.results());
            }
        }
        recorded = Map.copyOf(byState);
        lines = Map.copyOf(first);
    }

    @Override
    public RecordedApplication get() {
        return new Application();
    }

    @Override
    public synchronized boolean isAsRecorded() {
        return different == 0;
    }

    @Override
    public synchronized String progress() {
        return made + " calls were made as recorded, and " + different + " that were not recorded";
    }

    private synchronized void report(CryptokiFunction function, ObjectNode in) {
        if (++different <= MOST_NOTICES) {
            Integer line = lines.get(function);
            notices.accept("the program called " + CallText.of(function, in) + ", and the recording has "
                    + (line == null
                            ? "no call of that function"
                            : "that function (first in line " + line
                                    + "), but not with these arguments in this state"));
        }
    }

    private synchronized void count() {
        made++;
    }

    private final class Application extends WaitingApplication {
        private final DeviceState state = new DeviceState();
        private final Map<String, Integer> given = new HashMap<>();
        private long lastSession;

        @Override
        @GuardedBy("this")
        boolean isRecorded(CryptokiFunction function, ObjectNode in) {
            return recorded.containsKey(state.keyOf(function, in));
        }

        @Override
        @GuardedBy("this")
        Reply reply(CryptokiFunction function, ObjectNode in) {
            String key = state.keyOf(function, in);
            List<Entry> calls = recorded.get(key);
            if (calls == null) {
                report(function, in);
                return new Reply(Ckr.CKR_GENERAL_ERROR.code(), RecordedJson.object());
            }
            count();
            int which = given.merge(key, 1, Integer::sum) - 1;
            Entry call = calls.get(Math.min(which, calls.size() - 1));
            ObjectNode out = call.results();
            if (function == CryptokiFunction.C_OpenSession && out.has("phSession")) {
                out.put("phSession", ++lastSession); // one session may be opened more often than it was
            }
            state.advance(function, in, call.result(), out);
            return new Reply(call.result(), out);
        }
    }
}
