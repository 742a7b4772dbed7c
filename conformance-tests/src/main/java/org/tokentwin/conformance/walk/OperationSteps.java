package org.tokentwin.conformance.walk;

import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_BUFFER_TOO_SMALL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OK;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_ACTIVE;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_OPERATION_NOT_INITIALIZED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_SESSION_HANDLE_INVALID;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_USER_NOT_LOGGED_IN;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tokentwin.conformance.Returns;
import org.tokentwin.conformance.walk.Operation.State;
import org.tokentwin.conformance.walk.Output.Room;

/** What goes on with an operation, sections 5.2 and 5.8 to 5.12: at once, in parts, with and without room, in any order. */
final class OperationSteps {
    private static final int[] PARTS = {1, 16, 48};

    private OperationSteps() {}

    /** A step that does all of it. */
    static Step.Action once(Kind kind, Room room) {
        return (world, step) -> world.session(step).ifPresent(session -> once(world, session, kind, room));
    }

    private static void once(World world, SessionModel session, Kind kind, Room room) {
        @Nullable Operation operation = session.operations.get(kind);
        byte[] input = operation == null ? new byte[Scheme.BLOCK] : operation.scheme.input(world);
        Output output = Output.of(world, session, kind.once, input, room, once(session, operation, room));
        if (operation == null || !session.open) {
            return;
        }
        if (operation.sure && operation.state == State.BEGUN && !operation.askedEnd && !operation.waitsForLogin) {
            judge(world, operation, input, output, room);
        }
        operation.askedOnce |= room != Room.ENOUGH;
        after(session, kind, operation, output.value(), room);
    }

    private static long[] once(SessionModel session, @Nullable Operation operation, Room room) {
        if (!session.open) {
            return new long[] {CKR_SESSION_HANDLE_INVALID};
        }
        if (operation == null) {
            return new long[] {CKR_OPERATION_NOT_INITIALIZED};
        }
        if (!operation.sure) {
            return World.ANY;
        }
        if (operation.waitsForLogin) {
            return room == Room.ENOUGH ? new long[] {CKR_USER_NOT_LOGGED_IN} : World.ANY;
        }
        if (operation.state == State.BEGUN) {
            return operation.askedEnd ? World.ANY : done(room);
        }
        return room == Room.ENOUGH
                ? new long[] {CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED}
                : World.ANY; // it does not end what is in parts; whether it tells a length is left open
    }

    private static long[] done(Room room) {
        return new long[] {room == Room.ONE_BYTE ? CKR_BUFFER_TOO_SMALL : CKR_OK};
    }

    private static void judge(World world, Operation operation, byte[] input, Output output, Room room) {
        if (output.value() == CKR_OK && room == Room.ENOUGH) {
            World.require(
                    operation.scheme.isRight(world, operation, input, output.bytes()),
                    operation.scheme.kind.once + " gave a wrong output");
        } else if (output.value() == CKR_OK || output.value() == CKR_BUFFER_TOO_SMALL) {
            World.require(
                    output.length() >= operation.scheme.leastOutput(world),
                    operation.scheme.kind.once + " told too short a length");
        }
    }

    /** It ends with its output and with any refusal but {@code CKR_BUFFER_TOO_SMALL}; where that is not clear, nothing is certain. */
    private static void after(SessionModel session, Kind kind, Operation operation, long value, Room room) {
        boolean known = !operation.sure && value == CKR_OPERATION_NOT_INITIALIZED;
        if (known || (value == CKR_OK && room == Room.ENOUGH)) {
            session.operations.remove(kind);
        } else if (value != CKR_OK && value != CKR_BUFFER_TOO_SMALL) {
            operation.sure = false;
        }
    }

    /** A step that goes on with a part. */
    static Step.Action part(Kind kind) {
        return (world, step) -> world.session(step).ifPresent(session -> part(world, session, kind, step.object()));
    }

