package org.tokentwin.emulator.cryptoki.object;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.emulator.cryptoki.Attribute;
import org.tokentwin.emulator.cryptoki.CryptokiException;

/**
 * The content of an object's file in the card's directory {@code p11}: version 1, key reference 1, certificate file 2, serial number 8
 * (bytes), then for each attribute its type 4, length 2, value. Numbers are big-endian; values are as in {@link Attribute}. Zeros
 * after the last attribute do not count.
 *
 * @param serial tells this object from an earlier one in a file of the same id
 * @param certificateFile id of the file that {@code CKA_VALUE} is in; 0 where it is here
 */
record ObjectFile(long serial, int certificateFile, StoredObject object) {
    private static final int VERSION = 1;

    byte[] encoded() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte(object.keyReference());
            out.writeShort(certificateFile);
            out.writeLong(serial);
            for (Attribute attribute : object.attributes()) {
                if (attribute.type() != Cka.CKA_VALUE || certificateFile == 0) {
                    out.writeInt((int) attribute.type());
                    out.writeShort(attribute.length());
                    out.write(attribute.value());
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory always takes bytes", e);
        }
        return bytes.toByteArray();
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
            List<Attribute> attributes = attributes(in);
            return kind(attributes)
                    .map(kind ->
                            new ObjectFile(serial, certificateFile, new StoredObject(kind, attributes, keyReference)));
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static List<Attribute> attributes(ByteBuffer in) {
        List<Attribute> attributes = new ArrayList<>();
        while (in.remaining() >= Integer.BYTES + Short.BYTES) {
            long type = Integer.toUnsignedLong(in.getInt());
            byte[] value = new byte[Short.toUnsignedInt(in.getShort())];
            // CKA_CLASS is type 0, and never empty: what looks like an empty one is padding.
            if (type == Cka.CKA_CLASS && value.length == 0) {
                break;
            }
            in.get(value);
            attributes.add(Attribute.of(type, value));
        }
        return attributes;
    }

    private static Optional<ObjectKind> kind(List<Attribute> attributes) {
        return find(attributes, Cka.CKA_CLASS)
                .flatMap(objectClass -> find(attributes, Cka.CKA_KEY_TYPE)
                        .or(() -> find(attributes, Cka.CKA_CERTIFICATE_TYPE))
                        .or(() -> Optional.of(objectClass))
                        .flatMap(type -> ObjectKind.find(objectClass.asUlong(), type.asUlong())));
    }

    private static Optional<Attribute> find(List<Attribute> attributes, long type) {
        return attributes.stream().filter(attribute -> attribute.type() == type).findFirst();
    }
}
