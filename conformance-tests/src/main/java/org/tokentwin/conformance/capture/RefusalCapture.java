package org.tokentwin.conformance.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.tokentwin.cryptoki.ParameterKind;

/**
 * What the token returned in place of the standard's values, from the deviations that the suite's cases saw. A value that a function also returned as the
 * standard says is replaced for the mechanism of the deviation only, where the function has one.
 */
final class RefusalCapture {
    private static final int MOST = 200;
    private static final Pattern NOTE = Pattern.compile("expected (CKR_\\w+(?: or CKR_\\w+)*), seen (CKR_\\w+)");
    private static final Pattern OR = Pattern.compile(" or ");
    private static final Pattern MECHANISM = Pattern.compile("\\b(CKM_\\w+)");

    /** A function's value that the standard asks for, of one mechanism where that is not empty. */
    private record Place(CryptokiFunction function, String mechanism, String standard) {}

    private final Collection<CaseResult> cases;
    private final ProfileDraft draft;

    RefusalCapture(Collection<CaseResult> cases, ProfileDraft draft) {
        this.cases = cases;
        this.draft = draft;
    }

    void run() {
        absent().forEach(function -> draft.table(
                "refusals",
                List.of(
                        "operation = " + TomlText.of(function.name()),
                        "return = " + TomlText.of(Ckr.CKR_FUNCTION_NOT_SUPPORTED.name())),
                "no case saw it succeed"));
        Map<Place, Map<String, List<String>>> found = new LinkedHashMap<>();
        cases.stream().filter(each -> each.verdict() == Verdict.DEVIATION).forEach(each -> read(each, found));
        found.entrySet().stream().limit(MOST).forEach(each -> write(each.getKey(), each.getValue()));
        if (found.size() > MOST) {
            draft.cannotSay((found.size() - MOST) + " more values that are not the standard's");
        }
    }

    /** The functions that the module does not have. */
    private List<CryptokiFunction> absent() {
        return Arrays.stream(CryptokiFunction.values())
                .filter(RefusalCapture::canBeRefused)
                .filter(function -> returned(function).contains(Ckr.CKR_FUNCTION_NOT_SUPPORTED.name())
                        && !returned(function).contains(Ckr.CKR_OK.name()))
                .toList();
    }

    private Set<String> returned(CryptokiFunction function) {
        return cases.stream()
                .flatMap(each -> each.returned().getOrDefault(function.name(), Map.of()).keySet().stream())
                .collect(Collectors.toSet());
    }

    private void read(CaseResult result, Map<Place, Map<String, List<String>>> found) {
        Matcher note = NOTE.matcher(result.detail());
        while (note.find()) {
            String seen = note.group(2);
            Optional<String> call = lastCall(result, seen);
            Optional<CryptokiFunction> function = call.flatMap(RefusalCapture::function);
            if (!isRefusal(seen)
                    || function.filter(RefusalCapture::canBeRefused).isEmpty()) {
                draft.cannotSay(result.id() + ": " + note.group());
                continue;
            }
            for (String standard : OR.splitAsStream(note.group(1)).toList()) {
                if (isRefusal(standard)) {
                    place(result, function.get(), call.get(), standard)
                            .ifPresent(place -> found.computeIfAbsent(place, any -> new LinkedHashMap<>())
                                    .computeIfAbsent(seen, any -> new ArrayList<>())
                                    .add(result.id()));
                }
            }
        }
    }

    /** Of all mechanisms, unless the standard's value was seen too: then of the one that the operation was begun with. */
    private Optional<Place> place(CaseResult result, CryptokiFunction function, String call, String standard) {
        if (!alsoReturned(function, standard)) {
            return Optional.of(new Place(function, "", standard));
        }
        if (standard.equals(Ckr.CKR_OPERATION_NOT_INITIALIZED.name())) {
            return Optional.empty(); // it depends on what came before, and not on the mechanism
        }
        String begin = function.isOf(ParameterKind.SESSION)
                        && function.begunBy().isPresent()
                ? result.calls().stream()
                        .takeWhile(line -> !line.equals(call))
                        .filter(line -> line.startsWith(function.begunBy().get().name() + "("))
                        .reduce("", (one, later) -> later)
                : call;
        Matcher mechanism = MECHANISM.matcher(begin);
        return mechanism.find() && Ckm.named(mechanism.group(1)).isPresent()
                ? Optional.of(new Place(function, mechanism.group(1), standard))
                : Optional.empty();
    }

    private boolean alsoReturned(CryptokiFunction function, String standard) {
        return returned(function).contains(standard);
    }

    private static Optional<String> lastCall(CaseResult result, String seen) {
        return result.calls().stream()
                .filter(line -> line.startsWith("C_") && line.endsWith(" = " + seen))
                .reduce((one, later) -> later);
    }

    private static Optional<CryptokiFunction> function(String call) {
        return CryptokiFunction.named(call.substring(0, Math.max(0, call.indexOf('('))));
    }

    private static boolean canBeRefused(CryptokiFunction function) {
        return function.since() == CryptokiVersion.V2_20
                && (function.isOf(ParameterKind.SESSION) || function.isOf(ParameterKind.SLOT));
    }

    private static boolean isRefusal(String name) {
        return !name.equals(Ckr.CKR_OK.name())
                && !name.equals(Ckr.CKR_BUFFER_TOO_SMALL.name())
                && Ckr.named(name).isPresent();
    }

    private void write(Place place, Map<String, List<String>> seen) {
        Map.Entry<String, List<String>> most = seen.entrySet().stream()
                .max(Comparator.comparingInt(each -> each.getValue().size()))
                .orElseThrow();
        List<String> keys = new ArrayList<>();
        keys.add("operation = " + TomlText.of(place.function().name()));
        if (!place.mechanism().isEmpty()) {
            keys.add("mechanism = " + TomlText.of(place.mechanism()));
        }
        keys.add("in-place-of = " + TomlText.of(place.standard()));
        keys.add("return = " + TomlText.of(most.getKey()));
        String others = seen.keySet().stream()
                .filter(each -> !each.equals(most.getKey()))
                .collect(Collectors.joining(", "));
        draft.table(
                "refusals",
                keys,
                "seen by " + String.join(", ", new TreeSet<>(most.getValue()))
                        + (others.isEmpty() ? "" : "; in other cases " + others));
    }
}
