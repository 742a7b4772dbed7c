package org.tokentwin.cryptoki;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The standard as the shared library's C code includes it: the functions of {@code CK_FUNCTION_LIST_3_2} with the kinds of their parameters, the sizes
 * of structures, and where in a mechanism's parameter the pointers are. The file in the source tree is compared with {@link #text}, byte for byte.
 */
public final class CHeader {
    private static final List<CryptokiFunction> FUNCTIONS = CryptokiFunction.of(CryptokiVersion.V3_2);
    private static final Set<CryptokiFunction> OWN = EnumSet.of(
            CryptokiFunction.C_Initialize,
            CryptokiFunction.C_GetFunctionList,
            CryptokiFunction.C_GetInterfaceList,
            CryptokiFunction.C_GetInterface);
    private static final String LETTERS = "abcdefghij";

    private final StringBuilder text = new StringBuilder();

    private CHeader() {}

    /** Returns the header. */
    public static String text() {
        CHeader header = new CHeader();
        header.types();
        header.functions();
        header.parameterLists();
        header.parameterKinds();
        header.structures();
        header.templates();
        header.mechanisms();
        header.recordings();
        header.line("");
        header.line("#endif");
        return header.text.toString();
    }

    private void types() {
        line("/* PKCS#11 for the shared library. Written from the module cryptoki (CHeader.java): change it there. */");
        line("#ifndef TOKENTWIN_CRYPTOKI_H");
        line("#define TOKENTWIN_CRYPTOKI_H");
        line("");
        line("#include <stdint.h>");
        line("");
        line("#ifdef _WIN32");
        line("typedef uint32_t CK_ULONG;");
        line("#else");
        line("typedef unsigned long CK_ULONG;");
        line("#endif");
        line("typedef unsigned char CK_BBOOL;");
        line("typedef void *CK_VOID_PTR;");
        line("typedef CK_ULONG CK_RV;");
        line("");
        line("#define B CK_BBOOL");
        line("#define U CK_ULONG");
        line("#define P CK_VOID_PTR");
    }

    private void functions() {
        line("");
        line(
                "/* The functions in the order of their lists: number of parameters, name, parameters. OWN needs code of its own in the library. */");
        functions("CRYPTOKI_FUNCTIONS", CryptokiVersion.V2_20, CryptokiVersion.V2_40);
        line("");
        line("/* What CK_FUNCTION_LIST_3_0 has beyond it. */");
        functions("CRYPTOKI_3_0_FUNCTIONS", CryptokiVersion.V3_0, CryptokiVersion.V3_1);
        line("");
        line("/* What CK_FUNCTION_LIST_3_2 has beyond that. */");
        functions("CRYPTOKI_3_2_FUNCTIONS", CryptokiVersion.V3_2, CryptokiVersion.V3_2);
    }

    private void functions(String macro, CryptokiVersion from, CryptokiVersion to) {
        List<CryptokiFunction> functions = FUNCTIONS.stream()
                .filter(function -> function.since().includes(from) && to.includes(function.since()))
                .toList();
        line("#define %s(FORWARDED, OWN) \\".formatted(macro));
        for (CryptokiFunction function : functions) {
            line("    %s(%d, %s, %s)%s"
                    .formatted(
                            OWN.contains(function) ? "OWN" : "FORWARDED",
                            function.types().size(),
                            function,
                            function.types().stream().map(CHeader::letter).collect(Collectors.joining(", ")),
                            function == functions.getLast() ? "" : " \\"));
        }
    }

    private static String letter(ValueType type) {
        return switch (type) {
            case BYTE -> "B";
            case ULONG -> "U";
            case POINTER -> "P";
            case VERSION -> throw new IllegalArgumentException("a CK_VERSION is passed by a pointer");
        };
    }

    private void parameterLists() {
        line("");
        line("/* A parameter list from its types, the arguments that hand it on, and as numbers. */");
        TreeSet<Integer> counts = new TreeSet<>();
        FUNCTIONS.forEach(function -> counts.add(function.types().size()));
        for (int count : counts) {
            line("#define PARAMETERS_%d(%s) %s".formatted(count, each(count, "%2$s"), each(count, "%2$s %1$s")));
            line("#define ARGUMENTS_%d %s".formatted(count, each(count, "%1$s")));
            line("#define NUMBERS_%d %s".formatted(count, each(count, "(uint64_t) (uintptr_t) %1$s")));
        }
    }

    /** A format for each letter: the first argument is the letter, the second its capital. */
    private static String each(int count, String format) {
        return IntStream.range(0, count)
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .map(letter -> format.formatted(letter, letter.toUpperCase(Locale.ROOT)))
                .collect(Collectors.joining(", "));
    }

    private void parameterKinds() {
        line("");
        line("enum parameter_kind {");
        line("    PARAMETER_NONE,");
        for (ParameterKind kind : ParameterKind.values()) {
            line("    PARAMETER_%s,".formatted(kind));
        }
        line("};");
        line("");
        line("/* The parameters of each function, a pointer together with its length. */");
        int most = FUNCTIONS.stream()
                .mapToInt(function -> function.parameters().size())
                .max()
                .orElseThrow();
        line("static const unsigned char cryptoki_parameters[][%d] = {".formatted(most + 1));
        for (CryptokiFunction function : FUNCTIONS) {
            line("    {%s}, /* %s */"
                    .formatted(
                            function.parameters().stream()
                                    .map(parameter -> "PARAMETER_" + parameter.kind())
                                    .collect(Collectors.joining(", ")),
                            function));
        }
        line("};");
        line("");
        line("enum cryptoki_function {");
        FUNCTIONS.forEach(function -> line("    INDEX_%s = %d,".formatted(function, function.index())));
        line("    CRYPTOKI_FUNCTION_COUNT = %d".formatted(FUNCTIONS.size()));
        line("};");
    }

