package org.tokentwin.client.uri;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.tokentwin.client.uri.UriAttribute.Part;

/** Parses a PKCS#11 URI into its attributes. */
final class Pkcs11UriParser {
    private static final String SCHEME = "pkcs11:";

    private final Map<UriAttribute, String> attributes = new EnumMap<>(UriAttribute.class);

    /** The attributes, decoded; {@code id} in lower-case hexadecimal. */
    static Map<UriAttribute, String> parse(String uri) {
        if (!uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Pkcs11UriException("a PKCS#11 URI begins with " + SCHEME);
        }
        String rest = uri.substring(SCHEME.length());
        int question = rest.indexOf('?');
        Pkcs11UriParser parser = new Pkcs11UriParser();
        parser.part(question < 0 ? rest : rest.substring(0, question), ";", Part.PATH);
        if (question >= 0) {
            parser.part(rest.substring(question + 1), "&", Part.QUERY);
        }
        return parser.attributes;
    }

    private void part(String text, String separator, Part part) {
        if (text.isEmpty()) {
            return;
        }
        for (String attribute : text.split(separator, -1)) {
            int equals = attribute.indexOf('=');
            if (equals <= 0) {
                throw new Pkcs11UriException("an attribute has the form name=value, and one of the URI's has not");
            }
            attribute(attribute.substring(0, equals), attribute.substring(equals + 1), part);
        }
    }

    private void attribute(String name, String encoded, Part part) {
        Optional<UriAttribute> known = UriAttribute.named(name, part);
        if (known.isEmpty()) {
            refuseUnknown(name, part);
            return;
        }
        String value = value(known.get(), encoded, part);
        if (attributes.put(known.get(), value) != null) {
            throw new Pkcs11UriException(name + " stands in the URI twice");
        }
    }

    /** An attribute of the path narrows the match, so one that is not understood may not be passed over. */
    private static void refuseUnknown(String name, Part part) {
        if (part == Part.PATH) {
            throw new Pkcs11UriException(
                    name.matches("[A-Za-z0-9_-]+") ? "unknown attribute " + name : "unknown attribute");
        }
        if (name.equals("pin-value")) {
            throw new Pkcs11UriException(
                    "pin-value is refused, since other users can read a command line; use pin-source=file:PATH");
        }
        if (name.equals("module-name")) {
            throw new Pkcs11UriException("module-name is not supported; use module-path");
        }
    }

    private static String value(UriAttribute attribute, String encoded, Part part) {
        byte[] bytes = PercentEncoding.decode(attribute.uriName(), encoded, part);
        String value = attribute == UriAttribute.ID ? HexFormat.of().formatHex(bytes) : text(attribute, bytes);
        if (!attribute.accepts(value)) {
            throw new Pkcs11UriException(
                    value.isEmpty()
                            ? attribute.uriName() + " has no value"
                            : "the value of " + attribute.uriName() + " has not the form that it must have");
        }
        return value;
    }

    private static String text(UriAttribute attribute, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Pkcs11UriException("the value of " + attribute.uriName() + " is not UTF-8");
        }
    }
}
