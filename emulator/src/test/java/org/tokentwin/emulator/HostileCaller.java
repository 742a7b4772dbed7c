package org.tokentwin.emulator;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import org.tokentwin.emulator.issuer.KeyType;

/** A process with a token and a C program that misuses its module, see {@code hostile-caller.c}. What goes too far ends the process. */
final class HostileCaller {
    private HostileCaller() {}

    /** @param args the C program's library, how many calls it is to make, and the seed that they follow from */
    public static void main(String[] args) throws Throwable {
        try (EmulatedToken token =
                        EmulatedToken.order().key(KeyType.P256).withTestKey().issue();
                Emulator emulator = Emulator.with(token);
                Arena arena = Arena.ofConfined()) {
            MethodHandle calls = Linker.nativeLinker()
                    .downcallHandle(
                            SymbolLookup.libraryLookup(Path.of(args[0]), arena).findOrThrow("hostile_calls"),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_LONG,
                                    ValueLayout.JAVA_LONG));
            int wrong = (int) calls.invoke(
                    arena.allocateFrom(emulator.modulePath().toString()),
                    arena.allocateFrom(new String(token.pin())),
                    Long.parseLong(args[1]),
                    Long.parseLong(args[2]));
            System.exit(wrong == 0 ? 0 : 1);
        }
    }
}
