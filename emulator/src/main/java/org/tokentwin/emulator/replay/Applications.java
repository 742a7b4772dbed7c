package org.tokentwin.emulator.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.recording.Recording;
import org.tokentwin.emulator.recording.Recording.Entry;

/** The applications of a recording in the order in which they came. One that finalised and initialised again is two, since a replayed program is too. */
final class Applications {
    private Applications() {}

    /** Returns each application's calls, without those that a program's own library returns from. */
    static List<List<Entry>> of(Recording recording) {
        List<List<Entry>> applications = new ArrayList<>();
        Map<Long, List<Entry>> current = new HashMap<>();
        for (Entry call : recording.calls()) {
            if (isOfLibrary(call)) {
                continue;
            }
            List<Entry> calls = current.computeIfAbsent(call.application(), _ -> begin(applications));
            calls.add(call);
            if (call.function() == CryptokiFunction.C_Finalize && call.result() == Ckr.CKR_OK.code()) {
                current.remove(call.application());
            }
        }
        return applications;
    }

    private static List<Entry> begin(List<List<Entry>> applications) {
        List<Entry> calls = new ArrayList<>();
        applications.add(calls);
        return calls;
    }

    /** The library in the program's process knows by itself whether it has been initialised. */
    private static boolean isOfLibrary(Entry call) {
        return call.result() == Ckr.CKR_CRYPTOKI_NOT_INITIALIZED.code()
                || call.result() == Ckr.CKR_CRYPTOKI_ALREADY_INITIALIZED.code();
    }
}
