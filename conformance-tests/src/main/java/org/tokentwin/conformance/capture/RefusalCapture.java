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
import java.util.stream.Stream;
import org.tokentwin.conformance.Verdict;
import org.tokentwin.conformance.run.CaseResult;
import org.tokentwin.cryptoki.Ckm;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.ParameterKind;

/**
 * What the token returned in place of the standard's values, from the deviations that the suite's cases saw. A value that a function also returned as the
 * standard says is replaced for the mechanism of the deviation only, where the function has one; and of several values that were returned in its place, each is for its own mechanisms.
 */
final class RefusalCapture {
    private static final int MOST = 200;
    private static final String HANDLE = "_HANDLE_INVALID";
    private static final List<Ckr> LOOKED_AT_FIRST =
            List.of(Ckr.CKR_CRYPTOKI_NOT_INITIALIZED, Ckr.CKR_SESSION_HANDLE_INVALID, Ckr.CKR_ARGUMENTS_BAD);
    private static final Set<String> OF_ABSENT = Stream.concat(
                    LOOKED_AT_FIRST.stream(),
                    Stream.of(
                            Ckr.CKR_FUNCTION_NOT_SUPPORTED,
                            Ckr.CKR_SLOT_ID_INVALID,
                            Ckr.CKR_OPERATION_NOT_INITIALIZED,
                            Ckr.CKR_SESSION_READ_ONLY,
                            Ckr.CKR_USER_NOT_LOGGED_IN))
            .map(Ckr::name)
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern NOTE = Pattern.compile("expected (CKR_\\w+(?: or CKR_\\w+)*), seen (CKR_\\w+)");
    private static final Pattern OR = Pattern.compile(" or ");
    private static final Pattern MECHANISM = Pattern.compile("\\b(CKM_\\w+)");

    /** A function's value that the standard asks for, of one mechanism where that is not empty. */
    private record Place(CryptokiFunction function, String mechanism, String standard) {}

    private final Collection<CaseResult> cases;
    private final ProfileDraft draft;

    /** The values in place of one, with the cases that saw them; those of single mechanisms, too, where the value stands for all. */
    private final Map<Place, Map<String, List<String>>> found = new LinkedHashMap<>();

    private final Map<Place, Map<String, List<String>>> byMechanism = new LinkedHashMap<>();

    RefusalCapture(Collection<CaseResult> cases, ProfileDraft draft) {
        this.cases = cases;
        this.draft = draft;
    }

    void run() {
        absent().forEach(this::writeAbsent);
        cases.stream().filter(each -> each.verdict() == Verdict.DEVIATION).forEach(this::read);
        found.entrySet().removeIf(each -> isRather(each.getKey(), each.getValue()));
        found.entrySet().stream().limit(MOST).forEach(each -> writeAll(each.getKey(), each.getValue()));
        if (found.size() > MOST) {
            draft.cannotSay((found.size() - MOST) + " more values that are not the standard's");
        }
    }

    /** A function that a module does not have may look at nothing at all, neither at its pointers nor at whether the module was initialised. */
    private void writeAbsent(CryptokiFunction function) {
        String operation = "operation = " + TomlText.of(function.name());
        String result = "return = " + TomlText.of(Ckr.CKR_FUNCTION_NOT_SUPPORTED.name());
        draft.table("refusals", List.of(operation, result), "no case saw it succeed");
        for (Ckr earlier : LOOKED_AT_FIRST) {
            if (!alsoReturned(function, earlier.name())) {
                String inPlaceOf = "in-place-of = " + TomlText.of(earlier.name());
                draft.table("refusals", List.of(operation, inPlaceOf, result), "no case saw it return that");
            }
        }
    }

    /** The functions that the module does not have: those that look at what stands first at most. */
    private List<CryptokiFunction> absent() {
        return Arrays.stream(CryptokiFunction.values())
                .filter(RefusalCapture::canBeRefused)
                .filter(function -> returned(function).contains(Ckr.CKR_FUNCTION_NOT_SUPPORTED.name())
                        && OF_ABSENT.containsAll(returned(function)))
                .toList();
    }

