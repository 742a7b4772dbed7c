package org.tokentwin.emulator.fault;

import java.util.Locale;
import java.util.Set;
import org.tokentwin.emulator.card.Ins;

/** The commands that a fault waits for. Of a chain, the last part is the command. */
public enum CommandKind {
    /** Any. */
    COMMAND {
        @Override
        boolean matches(byte[] command) {
            return true;
        }
    },
    /** PERFORM SECURITY OPERATION: compute digital signature. */
    SIGN {
        @Override
        boolean matches(byte[] command) {
            return isWhole(command) && isOperation(command, 0x9E9A);
        }
    },
    /** PERFORM SECURITY OPERATION: decipher, which is key agreement too. */
    DECIPHER {
        @Override
        boolean matches(byte[] command) {
            return isWhole(command) && isOperation(command, 0x8086);
        }
    },
    /** VERIFY with a PIN. */
    VERIFY {
        @Override
        boolean matches(byte[] command) {
            return ins(command) == Ins.VERIFY && command.length > HEADER;
        }
    },
    /** What writes a file, a key or a PIN. */
    WRITE {
        @Override
        boolean matches(byte[] command) {
            return isWhole(command) && WRITING.contains(ins(command));
        }
    };

    private static final int HEADER = 4;
    private static final int CHAINING = 0x10;
    private static final Set<Integer> WRITING = Set.of(
            Ins.CHANGE_REFERENCE_DATA,
            Ins.RESET_RETRY_COUNTER,
            Ins.GENERATE_ASYMMETRIC_KEY_PAIR,
            Ins.UPDATE_BINARY,
            Ins.PUT_DATA,
            Ins.PUT_DATA_BER,
            Ins.CREATE_FILE,
            Ins.DELETE);
    private static final Set<Integer> TAKING_MEMORY =
            Set.of(Ins.GENERATE_ASYMMETRIC_KEY_PAIR, Ins.PUT_DATA_BER, Ins.CREATE_FILE);

    abstract boolean matches(byte[] command);

    /** As it is written in a fault's text. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static boolean takesMemory(byte[] command) {
        return isWhole(command) && TAKING_MEMORY.contains(ins(command));
    }

    private static boolean isWhole(byte[] command) {
        return command.length > 0 && (command[0] < 0 || (command[0] & CHAINING) == 0);
    }

    private static boolean isOperation(byte[] command, int parameters) {
        return ins(command) == Ins.PERFORM_SECURITY_OPERATION
                && command.length >= HEADER
                && (Byte.toUnsignedInt(command[2]) << Byte.SIZE | Byte.toUnsignedInt(command[3])) == parameters;
    }

    private static int ins(byte[] command) {
        return command.length > 1 ? Byte.toUnsignedInt(command[1]) : -1;
    }
}
