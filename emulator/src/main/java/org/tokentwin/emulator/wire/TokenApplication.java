package org.tokentwin.emulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.CryptokiSource;
import org.tokentwin.emulator.module.CFunctions;
import org.tokentwin.emulator.recording.RecordedCall;

/** An application of emulated tokens, whose calls are recorded where somebody wants them. */
final class TokenApplication implements WireApplication {
    private static final long NANOS_IN_MICRO = 1000;

    private final CryptokiSource application;
    private final long number;
    private final @Nullable Consumer<RecordedCall> recorder;

    /**
     * @param number by which a recording names it
     * @param recorder is given each call when it is over, before the client gets its result; null where nobody wants them
     */
    TokenApplication(CryptokiSource application, long number, @Nullable Consumer<RecordedCall> recorder) {
        this.application = application;
        this.number = number;
        this.recorder = recorder;
    }

    @Override
    public boolean answer(
            CryptokiFunction function,
            MemorySegment request,
            ClientLayout layout,
            CallMemory memory,
            Message response,
            boolean atOnce) {
        Consumer<RecordedCall> records = recorder;
        ObjectNode in = records == null ? null : RequestImage.of(function, request);
        RemoteCall call = new RemoteCall(function, layout, memory, new Message.Reader(request));
        if (atOnce && function.takesPin() && call.lacksArgument()) {
            return false;
        }
        CFunctions functions = CFunctions.of(layout.model);
        if (records == null || in == null) {
            call.carryOut(functions, application, response);
            return true;
        }
        String at = Instant.now().toString();
        long start = System.nanoTime();
        call.carryOut(functions, application, response);
        long micros = (System.nanoTime() - start) / NANOS_IN_MICRO;
        records.accept(recorded(at, function, in, response, micros));
        return true;
    }

    private RecordedCall recorded(String at, CryptokiFunction function, ObjectNode in, Message response, long micros) {
        Message.Reader written = response.reader();
        long result = written.word();
        @Nullable Long objectClass = RequestImage.needsClass(in) ? objectClass(in) : null;
        return new RecordedCall(
                at, number, function, in, result, ResponseImage.of(function, written, in, objectClass), micros);
    }

    /** The class of the object whose value was read, which decides whether the value is secret. */
    private @Nullable Long objectClass(ObjectNode in) {
        try {
            long[] types = {Cka.CKA_CLASS};
            return application
                    .get()
                    .getAttributeValue(
                            in.path("hSession").longValue(), in.path("hObject").longValue(), types)
                    .getFirst()
                    .value()
                    .map(Attribute::asUlong)
                    .orElse(null);
        } catch (CryptokiException e) {
            return null; // the object is gone, and its value is not recorded
        }
    }

    @Override
    public void refused(String function, long argument, Ckr ckr) {
        application.get().refused(function, argument, ckr);
    }

    @Override
    public void ended() {
        application.get().ended();
    }
}
