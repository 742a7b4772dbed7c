package org.tokentwin.emulator.rpc;

import java.util.Map;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** Signing and verifying. */
final class SignatureCalls {
    private SignatureCalls() {}

    static void addTo(Map<RpcCall, CallHandler> handlers) {
        handlers.put(RpcCall.C_SIGN_INIT, Mechanisms.withKey(Cryptoki::signInit));
        handlers.put(RpcCall.C_SIGN, Outputs.ofData(Cryptoki::sign));
        handlers.put(RpcCall.C_SIGN_UPDATE, (application, in, out) -> application.signUpdate(in.ulong(), in.bytes()));
        handlers.put(RpcCall.C_SIGN_FINAL, Outputs.ofRoom(Cryptoki::signFinal));
        handlers.put(RpcCall.C_SIGN_RECOVER_INIT, Mechanisms.withKey(Cryptoki::signRecoverInit));
        handlers.put(RpcCall.C_SIGN_RECOVER, Outputs.ofData(Cryptoki::signRecover));
        handlers.put(RpcCall.C_VERIFY_INIT, Mechanisms.withKey(Cryptoki::verifyInit));
        handlers.put(
                RpcCall.C_VERIFY, (application, in, out) -> application.verify(in.ulong(), in.bytes(), in.bytes()));
        handlers.put(
                RpcCall.C_VERIFY_UPDATE, (application, in, out) -> application.verifyUpdate(in.ulong(), in.bytes()));
        handlers.put(RpcCall.C_VERIFY_FINAL, (application, in, out) -> application.verifyFinal(in.ulong(), in.bytes()));
        handlers.put(RpcCall.C_VERIFY_RECOVER_INIT, Mechanisms.withKey(Cryptoki::verifyRecoverInit));
        handlers.put(RpcCall.C_VERIFY_RECOVER, Outputs.ofData(Cryptoki::verifyRecover));
    }
}
