package org.tokentwin.emulator.rpc;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.KeyPairHandles;
import org.tokentwin.emulator.cryptoki.Mechanism;
import org.tokentwin.emulator.cryptoki.OutputBuffer;

/** Key management and random numbers. */
final class KeyCalls {
    private static final int MOST_RANDOM = 1 << 20;

    private KeyCalls() {}

    static void addTo(Map<RpcCall, CallHandler> handlers) {
        handlers.put(RpcCall.C_GENERATE_KEY, KeyCalls::generateKey);
        handlers.put(RpcCall.C_GENERATE_KEY_PAIR, KeyCalls::generateKeyPair);
        handlers.put(RpcCall.C_WRAP_KEY, KeyCalls::wrapKey);
        handlers.put(RpcCall.C_UNWRAP_KEY, KeyCalls::unwrapKey);
        handlers.put(RpcCall.C_DERIVE_KEY, KeyCalls::deriveKey);
        handlers.put(RpcCall.C_SEED_RANDOM, (application, in, out) -> application.seedRandom(in.ulong(), in.bytes()));
        handlers.put(RpcCall.C_GENERATE_RANDOM, KeyCalls::generateRandom);
    }

    private static void generateKey(Cryptoki application, RpcReader in, RpcWriter out) {
        long session = in.ulong();
        Optional<Mechanism> mechanism = in.mechanism();
        List<Attribute> template = in.attributes();
        out.ulong(application.generateKey(session, Mechanisms.require(mechanism), template));
    }

    private static void generateKeyPair(Cryptoki application, RpcReader in, RpcWriter out) {
        long session = in.ulong();
        Optional<Mechanism> mechanism = in.mechanism();
        List<Attribute> publicTemplate = in.attributes();
        List<Attribute> privateTemplate = in.attributes();
        KeyPairHandles pair =
                application.generateKeyPair(session, Mechanisms.require(mechanism), publicTemplate, privateTemplate);
        out.ulong(pair.publicKey()).ulong(pair.privateKey());
    }

    private static void wrapKey(Cryptoki application, RpcReader in, RpcWriter out) {
        long session = in.ulong();
        Optional<Mechanism> mechanism = in.mechanism();
        long wrappingKey = in.ulong();
        long key = in.ulong();
        OutputBuffer room = in.byteRoom();
        Outputs.write(
                out, room, () -> application.wrapKey(session, Mechanisms.require(mechanism), wrappingKey, key, room));
    }

    private static void unwrapKey(Cryptoki application, RpcReader in, RpcWriter out) {
        long session = in.ulong();
        Optional<Mechanism> mechanism = in.mechanism();
        long key = in.ulong();
        byte[] wrapped = in.bytes();
        List<Attribute> template = in.attributes();
        out.ulong(application.unwrapKey(session, Mechanisms.require(mechanism), key, wrapped, template));
    }

    private static void deriveKey(Cryptoki application, RpcReader in, RpcWriter out) {
        long session = in.ulong();
        Optional<Mechanism> mechanism = in.mechanism();
        long key = in.ulong();
        List<Attribute> template = in.attributes();
        out.ulong(application
                .deriveKey(session, Mechanisms.require(mechanism), key, template)
                .orElse(0L));
    }

    private static void generateRandom(Cryptoki application, RpcReader in, RpcWriter out) {
        long session = in.ulong();
        int room = Math.max(0, in.uint32());
        if (room > MOST_RANDOM) {
            throw new CryptokiException(Ckr.CKR_ARGUMENTS_BAD, room + " random bytes at once");
        }
        out.bytes(application.generateRandom(session, room));
    }
}
