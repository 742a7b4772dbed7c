package org.tokentwin.conformance.call;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a case called, and what came back. Safe for use by many threads. */
public final class Transcript implements CallStep {
    private static final int MOST_LINES = 400;
    private static final String OK = "CKR_OK";

    private final CallLog log;

    @GuardedBy("this")
    private final List<String> lines = new ArrayList<>();

    @GuardedBy("this")
    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();

    private final HandleNames handles = new HandleNames();

    @GuardedBy("this")
    private int left;

    /** @param log hears of each call before and after it */
    public Transcript(CallLog log) {
        this.log = log;
    }

    @Override
    public @Nullable Object pass(String function, @Nullable Object[] arguments, Next next) throws PKCS11Exception {
        return record("", handles, function, arguments, next);
    }

    /** Names the slot that the case works in. */
    public void slot(long id) {
        handles.slot(id);
    }

    /** Records the calls of another application here too, each line with its name. */
    public CallStep of(String application) {
        HandleNames others = new HandleNames();
        return (function, arguments, next) -> record(application + ": ", others, function, arguments, next);
    }

    private @Nullable Object record(
            String who, HandleNames names, String function, @Nullable Object[] arguments, CallStep.Next next)
            throws PKCS11Exception {
        String call = who + CallText.call(function, arguments, names);
        log.entered(call);
        String outcome = "no return value";
        try {
            Object result = next.call(arguments);
            outcome = OK;
            returned(function, OK);
            lines(call + " = " + OK + shown(names, function, arguments, result));
            return result;
        } catch (PKCS11Exception e) {
            outcome = CallText.ckr(e.getErrorCode());
            returned(function, outcome);
            lines(call + " = " + outcome);
            throw e;
        } finally {
            log.left(outcome);
        }
    }

    private static String shown(
            HandleNames names, String function, @Nullable Object[] arguments, @Nullable Object result) {
        if (result != null) {
            return ": " + names.result(function, result);
        }
        for (Object argument : arguments) {
            if (argument instanceof CK_ATTRIBUTE[] template) {
                return ": " + CallText.value(template);
            }
        }
        return "";
    }

    private synchronized void returned(String function, String ckr) {
        counts.computeIfAbsent(function, any -> new TreeMap<>()).merge(ckr, 1, Integer::sum);
    }

    private synchronized void lines(String line) {
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        } else {
            left++;
        }
    }

    /** The calls in the order of their return; at most 400, and a line that says how many more there were. */
    public synchronized List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        if (left > 0) {
            all.add("… and " + left + " more calls");
        }
        return all;
    }

    /** The names of the functions that returned this value, in alphabetical order. */
    public synchronized Set<String> returning(String ckr) {
        Set<String> names = new TreeSet<>();
        counts.forEach((function, values) -> {
            if (values.containsKey(ckr)) {
                names.add(function);
            }
        });
        return names;
    }

    /** How often each function returned each value. */
    public synchronized Map<String, Map<String, Integer>> counts() {
        Map<String, Map<String, Integer>> copy = new TreeMap<>();
        counts.forEach((function, values) -> copy.put(function, new TreeMap<>(values)));
        return copy;
    }
}
