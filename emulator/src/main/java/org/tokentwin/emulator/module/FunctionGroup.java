package org.tokentwin.emulator.module;

import java.util.ArrayList;
import java.util.List;

/**
 * The functions of some sections of PKCS#11. Each method whose first parameter is a
 * {@link org.tokentwin.emulator.cryptoki.Cryptoki} serves the C function of its name: {@code initPin} is {@code C_InitPIN}. The
 * others are the C function's: {@code long} is {@code CK_ULONG}, {@code byte} is {@code CK_BBOOL}, and
 * {@link java.lang.foreign.MemorySegment} is a pointer of unknown extent.
 */
sealed interface FunctionGroup
        permits GeneralGroup,
                SlotGroup,
                SessionGroup,
                ObjectGroup,
                CipherGroup,
                DigestGroup,
                SignatureGroup,
                KeyGroup,
                MessageGroup,
                RandomGroup {
    /**
     * Every function that the JVM implements for a caller.
     *
     * @param messages whether the caller is in this process, and so has the functions for messages
     */
    static List<FunctionGroup> all(AbiLayout abi, boolean messages) {
        List<FunctionGroup> groups = new ArrayList<>(List.of(
                new GeneralGroup(abi),
                new SlotGroup(abi, messages),
                new SessionGroup(abi),
                new ObjectGroup(abi),
                new CipherGroup(abi),
                new DigestGroup(abi),
                new SignatureGroup(abi),
                new KeyGroup(abi),
                new RandomGroup()));
        if (messages) {
            groups.add(new MessageGroup(abi));
        }
        return groups;
    }
}
