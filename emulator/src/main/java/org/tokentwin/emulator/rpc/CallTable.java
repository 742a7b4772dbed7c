package org.tokentwin.emulator.rpc;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Which handler carries out which call. */
final class CallTable {
    private static final Map<RpcCall, CallHandler> HANDLERS = all();

    private CallTable() {}

    static CallHandler handler(RpcCall call) {
        return Objects.requireNonNull(HANDLERS.get(call), call::toString);
    }

    private static Map<RpcCall, CallHandler> all() {
        Map<RpcCall, CallHandler> handlers = new EnumMap<>(RpcCall.class);
        GeneralCalls.addTo(handlers);
        SessionCalls.addTo(handlers);
        ObjectCalls.addTo(handlers);
        CipherCalls.addTo(handlers);
        SignatureCalls.addTo(handlers);
        KeyCalls.addTo(handlers);
        return handlers;
    }
}
