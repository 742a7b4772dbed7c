package org.tokentwin.conformance.mutant;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tokentwin.conformance.raw.RawMemory;
import org.tokentwin.cryptoki.AttributeKind;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.cryptoki.CryptokiFunction;
import org.tokentwin.cryptoki.DataModel;
import org.tokentwin.cryptoki.Structure;

/** One mutant for each row of a rule: the row is what makes it, and the row's case must find it. */
final class RowMutants {
    private static final long CKR_OK = 0;
    private static final long CKR_OPERATION_ACTIVE = 0x90;
    private static final long CKR_OPERATION_NOT_INITIALIZED = 0x91;

    /** Attributes of numbers and truth values that the token's objects have, and the case of each. */
    private static final Map<Long, String> NUMBERS = Map.ofEntries(
            Map.entry(Cka.CKA_TOKEN, "VALUE-001"),
            Map.entry(Cka.CKA_PRIVATE, "VALUE-002"),
            Map.entry(Cka.CKA_MODIFIABLE, "VALUE-003"),
            Map.entry(Cka.CKA_TRUSTED, "VALUE-006"),
            Map.entry(Cka.CKA_SENSITIVE, "VALUE-007"),
            Map.entry(Cka.CKA_ENCRYPT, "VALUE-008"),
            Map.entry(Cka.CKA_DECRYPT, "VALUE-009"),
            Map.entry(Cka.CKA_SIGN, "VALUE-012"),
            Map.entry(Cka.CKA_VERIFY, "VALUE-014"),
            Map.entry(Cka.CKA_EXTRACTABLE, "VALUE-017"),
            Map.entry(Cka.CKA_LOCAL, "VALUE-018"),
            Map.entry(Cka.CKA_NEVER_EXTRACTABLE, "VALUE-019"),
            Map.entry(Cka.CKA_ALWAYS_SENSITIVE, "VALUE-020"),
            Map.entry(Cka.CKA_ALWAYS_AUTHENTICATE, "VALUE-022"),
            Map.entry(Cka.CKA_CLASS, "VALUE-031"),
            Map.entry(Cka.CKA_CERTIFICATE_TYPE, "VALUE-032"),
            Map.entry(Cka.CKA_KEY_TYPE, "VALUE-034"),
            Map.entry(Cka.CKA_KEY_GEN_MECHANISM, "VALUE-035"),
            Map.entry(Cka.CKA_MODULUS_BITS, "VALUE-036"));

    /** Attributes that are bytes, and the case of each. */
    private static final Map<Long, String> BYTES = Map.of(
            Cka.CKA_MODULUS, "VALUE-051",
            Cka.CKA_PUBLIC_EXPONENT, "VALUE-052",
            Cka.CKA_SUBJECT, "VALUE-061",
            Cka.CKA_ISSUER, "VALUE-062",
            Cka.CKA_SERIAL_NUMBER, "VALUE-063",
            Cka.CKA_EC_PARAMS, "VALUE-064",
            Cka.CKA_EC_POINT, "VALUE-065",
            Cka.CKA_LABEL, "VALUE-071");

    /** A text of a structure, and the case of it. */
    private record Text(Structure structure, CryptokiFunction function, String field, String caseId) {}

    private static final List<Text> TEXTS = List.of(
            new Text(Structure.CK_INFO, CryptokiFunction.C_GetInfo, "manufacturerID", "INFO-001"),
            new Text(Structure.CK_INFO, CryptokiFunction.C_GetInfo, "libraryDescription", "INFO-002"),
            new Text(Structure.CK_SLOT_INFO, CryptokiFunction.C_GetSlotInfo, "slotDescription", "INFO-003"),
            new Text(Structure.CK_SLOT_INFO, CryptokiFunction.C_GetSlotInfo, "manufacturerID", "INFO-004"),
            new Text(Structure.CK_TOKEN_INFO, CryptokiFunction.C_GetTokenInfo, "label", "INFO-005"),
            new Text(Structure.CK_TOKEN_INFO, CryptokiFunction.C_GetTokenInfo, "manufacturerID", "INFO-006"),
            new Text(Structure.CK_TOKEN_INFO, CryptokiFunction.C_GetTokenInfo, "model", "INFO-007"),
            new Text(Structure.CK_TOKEN_INFO, CryptokiFunction.C_GetTokenInfo, "serialNumber", "INFO-008"));

