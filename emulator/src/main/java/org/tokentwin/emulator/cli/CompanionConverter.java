package org.tokentwin.emulator.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.tokentwin.emulator.issuer.Companion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what a second e-Cert is. */
final class CompanionConverter implements ITypeConverter<Companion> {
    @Override
    public Companion convert(String value) {
        return Arrays.stream(Companion.values())
                .filter(each -> each.spelling().equals(value))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("there is no such second e-Cert; there are: "
                        + Arrays.stream(Companion.values())
                                .map(Companion::spelling)
                                .collect(Collectors.joining(", "))));
    }
}
