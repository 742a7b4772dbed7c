package org.tokentwin.emulator.module;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.cryptoki.Cryptoki;
import org.tokentwin.emulator.cryptoki.InitializeArgs;
import org.tokentwin.emulator.cryptoki.LibraryInfo;

/** General-purpose functions, PKCS#11 v2.40 section 5.4, and the parallel ones of section 5.16. */
record GeneralGroup(AbiLayout abi) {
    private static final int MUTEX_FUNCTIONS = 4;

    void initialize(Cryptoki cryptoki, MemorySegment args) {
        cryptoki.initialize(initializeArgs(args));
    }

    void finalize(Cryptoki cryptoki, MemorySegment reserved) {
        cryptoki.finalizeCryptoki(!Arguments.isNull(reserved));
    }

    void getInfo(Cryptoki cryptoki, MemorySegment info) {
        Arguments.require(info);
        LibraryInfo library = cryptoki.getInfo();
        new StructureWriter(abi, info)
                .version(library.cryptokiVersion())
                .text(library.manufacturerId(), 32)
                .ulong(library.flags())
                .text(library.libraryDescription(), 32)
                .version(library.libraryVersion());
    }

    void getFunctionStatus(Cryptoki cryptoki, long session) {
        cryptoki.getFunctionStatus(session);
    }

    void cancelFunction(Cryptoki cryptoki, long session) {
        cryptoki.cancelFunction(session);
    }

    private @Nullable InitializeArgs initializeArgs(MemorySegment args) {
        if (Arguments.isNull(args)) {
            return null;
        }
        StructureReader fields = new StructureReader(abi, args);
        int mutexFunctions = 0;
        for (int i = 0; i < MUTEX_FUNCTIONS; i++) {
            mutexFunctions += Arguments.isNull(fields.pointer()) ? 0 : 1;
        }
        return new InitializeArgs(mutexFunctions, fields.ulong(), !Arguments.isNull(fields.pointer()));
    }
}
