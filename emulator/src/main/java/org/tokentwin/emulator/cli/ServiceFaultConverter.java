package org.tokentwin.emulator.cli;

import org.tokentwin.emulator.authority.ServiceFault;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A fault of the authority on a command line. */
final class ServiceFaultConverter implements ITypeConverter<ServiceFault> {
    @Override
    public ServiceFault convert(String text) {
        try {
            return ServiceFault.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
