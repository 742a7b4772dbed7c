package org.tokentwin.conformance.walk;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_FUNCTION_NOT_PERMITTED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_KEY_TYPE_INCONSISTENT;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_ACTIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SIGNATURE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKU_CONTEXT_SPECIFIC;

import iaik.pkcs.pkcs11.wrapper.PKCS11;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.walk.Operation.State;
import org.tokentwin.cryptoki.CryptokiFunction;

/** How operations begin, and what has no output: the verdict on a signature, and the login that a key asks for. */
final class BeginSteps {
    private BeginSteps() {}

    /** A step that begins an operation, with the token's key or with the object that the step names. */
    static Step.Action begin(Kind kind) {
        return (world, step) -> world.session(step).ifPresent(session -> {
            @Nullable Thing named = world.things().get(step.object());
            scheme(world, kind, named).filter(world::has).ifPresent(scheme -> begin(world, session, scheme, named));
        });
    }

    /** What the kind of operation and of object make possible; nothing where there is no key for it yet. */
    private static Optional<Scheme> scheme(World world, Kind kind, @Nullable Thing named) {
        boolean secret = named != null && named.type == Thing.Type.SECRET_KEY;
        boolean asking = named != null && named.type == Thing.Type.ASKING_KEY;
        return Optional.ofNullable(
                switch (kind) {
                    case DIGEST -> Scheme.SHA256;
                    case SIGN -> asking ? Scheme.ECDSA_SIGN : world.hasTokenKey() ? Scheme.RSA_SIGN : null;
                    case VERIFY -> named == null || secret || asking ? null : Scheme.RSA_VERIFY;
                    case ENCRYPT -> named == null || asking ? null : secret ? Scheme.AES_ENCRYPT : Scheme.RSA_ENCRYPT;
                    case DECRYPT -> secret ? Scheme.AES_DECRYPT : world.hasTokenKey() ? Scheme.RSA_DECRYPT : null;
                });
    }

    private static void begin(World world, SessionModel session, Scheme scheme, @Nullable Thing named) {
        boolean ofToken = scheme == Scheme.RSA_SIGN || scheme == Scheme.RSA_DECRYPT;
        @Nullable Thing key = ofToken || scheme == Scheme.SHA256 ? null : named;
        long handle = ofToken ? world.tokenKey().handle() : key == null ? 0 : key.handle;
        if (key != null && !key.alive && world.isGivenAgain(key)) {
            return;
        }
        Returns.Call call = call(world, session, scheme, handle);
        if (world.isRefusedIn(session, scheme.kind.begin.name(), call)) {
            return;
        }
        long[] refusals = refusals(world, ofToken, key);
        long seen = world.expect(
                scheme.kind.begin.name(),
                session.name + ", " + scheme + (key == null ? "" : ", " + key.name),
                call,
                allowed(session, scheme.kind, refusals));
        if (seen == CKR_OK) {
            Operation operation = new Operation(scheme, key);
            operation.sure = refusals.length == 0;
            session.operations.put(scheme.kind, operation);
        }
    }

    private static Returns.Call call(World world, SessionModel session, Scheme scheme, long key) {
        PKCS11 p11 = world.token().p11();
        return switch (scheme.kind) {
            case DIGEST -> () -> p11.C_DigestInit(session.handle, scheme.mechanism, true);
            case SIGN -> () -> p11.C_SignInit(session.handle, scheme.mechanism, key, true);
            case VERIFY -> () -> p11.C_VerifyInit(session.handle, scheme.mechanism, key, true);
            case ENCRYPT -> () -> p11.C_EncryptInit(session.handle, scheme.mechanism, key, true);
            case DECRYPT -> () -> p11.C_DecryptInit(session.handle, scheme.mechanism, key, true);
        };
    }

    /** The values of which one must be returned because of the key; none where it fits. */
    private static long[] refusals(World world, boolean ofToken, @Nullable Thing key) {
        if (ofToken && !world.isUser()) {
            return new long[] {CKR_USER_NOT_LOGGED_IN, CKR_KEY_HANDLE_INVALID};
        }
        if (key == null) {
            return new long[0];
        }
        if (!key.alive) {
            return new long[] {CKR_KEY_HANDLE_INVALID};
        }
        return key.type.isData()
                ? new long[] {CKR_KEY_HANDLE_INVALID, CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED}
                : new long[0];
    }

