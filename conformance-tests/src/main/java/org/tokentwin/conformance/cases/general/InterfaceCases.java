package org.tokentwin.conformance.cases.general;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tokentwin.conformance.Returns.assertOk;
import static org.tokentwin.conformance.Returns.assertReturns;
import static org.tokentwin.conformance.Returns.assertReturnsOneOf;
import static org.tokentwin.conformance.raw.RawMemory.NULL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_ARGUMENTS_BAD;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_BUFFER_TOO_SMALL;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_FUNCTION_FAILED;
import static org.xipki.pkcs11.wrapper.PKCS11Constants.CKR_GENERAL_ERROR;

import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.tokentwin.conformance.ConformanceCase;
import org.tokentwin.conformance.ConformanceExtension;
import org.tokentwin.conformance.NotApplicable;
import org.tokentwin.conformance.TokenUnderTest;
import org.tokentwin.conformance.raw.RawInterface;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.conformance.raw.RawModule;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.CryptokiFunction;

/** The interfaces of a module of PKCS#11 3.x, v3.0 sections 5.4.5 and 5.4.6. */
@ExtendWith(ConformanceExtension.class)
class InterfaceCases {
    private interface Use {
        void with(RawModule module, RawMemory memory) throws PKCS11Exception;
    }

    private static void on(TokenUnderTest token, CryptokiFunction function, Use use) throws PKCS11Exception {
        RawModule module = token.rawWith(function);
        try (Arena arena = Arena.ofConfined()) {
            use.with(module, new RawMemory(arena));
        }
    }

    private static List<RawInterface> listed(RawModule module, RawMemory memory) throws PKCS11Exception {
        MemorySegment count = memory.ulong(0);
        module.call(CryptokiFunction.C_GetInterfaceList, NULL, count);
        MemorySegment room = memory.block(RawMemory.ulongAt(count) * RawInterface.BYTES);
        module.call(CryptokiFunction.C_GetInterfaceList, room, count);
        return RawInterface.list(room, RawMemory.ulongAt(count));
    }

    private static RawInterface given(RawModule module, RawMemory memory, MemorySegment name, MemorySegment version)
            throws PKCS11Exception {
        MemorySegment place = memory.block();
        module.call(CryptokiFunction.C_GetInterface, name, version, place, 0L);
        return RawInterface.pointedTo(place);
    }

    private static MemorySegment name(RawMemory memory, String name) {
        return memory.bytes((name + '\0').getBytes(StandardCharsets.US_ASCII));
    }

    private static MemorySegment version(RawMemory memory, int major, int minor) {
        return memory.bytes(new byte[] {(byte) major, (byte) minor});
    }

    @ConformanceCase(
            id = "INTERFACE-001",
            section = "v3.0 5.4.5 C_GetInterfaceList",
            requirement = "A null list asks how many interfaces there are, and so many are listed")
    void nullList_asksForTheCount(TokenUnderTest token) throws PKCS11Exception {
        on(token, CryptokiFunction.C_GetInterfaceList, (module, memory) -> {
            MemorySegment count = memory.ulong(0);
            assertOk(() -> module.call(CryptokiFunction.C_GetInterfaceList, NULL, count));
            long asked = RawMemory.ulongAt(count);
            MemorySegment room = memory.block((asked + 1) * RawInterface.BYTES);
            RawMemory.setUlong(count, asked + 1);
            assertOk(() -> module.call(CryptokiFunction.C_GetInterfaceList, room, count));

            assertThat(asked).isPositive();
            assertThat(RawMemory.ulongAt(count)).isEqualTo(asked);
        });
    }

