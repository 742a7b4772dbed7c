package org.tokentwin.client.cli;

import org.tokentwin.client.uri.Pkcs11Uri;
import org.tokentwin.client.uri.Pkcs11UriException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a PKCS#11 URI. The message of a refusal never repeats the URI, which may hold a PIN. */
final class UriConverter implements ITypeConverter<Pkcs11Uri> {
    @Override
    public Pkcs11Uri convert(String value) {
        try {
            return Pkcs11Uri.parse(value);
        } catch (Pkcs11UriException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
