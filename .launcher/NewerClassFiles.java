import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Copies a jar, with its oldest classes in a newer version of the class file format. The launcher starts a JVM from an archive of linked
 * classes, and no archive takes a class older than Java 6, of which picocli, that every command starts with, has 170. The newer version wants
 * a table of the types at each branch (StackMapTable, JVMS section 4.7.4), which is worked out here; instructions stay what they are.
 */
final class NewerClassFiles {
    private static final int OLDEST_ARCHIVED = ClassFile.JAVA_6_VERSION;
    private static final ClassFileVersion WRITTEN = ClassFileVersion.of(ClassFile.JAVA_8_VERSION, 0);

    private NewerClassFiles() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("Usage: java NewerClassFiles.java JAR COPY");
            System.exit(2);
        }
        copy(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    private static void copy(Path jar, Path copy) throws IOException {
        URL[] path = {jar.toUri().toURL()};
        try (URLClassLoader classes = new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
                JarFile in = new JarFile(jar.toFile());
                JarOutputStream out = new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(copy)))) {
            ClassFile format = ClassFile.of(
                    StackMapsOption.GENERATE_STACK_MAPS,
                    ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
            for (JarEntry entry : Collections.list(in.entries())) {
                byte[] content = in.getInputStream(entry).readAllBytes();
                JarEntry copied = new JarEntry(entry.getName());
                copied.setTime(entry.getTime());
                out.putNextEntry(copied);
                out.write(entry.getName().endsWith(".class") ? newer(format, content) : content);
            }
        }
    }

    private static byte[] newer(ClassFile format, byte[] content) {
        ClassModel model = format.parse(content);
        if (model.majorVersion() >= OLDEST_ARCHIVED) {
            return content;
        }
        // Method bodies go through one by one: those that are taken over as they are get no table.
        ClassTransform bodies = ClassTransform.transformingMethodBodies((code, element) -> code.with(element));
        return format.transformClass(
                model,
                bodies.andThen((to, element) -> to.with(element instanceof ClassFileVersion ? WRITTEN : element)));
    }
}
