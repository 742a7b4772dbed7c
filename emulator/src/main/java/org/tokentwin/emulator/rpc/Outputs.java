package org.tokentwin.emulator.rpc;

import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** Calls that return bytes: a buffer that is too small is no error on the wire, but a length without bytes. */
final class Outputs {
    /** A call with a session and room for bytes: {@code ufy}. */
    @FunctionalInterface
    interface RoomCall {
        void call(Cryptoki application, long session, OutputBuffer output);
    }

    /** A call with a session, bytes and room for bytes: {@code uayfy}. */
    @FunctionalInterface
    interface DataCall {
        void call(Cryptoki application, long session, byte[] data, OutputBuffer output);
    }

    private Outputs() {}

    static CallHandler ofRoom(RoomCall call) {
        return (application, in, out) -> {
            long session = in.ulong();
            OutputBuffer room = in.byteRoom();
            write(out, room, () -> call.call(application, session, room));
        };
    }

    static CallHandler ofData(DataCall call) {
        return (application, in, out) -> {
            long session = in.ulong();
            byte[] data = in.bytes();
            OutputBuffer room = in.byteRoom();
            write(out, room, () -> call.call(application, session, data, room));
        };
    }

    static void write(RpcWriter out, OutputBuffer room, Runnable call) {
        try {
            call.run();
        } catch (CryptokiException e) {
            if (e.ckr() != Ckr.CKR_BUFFER_TOO_SMALL) {
                throw e;
            }
        }
        out.output(room);
    }
}
