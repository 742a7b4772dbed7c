package org.tokentwin.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The public types in packages that modules export to everybody, and what their public and protected members name.
 *
 * @param types those of the modules that are looked at
 */
record ExportedTypes(List<Class<?>> types) {
    /** Loads the modules of jars into a layer, and takes the types of those whose names begin so. */
    static ExportedTypes in(List<Path> jars, String modules) {
        ModuleFinder finder = ModuleFinder.of(jars.toArray(Path[]::new));
        List<String> roots = finder.findAll().stream()
                .map(each -> each.descriptor().name())
                .filter(name -> name.startsWith(modules))
                .toList();
        Configuration configuration = ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), roots);
        ModuleLayer layer =
                ModuleLayer.boot().defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
        return new ExportedTypes(configuration.modules().stream()
                .filter(each -> each.name().startsWith(modules))
                .flatMap(each -> typesOf(each, layer))
                .toList());
    }

    private static Stream<Class<?>> typesOf(ResolvedModule resolved, ModuleLayer layer) {
        Module module = layer.findModule(resolved.name()).orElseThrow();
        try (ModuleReader reader = resolved.reference().open()) {
            return reader
                    .list()
                    .filter(entry -> entry.endsWith(".class") && entry.contains("/"))
                    .filter(entry -> module.isExported(
                            entry.substring(0, entry.lastIndexOf('/')).replace('/', '.')))
                    .<Class<?>>map(entry -> Class.forName(
                            module, entry.replaceAll("\\.class$", "").replace('/', '.')))
                    .filter(ExportedTypes::isPublic)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPublic(Class<?> type) {
        Class<?> around = type.getEnclosingClass();
        return Modifier.isPublic(type.getModifiers()) && (around == null || isPublic(around));
    }

    /** What a user who requires a type's module only cannot name, behind the type that names it. */
    Set<String> unreachable() {
        Set<String> found = new TreeSet<>();
        for (Class<?> type : types) {
            Set<Class<?>> named = new HashSet<>();
            signatures(type).forEach(each -> collect(each, named));
            named.stream()
                    .filter(each -> !isReachable(each, type.getModule()))
                    .forEach(each -> found.add(type.getName() + ": " + each.getName()));
        }
        return found;
    }

    private static Stream<Type> signatures(Class<?> type) {
        Stream<Type> supers = Stream.concat(
                Stream.ofNullable(type.getGenericSuperclass()), Arrays.stream(type.getGenericInterfaces()));
        Stream<Type> members = Stream.of(type.getDeclaredMethods(), type.getDeclaredConstructors())
                .flatMap(Arrays::stream)
                .filter(each -> isForUsers(each.getModifiers()) && !each.isSynthetic())
                .flatMap(ExportedTypes::signature);
        Stream<Type> fields = Arrays.stream(type.getDeclaredFields())
                .filter(each -> isForUsers(each.getModifiers()))
                .map(Field::getGenericType);
        return Stream.of(supers, members, fields).flatMap(each -> each);
    }

    private static Stream<Type> signature(Executable member) {
        Stream<Type> more = Stream.concat(
                Arrays.stream(member.getGenericParameterTypes()), Arrays.stream(member.getGenericExceptionTypes()));
        return member instanceof java.lang.reflect.Method method
                ? Stream.concat(Stream.of(method.getGenericReturnType()), more)
                : more;
    }

    private static boolean isForUsers(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static void collect(Type type, Set<Class<?>> named) {
        switch (type) {
            case Class<?> its when its.isArray() -> collect(its.getComponentType(), named);
            case Class<?> its -> named.add(its);
            case GenericArrayType array -> collect(array.getGenericComponentType(), named);
            case ParameterizedType its -> {
                collect(its.getRawType(), named);
                Arrays.stream(its.getActualTypeArguments()).forEach(each -> collect(each, named));
            }
            case WildcardType its ->
                Stream.of(its.getUpperBounds(), its.getLowerBounds())
                        .flatMap(Arrays::stream)
                        .forEach(each -> collect(each, named));
            default -> {} // a type variable, whose bound is not looked at
        }
    }

    private static boolean isReachable(Class<?> type, Module from) {
        Module its = type.getModule();
        return isPublic(type)
                && (its.equals(from) || isReadWith(its.getName(), from))
                && its.isExported(type.getPackageName());
    }

    /** Whether who requires a module reads the other too. */
    private static boolean isReadWith(String other, Module from) {
        return other.equals("java.base")
                || from.getDescriptor().requires().stream()
                        .filter(each -> each.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE))
                        .anyMatch(each -> each.name().equals(other));
    }
}
