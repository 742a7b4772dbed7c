package org.tokentwin.conformance.mutant;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.CryptokiFunction;

/** Faults in what C sees: null pointers, buffers, and structures that are filled. */
final class TableMutants {
    private static final long CKR_ARGUMENTS_BAD = 7;
    private static final long CKR_ATTRIBUTE_SENSITIVE = 0x11;
    private static final long CKR_BUFFER_TOO_SMALL = 0x150;
    private static final int FLAGS = 2;
    private static final int KEY_BYTES = 256;

    private TableMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.inTable(
                                "null-is-ok",
                                "A null pointer is answered with CKR_OK",
                                call -> call.forgetting(CKR_ARGUMENTS_BAD))
                        .foundBy("ARGUMENT-001", "ARGUMENT-002", "BUFFER-605"),
                Mutant.inTable(
                                "small-buffer-is-ok",
                                "A buffer that is too small is answered with CKR_OK",
                                call -> call.forgetting(CKR_BUFFER_TOO_SMALL))
                        .foundBy("ATTRIBUTE-002", "BUFFER-205", "BUFFER-208"),
                Mutant.inTable(
                                "length-one-too-short",
                                "A null buffer is told a length that is one too short",
                                TableMutants::tooShort)
                        .foundBy("BUFFER-105", "BUFFER-108", "BUFFER-131"),
                Mutant.inTable(
                                "length-of-the-buffer",
                                "The length that is told is the buffer's, and not the output's",
                                TableMutants::lengthOfTheBuffer)
                        .foundBy("BUFFER-408", "BUFFER-442"),
                Mutant.inTable("written-behind", "A byte behind the output is written", TableMutants::writtenBehind)
                        .foundBy("BUFFER-431", "BUFFER-435", "BUFFER-439"),
                Mutant.inTable(
                                "flags-added",
                                "C_GetMechanismInfo adds its flags to what it finds",
                                TableMutants::addedFlags)
                        .foundBy("MECHANISM-008"),
                Mutant.inTable(
                                "attribute-too-long",
                                "C_GetAttributeValue tells a length that is one too long",
                                TableMutants::attributeTooLong)
                        .foundBy("ATTRIBUTE-006"),
                Mutant.inTable(
                                "attribute-too-short",
                                "C_GetAttributeValue asks for one byte more than it told",
                                TableMutants::attributeTooShort)
                        .foundBy("ATTRIBUTE-001"),
                Mutant.inTable(
                                "sensitive-length-told",
                                "C_GetAttributeValue tells the length of what is sensitive",
                                TableMutants::sensitiveLength)
                        .foundBy("ATTRIBUTE-005"),
                Mutant.inTable(
                                "attributes-all-or-nothing",
                                "C_GetAttributeValue fills no attribute where one is refused",
                                TableMutants::allOrNothing)
                        .foundBy("ATTRIBUTE-003", "ATTRIBUTE-004"));
    }

    private static long tooShort(TableCall call) {
        boolean asks = call.asksForTheLength();
        long answer = call.proceed();
        if (asks && answer == 0 && call.length() > 0) {
            call.setLength(call.length() - 1);
        }
        return answer;
    }

    private static long lengthOfTheBuffer(TableCall call) {
        if (!call.hasBuffer()) {
            return call.proceed();
        }
        long capacity = call.length();
        long answer = call.proceed();
        if (answer == 0) {
            call.setLength(capacity);
        }
        return answer;
    }

    private static long writtenBehind(TableCall call) {
        if (!call.hasBuffer()) {
            return call.proceed();
        }
        long capacity = call.length();
        long answer = call.proceed();
        boolean inBytes = !call.function().name().endsWith("List");
        if (answer == 0 && inBytes && capacity > call.length()) {
            call.buffer().reinterpret(capacity).set(ValueLayout.JAVA_BYTE, call.length(), (byte) 0);
        }
        return answer;
    }

    private static long addedFlags(TableCall call) {
        if (call.function() != CryptokiFunction.C_GetMechanismInfo) {
            return call.proceed();
        }
        MemorySegment place =
                call.pointer(FLAGS).reinterpret(3L * RawMemory.ULONG_BYTES).asSlice(2L * RawMemory.ULONG_BYTES);
        long before = RawMemory.ulongAt(place);
        long answer = call.proceed();
        RawMemory.setUlong(place, before | RawMemory.ulongAt(place));
        return answer;
    }

    private static long attributeTooLong(TableCall call) {
        long answer = call.proceed();
        if (call.function() == CryptokiFunction.C_GetAttributeValue && answer == 0) {
            MemorySegment length = length(call);
            RawMemory.setUlong(length, RawMemory.ulongAt(length) + 1);
        }
        return answer;
    }

    private static long attributeTooShort(TableCall call) {
        boolean asks = call.function() == CryptokiFunction.C_GetAttributeValue
                && RawMemory.ulongAt(
                                call.pointer(2).reinterpret(2L * Long.BYTES).asSlice(Long.BYTES))
                        == 0;
        long answer = call.proceed();
        if (asks && answer == 0) {
            RawMemory.setUlong(length(call), RawMemory.ulongAt(length(call)) - 1);
        }
        return answer;
    }

    private static long sensitiveLength(TableCall call) {
        long answer = call.proceed();
        if (call.function() == CryptokiFunction.C_GetAttributeValue && answer == CKR_ATTRIBUTE_SENSITIVE) {
            RawMemory.setUlong(length(call), KEY_BYTES);
        }
        return answer;
    }

    /** Nothing of the template is filled where something is refused: every length is that of nothing. */
    private static long allOrNothing(TableCall call) {
        long answer = call.proceed();
        if (call.function() == CryptokiFunction.C_GetAttributeValue && answer != 0) {
            long count = call.number(3);
            MemorySegment template = call.pointer(2).reinterpret(count * 3 * Long.BYTES);
            for (int i = 0; i < count; i++) {
                RawMemory.setUlong(RawMemory.attributeAt(template, i).asSlice(2L * Long.BYTES), RawMemory.UNAVAILABLE);
            }
        }
        return answer;
    }

    /** {@code ulValueLen} of the first attribute; a {@code CK_ATTRIBUTE} is three words where the tests run. */
    private static MemorySegment length(TableCall call) {
        return call.pointer(2).reinterpret(3L * Long.BYTES).asSlice(2L * Long.BYTES);
    }
}