    private static void part(World world, SessionModel session, Kind kind, int which) {
        @Nullable Operation operation = session.operations.get(kind);
        byte[] part = operation == null ? new byte[Scheme.BLOCK] : partOf(world, operation, which);
        if (part.length == 0) {
            return;
        }
        long value = kind.isCipher()
                ? cipherPart(world, session, kind, operation, part)
                : world.expect(
                        kind.part.name(),
                        session.name + (part.length == 1 ? ", 1 byte" : ", " + part.length + " bytes"),
                        update(world, session, kind, part),
                        part(session, operation));
        if (operation == null || !session.open) {
            return;
        }
        if (value == CKR_OK) {
            operation.taken.writeBytes(part);
            operation.state = State.IN_PARTS;
        } else {
            operation.sure = false;
        }
    }

    /** The next bytes of the message, whose length the step says, as far as there are some. */
    private static byte[] partOf(World world, Operation operation, int which) {
        byte[] all = operation.scheme.input(world);
        int from = operation.taken.size();
        int length = PARTS[which % PARTS.length];
        return from >= all.length ? new byte[0] : Arrays.copyOfRange(all, from, Math.min(all.length, from + length));
    }

    private static long cipherPart(
            World world, SessionModel session, Kind kind, @Nullable Operation operation, byte[] part) {
        Output output = Output.of(world, session, kind.part, part, Room.ENOUGH, part(session, operation));
        if (operation != null) {
            operation.given.writeBytes(output.bytes());
        }
        return output.value();
    }

    private static Returns.Call update(World world, SessionModel session, Kind kind, byte[] part) {
        return switch (kind) {
            case DIGEST -> () -> world.token().p11().C_DigestUpdate(session.handle, part.clone());
            case SIGN -> () -> world.token().p11().C_SignUpdate(session.handle, part.clone());
            default -> () -> world.token().p11().C_VerifyUpdate(session.handle, part.clone());
        };
    }

    private static long[] part(SessionModel session, @Nullable Operation operation) {
        if (!session.open) {
            return new long[] {CKR_SESSION_HANDLE_INVALID};
        }
        if (operation == null) {
            return new long[] {CKR_OPERATION_NOT_INITIALIZED};
        }
        boolean free = !operation.sure || operation.askedOnce || operation.askedEnd || !operation.scheme.inParts;
        return free ? World.ANY : new long[] {CKR_OK};
    }

    /** A step that ends what was done in parts. */
    static Step.Action end(Kind kind, Room room) {
        return (world, step) -> world.session(step).ifPresent(session -> end(world, session, kind, room));
    }

    private static void end(World world, SessionModel session, Kind kind, Room room) {
        @Nullable Operation operation = session.operations.get(kind);
        boolean whole = operation != null && isWhole(world, operation);
        Output output = Output.of(world, session, kind.end, null, room, end(session, operation, room, whole));
        if (operation == null || !session.open) {
            return;
        }
        boolean empty = operation.state == State.BEGUN && operation.scheme.inParts && kind != Kind.DECRYPT;
        if ((whole || empty) && operation.sure && output.value() == CKR_OK && room == Room.ENOUGH) {
            operation.given.writeBytes(output.bytes());
            World.require(
                    operation.scheme.isRight(
                            world, operation, operation.taken.toByteArray(), operation.given.toByteArray()),
                    kind.end + " gave a wrong output");
        }
        after(session, kind, operation, output.value(), room);
        operation.askedEnd |= room != Room.ENOUGH;
    }

    /** Whether the standard leaves no doubt of how it ends: it has a part, and of a cryptogram all. */
    private static boolean isWhole(World world, Operation operation) {
        boolean all = operation.scheme != Scheme.AES_DECRYPT
                || operation.taken.size() == operation.scheme.input(world).length;
        return all && operation.state == State.IN_PARTS && operation.scheme.inParts;
    }

    private static long[] end(SessionModel session, @Nullable Operation operation, Room room, boolean whole) {
        if (!session.open) {
            return new long[] {CKR_SESSION_HANDLE_INVALID};
        }
        if (operation == null) {
            return new long[] {CKR_OPERATION_NOT_INITIALIZED};
        }
        return operation.sure && whole ? done(room) : World.ANY;
    }
}