    private Set<String> returned(CryptokiFunction function) {
        return cases.stream()
                .flatMap(each -> each.returned().getOrDefault(function.name(), Map.of()).keySet().stream())
                .collect(Collectors.toSet());
    }

    private void read(CaseResult result) {
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
                    note(result, function.get(), call.get(), standard, seen);
                }
            }
        }
    }

    /** Of all mechanisms, unless the standard's value was seen too: then of the one that the operation was begun with. */
    private void note(CaseResult result, CryptokiFunction function, String call, String standard, String seen) {
        Optional<Place> ofOne = mechanism(result, function, call).map(name -> new Place(function, name, standard));
        if (!alsoReturned(function, standard)) {
            add(found, new Place(function, "", standard), seen, result.id());
            ofOne.filter(place -> !standard.endsWith(HANDLE)) // a handle is no object's, whatever the mechanism
                    .ifPresent(place -> add(byMechanism, place, seen, result.id()));
        } else if (!standard.equals(Ckr.CKR_OPERATION_NOT_INITIALIZED.name())) {
            // which depends on what came before, and not on the mechanism
            ofOne.ifPresent(place -> add(found, place, seen, result.id()));
        }
    }

    /** Whether the token returns the standard's value for the mechanism, too, in as many cases as it does not. */
    private boolean isRather(Place place, Map<String, List<String>> seen) {
        long deviating = seen.values().stream().flatMap(List::stream).distinct().count();
        return !place.mechanism().isEmpty()
                && cases.stream().filter(each -> returns(each, place)).count() >= deviating;
    }

    private static boolean returns(CaseResult result, Place place) {
        String name = place.function().name() + "(";
        String value = " = " + place.standard();
        return result.calls().stream()
                .filter(line -> line.startsWith(name) && line.endsWith(value))
                .anyMatch(line -> mechanism(result, place.function(), line).equals(Optional.of(place.mechanism())));
    }

    private static void add(Map<Place, Map<String, List<String>>> places, Place place, String seen, String id) {
        places.computeIfAbsent(place, any -> new LinkedHashMap<>())
                .computeIfAbsent(seen, any -> new ArrayList<>())
                .add(id);
    }

    private static Optional<String> mechanism(CaseResult result, CryptokiFunction function, String call) {
        if (Stream.concat(Stream.of(function), function.begunBy().stream())
                .noneMatch(each -> each.takes(ParameterKind.MECHANISM))) {
            return Optional.empty(); // C_GetMechanismInfo names one, and takes none
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
                ? Optional.of(mechanism.group(1))
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
        return function.isOf(ParameterKind.SESSION)
                || function.isOf(ParameterKind.SLOT)
                || function == CryptokiFunction.C_WaitForSlotEvent;
    }

    private static boolean isRefusal(String name) {
        return !name.equals(Ckr.CKR_OK.name())
                && !name.equals(Ckr.CKR_BUFFER_TOO_SMALL.name())
                && Ckr.named(name).isPresent();
    }

    /** Of several values in place of one, those of single mechanisms come first where they are not the most frequent. */
    private void writeAll(Place place, Map<String, List<String>> seen) {
        String most = mostOf(seen).getKey();
        if (seen.size() > 1) {
            byMechanism.forEach((one, values) -> {
                if (one.function() == place.function()
                        && one.standard().equals(place.standard())
                        && !mostOf(values).getKey().equals(most)) {
                    write(one, values);
                }
            });
        }
        write(place, seen);
    }

    private static Map.Entry<String, List<String>> mostOf(Map<String, List<String>> seen) {
        return seen.entrySet().stream()
                .max(Comparator.comparingInt(each -> each.getValue().size()))
                .orElseThrow();
    }

    private void write(Place place, Map<String, List<String>> seen) {
        Map.Entry<String, List<String>> most = mostOf(seen);
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