    private void structures() {
        line("");
        line("/* The size of the structure that a function fills. */");
        bothModels(model -> {
            line("static const unsigned short cryptoki_structure_bytes[CRYPTOKI_FUNCTION_COUNT] = {");
            for (CryptokiFunction function : FUNCTIONS) {
                for (Parameter parameter : function.parameters()) {
                    if (parameter.structure() != null) {
                        line("    [INDEX_%s] = %d,"
                                .formatted(function, parameter.structure().size(model)));
                    }
                }
            }
            line("};");
        });
    }

    private void templates() {
        line("");
        line("/* The attributes whose values are arrays of CK_ATTRIBUTE. */");
        line("static const CK_ULONG cryptoki_templates[] = {");
        AttributeKind.TEMPLATE.types().forEach(type -> line("    0x%X, /* %s */".formatted(type, Cka.name(type))));
        line("};");
    }

    private void mechanisms() {
        Map<Long, Structure> parameters = new TreeMap<>(MechanismParameters.all());
        parameters.values().removeIf(structure -> structure.fields().stream().noneMatch(Field::isFollowed));
        TreeSet<Structure> followed = new TreeSet<>(parameters.values());
        parameters
                .values()
                .forEach(structure -> structure.fields().stream()
                        .map(Field::structure)
                        .filter(Objects::nonNull)
                        .forEach(followed::add));
        line("");
        line(
                "/* A structure that mechanisms take: its size, and where its pointers are, each to bytes whose length is there, or to a structure; and whether those are secret. */");
        line("struct cryptoki_structure {");
        line("    unsigned short bytes;");
        line("    unsigned short pointers;");
        line("    struct {");
        line("        unsigned short pointer;");
        line("        unsigned short length;");
        line("        const struct cryptoki_structure *structure;");
        line("        unsigned char secret;");
        line("        unsigned char bits; /* whether the length is in bits, where it is not less than 64 */");
        line("    } at[3];");
        line("};");
        bothModels(model -> followed.forEach(structure -> structure(structure, model)));
        line("");
        line("/* The mechanisms that take one. */");
        line("struct cryptoki_parameter {");
        line("    CK_ULONG mechanism;");
        line("    const struct cryptoki_structure *structure;");
        line("};");
        line("static const struct cryptoki_parameter cryptoki_parameters_with_pointers[] = {");
        parameters.forEach((mechanism, structure) ->
                line("    {0x%X, &%s}, /* %s */".formatted(mechanism, name(structure), Ckm.name(mechanism))));
        line("};");
    }

    private void structure(Structure structure, DataModel model) {
        List<String> pointers = structure.fields().stream()
                .filter(Field::isFollowed)
                .map(field -> "{%d, %d, %s, %d, %d}"
                        .formatted(
                                structure.offset(field.name(), model),
                                field.length() == null ? 0 : structure.offset(field.length(), model),
                                field.structure() == null ? "0" : "&" + name(field.structure()),
                                SecretValues.isSecret(structure, field) ? 1 : 0,
                                field.bits() ? 1 : 0))
                .toList();
        line("static const struct cryptoki_structure %s = {%d, %d, {%s}};"
                .formatted(name(structure), structure.size(model), pointers.size(), String.join(", ", pointers)));
    }

    /** What is needed to write a call down: names, and what is secret. */
    private void recordings() {
        line("");
        line("/* The functions and their parameters by name, a pointer and its length by the pointer's. */");
        line("static const char *const cryptoki_names[CRYPTOKI_FUNCTION_COUNT] = {");
        for (CryptokiFunction function : FUNCTIONS) {
            line(function.parameters().stream()
                    .map(Parameter::name)
                    .collect(Collectors.joining(" ", "    \"" + function + " ", "\",")));
        }
        line("};");
        line("");
        line("/* The return values by name. */");
        line("static const struct {");
        line("    CK_ULONG code;");
        line("    const char *name;");
        line("} cryptoki_results[] = {");
        for (Ckr value : Ckr.values()) {
            line("    {0x%X, \"%s\"},".formatted(value.code(), value));
        }
        line("};");
        line("");
        line("/* The attributes that are secret in every object, and the classes whose CKA_VALUE is not. */");
        line("static const CK_ULONG cryptoki_secret_attributes[] = {");
        SecretValues.attributes().forEach(type -> line("    0x%X, /* %s */".formatted(type, Cka.name(type))));
        line("};");
        line("static const CK_ULONG cryptoki_public_values[] = {");
        SecretValues.classesWithPublicValue()
                .forEach(objectClass -> line("    0x%X, /* %s */".formatted(objectClass, Cko.name(objectClass))));
        line("};");
        line("");
        line(
                "/* Bytes of the longest value of a vendor's attribute, of the longest parameter of an unknown form, and of the longest other value, that is told. */");
        line("enum {");
        line("    CRYPTOKI_LONGEST_VENDOR_VALUE = %d,".formatted(SecretValues.longestVendorValue()));
        line("    CRYPTOKI_LONGEST_UNKNOWN_PARAMETER = %d,".formatted(SecretValues.longestUnknownParameter()));
        line("    CRYPTOKI_LONGEST_BLOCK = %d".formatted(SecretValues.longestBlock()));
        line("};");
    }

    private static String name(Structure structure) {
        return structure.name().toLowerCase(Locale.ROOT);
    }

    private void bothModels(Consumer<DataModel> lines) {
        line("#ifdef _WIN32");
        lines.accept(DataModel.WINDOWS);
        line("#else");
        lines.accept(DataModel.LP64);
        line("#endif");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
