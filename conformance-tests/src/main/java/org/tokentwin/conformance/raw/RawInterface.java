package org.tokentwin.conformance.raw;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tokentwin.cryptoki.Ckf;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.CryptokiVersion;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.Structure;

/**
 * A {@code CK_INTERFACE} that a module gave, PKCS#11 v3.0 section 3.6.
 *
 * @param name as long as a name can be expected to be; empty for a null pointer
 * @param functionList its address
 * @param major of the version in front of the function list; -1 where there is no list
 * @param minor likewise
 */
public record RawInterface(String name, long functionList, int major, int minor, long flags) {
    /** The name of the interface that the standard describes. */
    public static final String STANDARD = LaterFunctions.NAME;

    /** How long a {@code CK_INTERFACE} is. */
    public static final long BYTES = Structure.CK_INTERFACE.size(DataModel.host());

    private static final int LONGEST_NAME = 256;

    /** Reads so many, one behind the other. */
    public static List<RawInterface> list(MemorySegment place, long count) {
        List<RawInterface> all = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            all.add(at(place.asSlice(i * BYTES, BYTES)));
        }
        return all;
    }

    /** Reads the one that a place in memory points to. */
    public static RawInterface pointedTo(MemorySegment place) {
        return at(place.get(ValueLayout.ADDRESS_UNALIGNED, 0).reinterpret(BYTES));
    }

    private static RawInterface at(MemorySegment place) {
        MemorySegment list = pointer(place, "pFunctionList");
        MemorySegment version = list.reinterpret(list.address() == 0 ? 0 : 2);
        return new RawInterface(
                text(pointer(place, "pInterfaceName")),
                list.address(),
                list.address() == 0 ? -1 : version.get(ValueLayout.JAVA_BYTE, 0),
                list.address() == 0 ? -1 : version.get(ValueLayout.JAVA_BYTE, 1),
                Abi.get(place, offset("flags")));
    }

    private static MemorySegment pointer(MemorySegment place, String field) {
        return place.get(ValueLayout.ADDRESS_UNALIGNED, offset(field));
    }

    private static long offset(String field) {
        return Structure.CK_INTERFACE.offset(field, DataModel.host());
    }

    private static String text(MemorySegment pointer) {
        if (pointer.address() == 0) {
            return "";
        }
        MemorySegment bytes = pointer.reinterpret(LONGEST_NAME);
        int length = 0;
        while (length < LONGEST_NAME && bytes.get(ValueLayout.JAVA_BYTE, length) != 0) {
            length++;
        }
        return new String(bytes.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }

    /** The functions that a list of its version has. */
    public List<CryptokiFunction> functions() {
        return CryptokiFunction.of(CryptokiVersion.of(major, minor));
    }

    /** Whether a child of a fork may go on with it. */
    public boolean isForkSafe() {
        return (flags & Ckf.CKF_INTERFACE_FORK_SAFE) != 0;
    }
}