    @ConformanceCase(
            id = "INTERFACE-002",
            section = "v3.0 5.4.5 C_GetInterfaceList",
            requirement = "Too little room returns CKR_BUFFER_TOO_SMALL and tells how much is needed")
    void tooLittleRoom_isTold(TokenUnderTest token) throws PKCS11Exception {
        on(token, CryptokiFunction.C_GetInterfaceList, (module, memory) -> {
            int all = listed(module, memory).size();
            MemorySegment count = memory.ulong(all - 1L);
            MemorySegment room = memory.block((long) all * RawInterface.BYTES);
            room.fill((byte) 0x5A);
            assertReturns(CKR_BUFFER_TOO_SMALL, () -> module.call(CryptokiFunction.C_GetInterfaceList, room, count));

            assertThat(RawMemory.ulongAt(count)).isEqualTo(all);
            assertThat(room.get(ValueLayout.JAVA_BYTE, (all - 1L) * RawInterface.BYTES))
                    .as("behind the room")
                    .isEqualTo((byte) 0x5A);
        });
    }

    @ConformanceCase(
            id = "INTERFACE-003",
            section = "v3.0 5.4.5 C_GetInterfaceList",
            requirement = "A null pointer to the count returns CKR_ARGUMENTS_BAD")
    void nullCount_isRefused(TokenUnderTest token) throws PKCS11Exception {
        on(
                token,
                CryptokiFunction.C_GetInterfaceList,
                (module, memory) -> assertReturns(
                        CKR_ARGUMENTS_BAD,
                        () -> module.call(CryptokiFunction.C_GetInterfaceList, memory.block(), NULL)));
    }

    @ConformanceCase(
            id = "INTERFACE-004",
            section = "v3.0 3.6 CK_INTERFACE",
            requirement = "Every interface has a name and a function list, and no flag but CKF_INTERFACE_FORK_SAFE")
    void everyInterface_isWhole(TokenUnderTest token) throws PKCS11Exception {
        on(token, CryptokiFunction.C_GetInterfaceList, (module, memory) -> {
            for (RawInterface each : listed(module, memory)) {
                assertThat(each.name()).isNotEmpty();
                assertThat(each.functionList()).isNotZero();
                assertThat(each.flags() & ~Ckf.CKF_INTERFACE_FORK_SAFE).isZero();
            }
        });
    }

    @ConformanceCase(
            id = "INTERFACE-005",
            section = "v3.0 5.4.5 C_GetInterfaceList",
            requirement = "PKCS 11 is listed with a function list of version 3.0 or later")
    void standardInterface_isListed(TokenUnderTest token) throws PKCS11Exception {
        on(
                token,
                CryptokiFunction.C_GetInterfaceList,
                (module, memory) -> assertThat(listed(module, memory))
                        .anyMatch(each -> each.name().equals(RawInterface.STANDARD) && each.major() >= 3));
    }

    @ConformanceCase(
            id = "INTERFACE-006",
            section = "v3.0 5.4.6 C_GetInterface",
            requirement = "Each PKCS 11 that is listed is given for its name and version, with the same function list")
    void listedInterface_isGiven(TokenUnderTest token) throws PKCS11Exception {
        on(token, CryptokiFunction.C_GetInterface, (module, memory) -> {
            for (RawInterface each : listed(module, memory)) {
                if (each.name().equals(RawInterface.STANDARD)) {
                    RawInterface given = given(
                            module, memory, name(memory, each.name()), version(memory, each.major(), each.minor()));
                    assertThat(given).isEqualTo(each);
                }
            }
        });
    }

    @ConformanceCase(
            id = "INTERFACE-007",
            section = "v3.0 5.4.6 C_GetInterface",
            requirement = "Without a name and a version it gives one that is listed")
    void noName_givesTheDefault(TokenUnderTest token) throws PKCS11Exception {
        on(
                token,
                CryptokiFunction.C_GetInterface,
                (module, memory) -> assertThat(listed(module, memory)).contains(given(module, memory, NULL, NULL)));
    }

    @ConformanceCase(
            id = "INTERFACE-008",
            section = "v3.0 5.4.6 C_GetInterface",
            requirement = "Without a version it gives one of the name")
    void noVersion_givesOneOfTheName(TokenUnderTest token) throws PKCS11Exception {
        on(
                token,
                CryptokiFunction.C_GetInterface,
                (module, memory) -> assertThat(given(module, memory, name(memory, RawInterface.STANDARD), NULL)
                                .name())
                        .isEqualTo(RawInterface.STANDARD));
    }