    private RowMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        NUMBERS.forEach((type, id) -> all.add(wide(type, id)));
        BYTES.forEach((type, id) -> all.add(spoilt(type, id)));
        TEXTS.forEach(text -> all.add(unpadded(text)));
        TEXTS.stream().map(Text::structure).distinct().forEach(structure -> all.add(overrun(structure)));
        all.add(counting("ulSessionCount", "EVENT-003"));
        all.add(counting("ulRwSessionCount", "EVENT-004"));
        all.add(memory());
        all.add(cutValues());
        all.add(Mutant.inTable(
                        "operation-goes-on",
                        "What ended by an error goes on as if nothing had been",
                        call -> call.forgetting(CKR_OPERATION_NOT_INITIALIZED))
                .foundBy("AFTERERROR-001", "AFTERERROR-002", "AFTERERROR-011", "AFTERERROR-012", "AFTERERROR-013")
                .foundBy("AFTERERROR-021", "AFTERERROR-023", "AFTERERROR-024", "AFTERERROR-031", "AFTERERROR-033"));
        all.add(Mutant.inTable(
                        "one-shot-after-a-part",
                        "What is called at once ends what began in parts",
                        call -> atOnce(call))
                .foundBy("MIXED-001", "MIXED-002", "MIXED-003"));
        all.add(halfTemplates());
        all.add(shortLength("C_Digest", CryptokiFunction.C_Digest));
        all.add(shortLength("C_Sign", CryptokiFunction.C_Sign));
        return all;
    }

    /** A number told with the width of another type: what a caller's variable gets spoils what lies beside it. */
    private static Mutant wide(long type, String id) {
        long wrong = AttributeKind.of(type) == AttributeKind.ULONG ? Integer.BYTES : RawMemory.ULONG_BYTES;
        return Mutant.inTable(
                        "width-of-" + Cka.name(type), Cka.name(type) + " is told as of " + wrong + " bytes", call -> {
                            long answer = call.proceed();
                            attributes(call, answer).forEach(attribute -> {
                                if (RawMemory.ulongAt(attribute) == type) {
                                    RawMemory.setUlong(lengthPlace(attribute), wrong);
                                }
                            });
                            return answer;
                        })
                .foundBy(id);
    }

    /** The first byte of a value is another: a zero before a number, no DER, a letter that is none. */
    private static Mutant spoilt(long type, String id) {
        return Mutant.inTable("first-byte-of-" + Cka.name(type), Cka.name(type) + " begins with a zero byte", call -> {
                    long answer = call.proceed();
                    attributes(call, answer).forEach(attribute -> {
                        MemorySegment value = value(attribute);
                        if (RawMemory.ulongAt(attribute) == type && value.byteSize() > 0) {
                            value.set(ValueLayout.JAVA_BYTE, 0, (byte) 0);
                        }
                    });
                    return answer;
                })
                .foundBy(id);
    }

    private static Mutant unpadded(Text text) {
        return Mutant.inTable(
                        "padding-of-" + text.structure() + "." + text.field(),
                        text.structure() + "." + text.field() + " ends with a zero byte",
                        call -> {
                            long answer = call.proceed();
                            if (call.function() == text.function() && answer == CKR_OK) {
                                long end = text.structure().offset(text.field(), DataModel.host())
                                        + text.structure().field(text.field()).count();
                                place(call, text.structure()).set(ValueLayout.JAVA_BYTE, end - 1, (byte) 0);
                            }
                            return answer;
                        })
                .foundBy(text.caseId());
    }

    private static Mutant overrun(Structure structure) {
        String id = switch (structure) {
            case CK_INFO -> "INFO-011";
            case CK_SLOT_INFO -> "INFO-012";
            default -> "INFO-013";
        };
        return Mutant.inTable("behind-" + structure, "A byte behind " + structure + " is written", call -> {
                    long answer = call.proceed();
                    long size = structure.size(DataModel.host());
                    boolean fills = TEXTS.stream()
                            .anyMatch(text -> text.structure() == structure && text.function() == call.function());
                    if (fills && answer == CKR_OK) {
                        lastPointer(call).reinterpret(size + 1).set(ValueLayout.JAVA_BYTE, size, (byte) 0);
                    }
                    return answer;
                })
                .foundBy(id);
    }

    private static Mutant counting(String field, String id) {
        return numberOfTokenInfo("one-more-in-" + field, field + " is one too many", field, id);
    }

    private static Mutant memory() {
        return numberOfTokenInfo(
                "more-free-memory", "More memory is free than there is", "ulFreePublicMemory", "INFO-022");
    }

    private static Mutant numberOfTokenInfo(String name, String fault, String field, String id) {
        return Mutant.inTable(name, fault, call -> {
                    long answer = call.proceed();
                    if (call.function() == CryptokiFunction.C_GetTokenInfo && answer == CKR_OK) {
                        MemorySegment info = place(call, Structure.CK_TOKEN_INFO);
                        MemorySegment number = info.asSlice(Structure.CK_TOKEN_INFO.offset(field, DataModel.host()));
                        long more = field.startsWith("ulFree")
                                ? RawMemory.ulongAt(info.asSlice(
                                        Structure.CK_TOKEN_INFO.offset("ulTotalPublicMemory", DataModel.host())))
                                : RawMemory.ulongAt(number);
                        RawMemory.setUlong(number, more + 1);
                    }
                    return answer;
                })
                .foundBy(id);
    }

    /** Values are cut at 64 bytes, as in a field of fixed length. */
    private static Mutant cutValues() {
        return Mutant.inTable("values-of-64-bytes", "An attribute's value is cut at 64 bytes", call -> {
                    long answer = call.proceed();
                    attributes(call, answer).forEach(attribute -> {
                        MemorySegment length = lengthPlace(attribute);
                        RawMemory.setUlong(length, Math.min(64, RawMemory.ulongAt(length)));
                    });
                    return answer;
                })
                .foundBy("READBACK-1101", "READBACK-1111", "READBACK-1112", "READBACK-2101", "READBACK-2121")
                .foundBy("READBACK-1201", "READBACK-1301", "READBACK-2201", "READBACK-2301");
    }

    /** Only the first attribute of a search counts. */
    private static Mutant halfTemplates() {
        return Mutant.inTable(
                        "first-attribute-only",
                        "A search looks at its first attribute only",
                        call -> call.function() == CryptokiFunction.C_FindObjectsInit && call.number(2) > 1
                                ? call.proceedWith(2, 1L)
                                : call.proceed())
                .foundBy("SEARCH-014");
    }

    /** The length of a message is taken as a number of 16 bits. */
    private static Mutant shortLength(String name, CryptokiFunction function) {
        return Mutant.inTable(
                        "lengths-of-16-bits-in-" + name,
                        name + " takes 65,535 bytes at most",
                        call -> call.function() == function && call.number(2) > 0xFFFF
                                ? call.proceedWith(2, call.number(2) & 0xFFFF)
                                : call.proceed())
                .foundBy("LENGTH-005", "LENGTH-006", "LENGTH-007");
    }

    private static long atOnce(TableCall call) {
        long answer = call.forgetting(CKR_OPERATION_ACTIVE);
        return call.function().name().matches("C_(Digest|Sign|Verify)") && answer == CKR_OPERATION_NOT_INITIALIZED
                ? CKR_OK
                : answer;
    }

    /** Those of a {@code C_GetAttributeValue} that succeeded. */
    private static List<MemorySegment> attributes(TableCall call, long answer) {
        if (call.function() != CryptokiFunction.C_GetAttributeValue || answer != CKR_OK) {
            return List.of();
        }
        int count = Math.toIntExact(call.number(3));
        MemorySegment template = call.pointer(2).reinterpret(count * Structure.CK_ATTRIBUTE.size(DataModel.host()));
        return IntStream.range(0, count)
                .mapToObj(i -> RawMemory.attributeAt(template, i))
                .toList();
    }

    private static MemorySegment lengthPlace(MemorySegment attribute) {
        return attribute.asSlice(Structure.CK_ATTRIBUTE.offset("ulValueLen", DataModel.host()));
    }

    /** The caller's buffer as far as it is filled; empty where there is none. */
    private static MemorySegment value(MemorySegment attribute) {
        MemorySegment value =
                attribute.get(ValueLayout.ADDRESS_UNALIGNED, Structure.CK_ATTRIBUTE.offset("pValue", DataModel.host()));
        return value.equals(MemorySegment.NULL) ? MemorySegment.NULL : value.reinterpret(RawMemory.lengthOf(attribute));
    }

    private static MemorySegment place(TableCall call, Structure structure) {
        return lastPointer(call).reinterpret(structure.size(DataModel.host()));
    }

    private static MemorySegment lastPointer(TableCall call) {
        return call.pointer(call.function() == CryptokiFunction.C_GetInfo ? 0 : 1);
    }
}
