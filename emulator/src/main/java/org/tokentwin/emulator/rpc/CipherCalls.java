package org.tokentwin.emulator.rpc;

import java.util.Map;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** Encryption, decryption, digests, and the dual functions. */
final class CipherCalls {
    private CipherCalls() {}

    static void addTo(Map<RpcCall, CallHandler> handlers) {
        handlers.put(RpcCall.C_ENCRYPT_INIT, Mechanisms.withKey(Cryptoki::encryptInit));
        handlers.put(RpcCall.C_ENCRYPT, Outputs.ofData(Cryptoki::encrypt));
        handlers.put(RpcCall.C_ENCRYPT_UPDATE, Outputs.ofData(Cryptoki::encryptUpdate));
        handlers.put(RpcCall.C_ENCRYPT_FINAL, Outputs.ofRoom(Cryptoki::encryptFinal));
        handlers.put(RpcCall.C_DECRYPT_INIT, Mechanisms.withKey(Cryptoki::decryptInit));
        handlers.put(RpcCall.C_DECRYPT, Outputs.ofData(Cryptoki::decrypt));
        handlers.put(RpcCall.C_DECRYPT_UPDATE, Outputs.ofData(Cryptoki::decryptUpdate));
        handlers.put(RpcCall.C_DECRYPT_FINAL, Outputs.ofRoom(Cryptoki::decryptFinal));
        handlers.put(
                RpcCall.C_DIGEST_INIT,
                (application, in, out) -> application.digestInit(in.ulong(), Mechanisms.require(in.mechanism())));
        handlers.put(RpcCall.C_DIGEST, Outputs.ofData(Cryptoki::digest));
        handlers.put(
                RpcCall.C_DIGEST_UPDATE, (application, in, out) -> application.digestUpdate(in.ulong(), in.bytes()));
        handlers.put(RpcCall.C_DIGEST_KEY, (application, in, out) -> application.digestKey(in.ulong(), in.ulong()));
        handlers.put(RpcCall.C_DIGEST_FINAL, Outputs.ofRoom(Cryptoki::digestFinal));
        handlers.put(RpcCall.C_DIGEST_ENCRYPT_UPDATE, Outputs.ofData(Cryptoki::digestEncryptUpdate));
        handlers.put(RpcCall.C_DECRYPT_DIGEST_UPDATE, Outputs.ofData(Cryptoki::decryptDigestUpdate));
        handlers.put(RpcCall.C_SIGN_ENCRYPT_UPDATE, Outputs.ofData(Cryptoki::signEncryptUpdate));
        handlers.put(RpcCall.C_DECRYPT_VERIFY_UPDATE, Outputs.ofData(Cryptoki::decryptVerifyUpdate));
    }
}
