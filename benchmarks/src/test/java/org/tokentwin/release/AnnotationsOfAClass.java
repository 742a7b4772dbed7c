package org.tokentwin.release;

import java.lang.classfile.Annotation;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.List;
import java.util.stream.Stream;

/** The annotations that a class file has on the class, its fields and its methods, as javac reads them. */
final class AnnotationsOfAClass {
    private AnnotationsOfAClass() {}

    /** Returns the descriptors of their types. */
    static List<String> of(byte[] classFile) {
        ClassModel model = ClassFile.of().parse(classFile);
        return Stream.of(Stream.of(model), model.fields().stream(), model.methods().stream())
                .flatMap(each -> each)
                .flatMap(AnnotationsOfAClass::of)
                .map(annotation -> annotation.className().stringValue())
                .toList();
    }

    private static Stream<Annotation> of(AttributedElement element) {
        return Stream.concat(
                element.findAttribute(Attributes.runtimeInvisibleAnnotations()).stream()
                        .flatMap(each -> each.annotations().stream()),
                element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                        .flatMap(each -> each.annotations().stream()));
    }
}
