package org.tokentwin.emulator.cli;

import org.tokentwin.emulator.fault.Fault;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A fault on a command line. */
final class FaultConverter implements ITypeConverter<Fault> {
    @Override
    public Fault convert(String text) {
        try {
            return Fault.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