    @ConformanceCase(
            id = "INTERFACE-009",
            section = "v3.0 5.4.6 C_GetInterface",
            requirement = "A name that no interface has is refused")
    void unknownName_isRefused(TokenUnderTest token) throws PKCS11Exception {
        on(
                token,
                CryptokiFunction.C_GetInterface,
                (module, memory) -> assertRefused(module, memory, name(memory, "tokentwin-conformance"), NULL, 0));
    }

    @ConformanceCase(
            id = "INTERFACE-010",
            section = "v3.0 5.4.6 C_GetInterface",
            requirement = "A version that the interface does not have is refused")
    void unknownVersion_isRefused(TokenUnderTest token) throws PKCS11Exception {
        on(
                token,
                CryptokiFunction.C_GetInterface,
                (module, memory) ->
                        assertRefused(module, memory, name(memory, RawInterface.STANDARD), version(memory, 77, 7), 0));
    }

    private static void assertRefused(
            RawModule module, RawMemory memory, MemorySegment name, MemorySegment version, long flags) {
        assertReturnsOneOf(
                () -> module.call(CryptokiFunction.C_GetInterface, name, version, memory.block(), flags),
                CKR_ARGUMENTS_BAD,
                CKR_FUNCTION_FAILED,
                CKR_GENERAL_ERROR);
    }

    @ConformanceCase(
            id = "INTERFACE-011",
            section = "v3.0 5.4.6 C_GetInterface",
            requirement = "CKF_INTERFACE_FORK_SAFE gives an interface with that flag, or is refused")
    void forkSafe_isGivenWhereItIs(TokenUnderTest token) throws PKCS11Exception {
        on(token, CryptokiFunction.C_GetInterface, (module, memory) -> {
            boolean there = listed(module, memory).stream().anyMatch(RawInterface::isForkSafe);
            if (there) {
                MemorySegment place = memory.block();
                assertOk(() ->
                        module.call(CryptokiFunction.C_GetInterface, NULL, NULL, place, Ckf.CKF_INTERFACE_FORK_SAFE));
                assertThat(RawInterface.pointedTo(place).isForkSafe()).isTrue();
            } else {
                assertRefused(module, memory, NULL, NULL, Ckf.CKF_INTERFACE_FORK_SAFE);
            }
        });
    }

    @ConformanceCase(
            id = "INTERFACE-012",
            section = "v3.0 5.4.6 C_GetInterface",
            requirement = "A null pointer for the interface returns CKR_ARGUMENTS_BAD")
    void nullPlace_isRefused(TokenUnderTest token) throws PKCS11Exception {
        on(
                token,
                CryptokiFunction.C_GetInterface,
                (module, memory) -> assertReturns(
                        CKR_ARGUMENTS_BAD, () -> module.call(CryptokiFunction.C_GetInterface, NULL, NULL, NULL, 0L)));
    }

    @ConformanceCase(
            id = "INTERFACE-013",
            section = "v3.0 5.4",
            requirement = "C_GetInterfaceList and C_GetInterface answer without C_Initialize")
    void interfaces_areThereBeforeInitialize(TokenUnderTest token) throws PKCS11Exception {
        on(token, CryptokiFunction.C_GetInterface, (module, memory) -> {
            List<RawInterface> before = listed(module, memory);
            token.p11().C_Finalize(null);

            assertThat(listed(module, memory)).isEqualTo(before);
            assertOk(() -> given(module, memory, NULL, NULL));
        });
    }

    @ConformanceCase(
            id = "INTERFACE-014",
            section = "v3.0 3.6 CK_FUNCTION_LIST_3_0",
            requirement = "Every function of its version is in the list of the interface, supported or not")
    void everyFunction_isInTheList(TokenUnderTest token) throws PKCS11Exception {
        RawModule module = token.rawWith(CryptokiFunction.C_GetInterface);
        try (Arena arena = Arena.ofConfined()) {
            RawMemory memory = new RawMemory(arena);
            RawInterface given = given(module, memory, name(memory, RawInterface.STANDARD), NULL);
            NotApplicable.unless(given.major() >= 3, "the interface is of version " + given.major());
            assertThat(given.functions()).allMatch(module::has);
        }
    }
}
