import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.FieldTransform;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.RuntimeInvisibleAnnotationsAttribute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Takes Error Prone's annotations out of the class files of a directory. They are for checks of this build only, and javac would warn a user of the classes
 * that it does not find them, which is an error where he has {@code -Werror}. The build runs this on what it has compiled, and what has none is left alone.
 */
final class CompilerAnnotations {
    private static final String PACKAGE = "Lcom/google/errorprone/annotations/";
    private static final ClassFile CLASS_FILE = ClassFile.of(); // which leaves the constants, and the code, as they are

    /** Classes, fields and methods have them; Error Prone has none for parameters that is used here. */
    private static final ClassTransform WITHOUT = ClassTransform.transformingFields(
                    (FieldTransform) (builder, element) -> pass(element, builder))
            .andThen(ClassTransform.transformingMethods((MethodTransform) (builder, element) -> pass(element, builder)))
            .andThen((builder, element) -> pass((ClassElement) element, builder));

    private CompilerAnnotations() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        if (!Files.isDirectory(directory)) { // a module without classes
            return;
        }
        List<Path> classes;
        try (Stream<Path> files = Files.walk(directory)) {
            classes = files.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : classes) {
            remove(file);
        }
    }

    private static void remove(Path file) throws IOException {
        byte[] compiled = Files.readAllBytes(file);
        if (new String(compiled, StandardCharsets.ISO_8859_1).contains(PACKAGE)) {
            byte[] without = CLASS_FILE.transformClass(CLASS_FILE.parse(compiled), WITHOUT);
            if (!Arrays.equals(compiled, without)) {
                Files.write(file, without);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <E> void pass(E element, Consumer<? super E> builder) {
        if (element instanceof RuntimeInvisibleAnnotationsAttribute those) {
            List<Annotation> kept = those.annotations().stream()
                    .filter(each -> !each.className().stringValue().startsWith(PACKAGE))
                    .toList();
            if (!kept.isEmpty()) {
                builder.accept((E) RuntimeInvisibleAnnotationsAttribute.of(kept));
            }
        } else {
            builder.accept(element);
        }
    }
}
