package org.tokentwin.junit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An order as a testbed takes it: the options of its command line, by their names without hyphens. PINs and passwords are not among them. */
final class ProcessOrder {
    /** Between the values of an option that may be given several times. */
    static final String BETWEEN_VALUES = "\n";

    private ProcessOrder() {}

    static Map<String, String> of(Order order) {
        Map<String, String> options = new TreeMap<>();
        options.put("profile", order.hasProfileFile() ? absolute(order.profile()) : order.profile());
        order.label().ifPresent(label -> options.put("label", label));
        options.put("pin-state", order.withInitialPin() ? "initial" : "changed");
        putAll(options, "fault", order.faults(), Function.identity());
        if (order.isBlank()) {
            options.put("blank", "true");
        } else if (order.credentials().isEmpty()) {
            addEcert(options, order);
        } else {
            putAll(options, "p12", order.credentials(), Path::toString);
        }
        return options;
    }

    private static void addEcert(Map<String, String> options, Order order) {
        options.put("holder", order.holder());
        options.put("key", order.key().spelling());
        options.put("test-key", String.valueOf(!order.freshKey()));
        options.put("years", String.valueOf(order.years()));
        order.email().ifPresent(address -> options.put("email", address));
        order.referenceNumber().ifPresent(number -> options.put("srn", number));
        order.organisation().ifPresent(name -> options.put("organisation", name));
        order.branch().ifPresent(name -> options.put("branch", name));
        order.registration().ifPresent(number -> options.put("registration", number));
        order.issued().ifPresent(day -> options.put("issued", day));
        if (!order.mutualRecognition()) {
            options.put("no-mutual-recognition", "true");
        }
        putAll(options, "policy", order.policies(), Function.identity());
        putAll(options, "beside", order.beside(), Companion::spelling);
    }

    private static <T> void putAll(
            Map<String, String> options, String name, List<T> values, Function<T, String> spelling) {
        if (!values.isEmpty()) {
            options.put(name, values.stream().map(spelling).collect(Collectors.joining(BETWEEN_VALUES)));
        }
    }

    private static String absolute(String path) {
        return Path.of(path).toAbsolutePath().toString();
    }
}
