package org.tokentwin.conformance.mutant;

import java.util.List;
import java.util.Objects;
import org.tokentwin.cryptoki.Ckr;
import org.tokentwin.emulator.cryptoki.CryptokiException;
import org.tokentwin.emulator.cryptoki.InitializeArgs;
import org.tokentwin.emulator.cryptoki.LibraryInfo;
import org.tokentwin.emulator.cryptoki.Version;

/** Faults in the library's beginning and end, and in random numbers. */
final class GeneralMutants {
    private GeneralMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.in(
                        "initialize",
                        "initialize-twice",
                        "A second C_Initialize is CKR_OK",
                        call -> call.ignoring(Ckr.CKR_CRYPTOKI_ALREADY_INITIALIZED),
                        "GENERAL-001"),
                Mutant.in(
                        "initialize",
                        "initialize-with-anything",
                        "C_Initialize does not look at its arguments",
                        call -> call.proceedWith(0, new InitializeArgs(0, 0, false)),
                        "GENERAL-007",
                        "GENERAL-008"),
                Mutant.in(
                        "finalizeCryptoki",
                        "finalize-does-nothing",
                        "C_Finalize leaves the library as it is",
                        call -> null,
                        "GENERAL-002",
                        "PROFILE-001"),
                Mutant.in(
                        "finalizeCryptoki",
                        "finalize-with-anything",
                        "C_Finalize does not look at pReserved",
                        call -> call.proceedWith(0, false),
                        "GENERAL-006"),
                Mutant.in(
                        "getInfo",
                        "version-of-tomorrow",
                        "C_GetInfo reports version 9.0",
                        call -> withVersion(call, new Version(9, 0)),
                        "GENERAL-004"),
                Mutant.in(
                        "getInfo",
                        "info-flags",
                        "C_GetInfo has a flag that must be 0",
                        call -> withFlags(call),
                        "GENERAL-004"),
                Mutant.in(
                                "generateRandom",
                                "random-zeros",
                                "C_GenerateRandom writes nothing into the buffer",
                                call -> new byte[(Integer) call.argument(1)],
                                "RANDOM-001")
                        .foundBy("THREAD-004"),
                Mutant.in(
                        "generateRandom",
                        "random-seven-bits",
                        "Random bytes never have their highest bit set",
                        call -> withoutHighestBits((byte[]) Objects.requireNonNull(call.proceed())),
                        "RANDOM-002"),
                Mutant.in(
                        "seedRandom",
                        "seed-fails",
                        "C_SeedRandom is CKR_GENERAL_ERROR",
                        call -> {
                            throw new CryptokiException(Ckr.CKR_GENERAL_ERROR, "a fault");
                        },
                        "RANDOM-003"));
    }

    private static LibraryInfo withVersion(Call call, Version version) {
        LibraryInfo info = call.honest().getInfo();
        return new LibraryInfo(
                version, info.manufacturerId(), info.flags(), info.libraryDescription(), info.libraryVersion());
    }

    private static LibraryInfo withFlags(Call call) {
        LibraryInfo info = call.honest().getInfo();
        return new LibraryInfo(
                info.cryptokiVersion(), info.manufacturerId(), 1, info.libraryDescription(), info.libraryVersion());
    }

    private static byte[] withoutHighestBits(byte[] random) {
        for (int i = 0; i < random.length; i++) {
            random[i] &= 0x7F;
        }
        return random;
    }
}
