package org.tokentwin.emulator.authority;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What goes wrong with an answer. */
public sealed interface Trouble {
    /** The services that it can happen to. */
    Set<Service> services();

    /** What needs no value. */
    enum Plain implements Trouble {
        /** OCSP: tryLater, RFC 6960 section 2.3. */
        TRY_LATER(Service.OCSP),
        /** OCSP: unauthorized. */
        UNAUTHORIZED(Service.OCSP),
        /** The signature is empty. */
        UNSIGNED(Service.OCSP),
        /** Signed by a key that the CA knows nothing of. */
        STRANGER(Service.OCSP, Service.CRL, Service.TSA),
        /** Another nonce than was asked with. */
        WRONG_NONCE(Service.OCSP, Service.TSA),
        /** It was to be replaced before now. */
        STALE(Service.OCSP, Service.CRL),
        /** It is valid from tomorrow on. */
        FUTURE(Service.OCSP, Service.CRL),
        /** The list says another CA's name. */
        WRONG_ISSUER(Service.CRL),
        /** The time stamp is of something else. */
        WRONG_IMPRINT(Service.TSA),
        /** The time stamp is signed with a certificate that expired in 2016. */
        EXPIRED(Service.TSA),
        /** The time stamp is refused, systemFailure. */
        REFUSED(Service.TSA),
        /** HTTP 404. */
        MISSING(Service.values()),
        /** The answer ends in the middle. */
        CUT_OFF(Service.values());

        private final Set<Service> services;

        Plain(Service... services) {
            this.services = Set.of(services);
        }

        @Override
        public Set<Service> services() {
            return services;
        }

        static Optional<Plain> of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.toString().equals(word))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * An HTTP status in place of an answer.
     *
     * @param status 400 to 599
     */
    record Http(int status) implements Trouble {
        public Http {
            if (status < 400 || status > 599) {
                throw new IllegalArgumentException(
                        "an HTTP failure has a status from 400 to 599, as http=500: " + status);
            }
        }

        @Override
        public Set<Service> services() {
            return Set.of(Service.values());
        }

        @Override
        public String toString() {
            return "http=" + status;
        }
    }

    /**
     * The list has so many entries more.
     *
     * @param count up to a million
     */
    record Entries(int count) implements Trouble {
        private static final int MOST = 1_000_000;

        public Entries {
            if (count > MOST) {
                throw new IllegalArgumentException("a list has at most " + MOST + " entries more: " + count);
            }
        }

        @Override
        public Set<Service> services() {
            return Set.of(Service.CRL);
        }

        @Override
        public String toString() {
            return "entries=" + count;
        }
    }

    /** The answer comes later. */
    record Delay(Duration time) implements Trouble {
        @Override
        public Set<Service> services() {
            return Set.of(Service.values());
        }

        @Override
        public String toString() {
            return "delay=" + time.toMillis() + "ms";
        }
    }

    /** The clock is set, and goes on from there. */
    record SetClock(Instant time) implements Trouble {
        @Override
        public Set<Service> services() {
            return Set.of(Service.REQUEST, Service.OCSP, Service.CRL, Service.TSA);
        }

        @Override
        public String toString() {
            return "clock=" + time;
        }
    }
}
