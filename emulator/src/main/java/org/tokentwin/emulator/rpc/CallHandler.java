package org.tokentwin.emulator.rpc;

import org.tokentwin.emulator.cryptoki.Cryptoki;

/** Carries one call out: reads its arguments, calls Cryptoki, writes what it returns. */
@FunctionalInterface
interface CallHandler {
    /**
     * @throws ProtocolException when the arguments cannot be read
     * @throws org.tokentwin.emulator.cryptoki.CryptokiException when the call is refused
     */
    void handle(Cryptoki application, RpcReader in, RpcWriter out);
}
