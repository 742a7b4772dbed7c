package org.tokentwin.emulator.authority;

import java.util.Optional;
import org.tokentwin.emulator.fault.FaultForm;

/**
 * Something that goes wrong with an authority's answer, and when: at the n-th request to a service from the moment on when it is injected,
 * or at each.
 *
 * @param number counts from 1; 0 for each request
 */
public record ServiceFault(Trouble trouble, Service service, int number) {
    /** @throws IllegalArgumentException when it cannot happen to this service */
    public ServiceFault {
        if (number < FaultForm.ALWAYS) {
            throw new IllegalArgumentException("requests are counted from 1: " + number);
        }
        if (!trouble.services().contains(service)) {
            throw new IllegalArgumentException(trouble + " does not happen to " + service.word() + ", but to "
                    + String.join(
                            ", ",
                            trouble.services().stream()
                                    .sorted()
                                    .map(Service::word)
                                    .toList()));
        }
    }

    /**
     * Reads {@code TROUBLE[@SERVICE[:NUMBER]]}, for example {@code try-later}, {@code stale@crl:always}, {@code http=500@tsa} or {@code
     * clock=2031-01-01}. Without a service it is the one that the trouble can happen to, or any; without a number it is the next request's.
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    public static ServiceFault parse(String text) {
        FaultForm form = FaultForm.parse(text);
        boolean slow = form.action().equals("slow");
        Trouble trouble = trouble(slow ? form.withAction("delay") : form);
        boolean goesOn = slow || trouble instanceof Trouble.SetClock;
        return new ServiceFault(trouble, service(trouble, form.kind()), form.number(goesOn ? FaultForm.ALWAYS : 1));
    }

    private static Trouble trouble(FaultForm form) {
        return switch (form.action()) {
            case "http" -> new Trouble.Http(form.wholeNumber());
            case "entries" -> new Trouble.Entries(form.wholeNumber());
            case "delay" -> new Trouble.Delay(form.time());
            case "clock" -> new Trouble.SetClock(form.instant());
            default -> {
                Trouble plain = Trouble.Plain.of(form.action())
                        .orElseThrow(() -> new IllegalArgumentException("'" + form.action()
                                + "' is no fault of an authority: there are "
                                + String.join(", ", names())
                                + ", http=STATUS, entries=COUNT, delay=TIME, slow=TIME, clock=TIME"));
                form.requireNoValue();
                yield plain;
            }
        };
    }

    private static Iterable<String> names() {
        return java.util.Arrays.stream(Trouble.Plain.values())
                .map(Trouble.Plain::toString)
                .toList();
    }

    private static Service service(Trouble trouble, Optional<String> kind) {
        if (kind.isPresent()) {
            return Service.of(kind.get())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "'" + kind.get() + "' is no service: there are " + Service.words()));
        }
        if (trouble.services().contains(Service.REQUEST)) {
            return Service.REQUEST;
        }
        if (trouble.services().size() > 1) {
            throw new IllegalArgumentException(
                    trouble + " happens to more than one service: name it, as in " + trouble + "@"
                            + trouble.services().stream()
                                    .sorted()
                                    .findFirst()
                                    .orElseThrow()
                                    .word());
        }
        return trouble.services().iterator().next();
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return trouble + "@" + service.word() + ":"
                + (number == FaultForm.ALWAYS ? "always" : Integer.toString(number));
    }
}
