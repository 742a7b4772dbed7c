package org.tokentwin.emulator.cryptoki.object;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/**
 * The content of an object's file in the card's directory {@code p11}: version 1, key reference 1, certificate file 2, serial number 8
 * (bytes), then for each attribute its type 4, length 2, value. Numbers are big-endian; values are as in {@link Attribute}. Zeros
 * after the last attribute do not count. The value of a secret key is its {@code CKA_VALUE}, here and nowhere else among attributes.
 *
 * @param serial tells this object from an earlier one in a file of the same id
 * @param certificateFile id of the file that {@code CKA_VALUE} is in; 0 where it is here
 */
record ObjectFile(long serial, int certificateFile, StoredObject object) {
    private static final int VERSION = 1;
    private static final int HEADER = 1 + 1 + Short.BYTES + Long.BYTES;
    private static final int ATTRIBUTE_HEADER = Integer.BYTES + Short.BYTES;

    /** Returns the content, which the caller wipes. */
    byte[] encoded() {
        ByteBuffer out = ByteBuffer.allocate(length());
        out.put((byte) VERSION);
        out.put((byte) object.keyReference());
        out.putShort((short) certificateFile);
        out.putLong(serial);
        written().forEach(attribute -> put(out, attribute.type(), attribute.value()));
        object.secret().ifPresent(secret -> {
            byte[] value = secret.copy();
            put(out, Cka.CKA_VALUE, value);
            Arrays.fill(value, (byte) 0);
        });
        return out.array();
    }

    /** Returns how long the content is. */
    int length() {
        int values = object.secret()
                .map(SecretValue::length)
                .map(length -> ATTRIBUTE_HEADER + length)
                .orElse(0);
        return HEADER
                + values
                + written()
                        .mapToInt(attribute -> ATTRIBUTE_HEADER + attribute.length())
                        .sum();
    }

    private Stream<Attribute> written() {
        return object.attributes().stream()
                .filter(attribute -> attribute.type() != Cka.CKA_VALUE || certificateFile == 0);
    }

    private static void put(ByteBuffer out, long type, byte[] value) {
        out.putInt((int) type).putShort((short) value.length).put(value);
    }

    /** Whether a file was made, and not filled to its beginning, which is written last. */
    static boolean isUnfinished(byte[] content) {
        return content.length > 0 && content[0] == 0;
    }

    /**
     * The object in a file; empty where the file is of another version, cut off, or holds none that this module knows. Whether it is sound,
     * {@link SoundObject} says.
     *
     * @throws CryptokiException where the class or the type is not a number
     */
    static Optional<ObjectFile> parse(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content);
        try {
            if (in.get() != VERSION) {
                return Optional.empty();
            }
            int keyReference = Byte.toUnsignedInt(in.get());
            int certificateFile = Short.toUnsignedInt(in.getShort());
            long serial = in.getLong();
            Map<Long, byte[]> values = values(in);
            return kind(values)
                    .map(kind -> new ObjectFile(serial, certificateFile, object(kind, values, keyReference)));
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Map<Long, byte[]> values(ByteBuffer in) {
        Map<Long, byte[]> values = new TreeMap<>();
        while (in.remaining() >= ATTRIBUTE_HEADER) {
            long type = Integer.toUnsignedLong(in.getInt());
            byte[] value = new byte[Short.toUnsignedInt(in.getShort())];
            // CKA_CLASS is type 0, and never empty: what looks like an empty one is padding.
            if (type == Cka.CKA_CLASS && value.length == 0) {
                break;
            }
            in.get(value);
            values.put(type, value);
        }
        return values;
    }

    private static StoredObject object(ObjectKind kind, Map<Long, byte[]> values, int keyReference) {
        byte[] secret = kind.isSecretKey() ? values.remove(Cka.CKA_VALUE) : null;
        List<Attribute> attributes = new ArrayList<>();
        values.forEach((type, value) -> attributes.add(Attribute.of(type, value)));
        StoredObject object = new StoredObject(kind, attributes, keyReference);
        return secret == null ? object : object.withSecret(new SecretValue(secret));
    }

    private static Optional<ObjectKind> kind(Map<Long, byte[]> values) {
        return number(values, Cka.CKA_CLASS)
                .flatMap(objectClass -> number(values, Cka.CKA_KEY_TYPE)
                        .or(() -> number(values, Cka.CKA_CERTIFICATE_TYPE))
                        .or(() -> Optional.of(objectClass))
                        .flatMap(type -> ObjectKind.find(objectClass, type)));
    }

    private static Optional<Long> number(Map<Long, byte[]> values, long type) {
        return Optional.ofNullable(values.get(type))
                .map(value -> Attribute.of(type, value).asUlong());
    }
}
