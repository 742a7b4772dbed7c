package org.tokentwin.emulator.authority;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an authority is asked for, and what a fault waits for. */
public enum Service {
    /** Any request. */
    REQUEST,
    OCSP,
    CRL,
    /** Time stamps. */
    TSA,
    /** CA certificates. */
    CA;

    /** As it is written in a fault's text. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean includes(Service asked) {
        return this == REQUEST || this == asked;
    }

    static Optional<Service> of(String word) {
        return Arrays.stream(values())
                .filter(service -> service.word().equals(word))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Service::word).collect(Collectors.joining(", "));
    }
}
