package org.tokentwin.cryptoki;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A public {@code long} constant of a class. The build writes down what reflection tells of each class, since that takes a tenth of a second in a fresh JVM,
 * most of it for the annotations.
 *
 * @param former whether the standard has another name for the value now
 */
record NamedConstant(String name, long value, CryptokiVersion since, boolean former) {
    private static final List<Class<?>> CLASSES = List.of(
            Cka.class, Ckc.class, Ckd.class, Ckg.class, Ckh.class, Ckk.class, Ckm.class, Cko.class, Ckp.class,
            Cks.class, Cku.class);

    /**
     * Writes the constants down, for the build.
     *
     * @param arguments the directory of the compiled classes
     */
    public static void main(String[] arguments) throws IOException {
        for (Class<?> constants : CLASSES) {
            Path file = Path.of(arguments[0], constants.getPackageName().replace('.', '/'), resource(constants));
            try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
                write(reflected(constants), out);
            }
        }
    }

    private static void write(List<NamedConstant> constants, DataOutputStream out) throws IOException {
        out.writeInt(constants.size());
        for (NamedConstant constant : constants) {
            out.writeUTF(constant.name);
            out.writeLong(constant.value);
            out.writeByte(List.of(CryptokiVersion.values()).indexOf(constant.since));
            out.writeBoolean(constant.former);
        }
    }

    /** The constants of a class, as the build wrote them down. */
    static List<NamedConstant> of(Class<?> constants) {
        try (InputStream resource = constants.getResourceAsStream(resource(constants))) {
            if (resource == null) {
                throw new IllegalStateException("The names of " + constants.getSimpleName()
                        + " are missing: compile with Maven, which writes them.");
            }
            return read(new DataInputStream(new BufferedInputStream(resource)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<NamedConstant> read(DataInputStream in) throws IOException {
        CryptokiVersion[] versions = CryptokiVersion.values();
        List<NamedConstant> constants = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            constants.add(new NamedConstant(in.readUTF(), in.readLong(), versions[in.readByte()], in.readBoolean()));
        }
        return constants;
    }

    private static String resource(Class<?> constants) {
        return constants.getSimpleName() + ".names";
    }

    /** The constants of a class, as reflection tells of them. */
    static List<NamedConstant> reflected(Class<?> constants) {
        return Arrays.stream(constants.getFields())
                .filter(field -> field.getType() == long.class)
                .map(NamedConstant::of)
                .toList();
    }

    private static NamedConstant of(Field field) {
        Since since = field.getAnnotation(Since.class);
        try {
            return new NamedConstant(
                    field.getName(),
                    field.getLong(null),
                    since == null ? CryptokiVersion.V2_20 : since.value(),
                    field.isAnnotationPresent(Former.class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("not readable: " + field, e);
        }
    }
}
