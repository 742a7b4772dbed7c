package org.tokentwin.emulator.authority;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tokentwin.emulator.fault.FaultForm;

/** The faults that wait to happen to an authority's responses, and the clocks that they have set. Safe for use by many threads. */
public final class ServiceFaults {
    private static final class Armed {
        private final ServiceFault fault;
        private int seen;

        private Armed(ServiceFault fault) {
            this.fault = fault;
        }

        private boolean isDue(Service asked) {
            if (!fault.service().includes(asked)) {
                return false;
            }
            seen++;
            return fault.number() == FaultForm.ALWAYS || seen == fault.number();
        }

        private boolean isOver() {
            return fault.number() != FaultForm.ALWAYS && seen >= fault.number();
        }
    }

    @GuardedBy("this")
    private final List<Armed> armed = new ArrayList<>();

    @GuardedBy("this")
    private final Map<Service, InstantSource> clocks = new EnumMap<>(Service.class);

    /** Lets a fault happen from now on. A clock is set at once, or at the request that was named. */
    public synchronized void inject(ServiceFault fault) {
        armed.add(new Armed(fault));
        if (fault.number() == FaultForm.ALWAYS && fault.trouble() instanceof Trouble.SetClock(Instant time)) {
            setClock(fault.service(), time);
        }
    }

    /** What waits to happen. */
    public synchronized List<ServiceFault> faults() {
        return armed.stream().map(each -> each.fault).toList();
    }

    /** Takes back all faults that have not happened, and the clocks that were set. */
    public synchronized void clear() {
        armed.clear();
        clocks.clear();
    }

    /** Counts a request, and gives what goes wrong with it. */
    synchronized List<Trouble> due(Service asked) {
        List<Trouble> due = new ArrayList<>();
        for (Armed each : armed) {
            if (each.isDue(asked)) {
                due.add(each.fault.trouble());
                if (each.fault.number() != FaultForm.ALWAYS
                        && each.fault.trouble() instanceof Trouble.SetClock(Instant time)) {
                    setClock(each.fault.service(), time);
                }
            }
        }
        armed.removeIf(Armed::isOver);
        return due;
    }

    /** What a service's clock shows that a fault has set. */
    synchronized Optional<Instant> time(Service service) {
        return Optional.ofNullable(clocks.getOrDefault(service, clocks.get(Service.REQUEST)))
                .map(InstantSource::instant);
    }

    @GuardedBy("this")
    private void setClock(Service service, Instant time) {
        Clock host = Clock.systemUTC();
        clocks.put(service, Clock.offset(host, Duration.between(host.instant(), time)));
    }
}