    /** Another operation of the kind forbids it, one of another kind may, as may a search: CKR_OPERATION_ACTIVE in section 5.1.5. */
    private static long[] allowed(SessionModel session, Kind kind, long[] refusals) {
        @Nullable Operation going = session.operations.get(kind);
        if (going != null && !going.sure) {
            return World.ANY;
        }
        if (going != null) {
            return with(refusals, CKR_OPERATION_ACTIVE);
        }
        long[] right = refusals.length == 0 ? new long[] {CKR_OK} : refusals;
        return session.isBusyBeside(kind) ? with(right, CKR_OPERATION_ACTIVE) : right;
    }

    private static long[] with(long[] values, long more) {
        return LongStream.concat(LongStream.of(values), LongStream.of(more)).toArray();
    }

    /** A step that verifies at once or ends a verification in parts, with the right signature or with another. */
    static Step.Action verify(boolean once, boolean right) {
        return (world, step) -> world.session(step).ifPresent(session -> verify(world, session, once, right));
    }

    private static void verify(World world, SessionModel session, boolean once, boolean right) {
        @Nullable Operation operation = session.operations.get(Kind.VERIFY);
        byte[] message = Scheme.RSA_VERIFY.input(world);
        byte[] signed = operation == null || once ? message : operation.taken.toByteArray();
        byte[] signature = Scheme.signature(world, signed);
        if (!right) {
            signature[signature.length - 1] ^= 1;
        }
        Returns.Call call = () -> {
            if (once) {
                world.token().p11().C_Verify(session.handle, message, signature);
            } else {
                world.token().p11().C_VerifyFinal(session.handle, signature);
            }
        };
        String function = once ? CryptokiFunction.C_Verify.name() : CryptokiFunction.C_VerifyFinal.name();
        if (world.isRefusedIn(session, function, call)) {
            return;
        }
        long seen = world.expect(
                function,
                session.name + (right ? ", right signature" : ", wrong signature"),
                call,
                verdict(operation, once, right));
        World.require(right || seen != CKR_OK, function + " accepted a wrong signature");
        if (operation == null) {
            return;
        }
        boolean decided = seen == CKR_OK || seen == CKR_SIGNATURE_INVALID;
        if (decided) {
            session.operations.remove(Kind.VERIFY);
        } else {
            operation.sure = false;
        }
    }

    private static long[] verdict(@Nullable Operation operation, boolean once, boolean right) {
        if (operation == null) {
            return new long[] {CKR_OPERATION_NOT_INITIALIZED};
        }
        if (!operation.sure) {
            return World.ANY;
        }
        boolean inParts = operation.state == State.IN_PARTS;
        if (once && inParts) {
            return new long[] {CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED};
        }
        if (!once && !inParts) {
            return World.ANY;
        }
        return new long[] {right ? CKR_OK : CKR_SIGNATURE_INVALID};
    }

    /** The login that a key asks for, section 5.6: with an operation of such a key only. */
    static void loginForUse(World world, Step step) {
        world.session(step).filter(session -> session.open && world.isUser()).ifPresent(session -> {
            @Nullable Operation operation = session.operations.get(Kind.SIGN);
            boolean awaited = operation != null && operation.sure && operation.waitsForLogin;
            boolean idle = session.operations.isEmpty() && session.search.isEmpty();
            long seen = world.expect(
                    CryptokiFunction.C_Login.name(),
                    session.name + ", CKU_CONTEXT_SPECIFIC",
                    () -> world.token()
                            .p11()
                            .C_Login(
                                    session.handle,
                                    CKU_CONTEXT_SPECIFIC,
                                    world.token().pin(),
                                    true),
                    awaited ? new long[] {CKR_OK} : idle ? new long[] {CKR_OPERATION_NOT_INITIALIZED} : World.ANY);
            if (operation == null) {
                return;
            }
            if (seen == CKR_OK && awaited) {
                operation.waitsForLogin = false;
            } else {
                operation.sure = false;
            }
        });
    }
}
