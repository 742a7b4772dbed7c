package org.tokentwin.programs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Of every field that may change in a class that locks, it is said which lock guards it: {@code @GuardedBy}, which Error Prone compares with
 * each use, or {@code volatile}.
 */
class GuardedFieldsTest {
    private static final Path ROOT = Path.of("..");

    /** Collections that two threads may not change at once. */
    private static final Pattern PLAIN_COLLECTION =
            Pattern.compile("(java\\.util\\.)?((Array|Linked)List|ArrayDeque|PriorityQueue|BitSet|StringBuilder"
                    + "|(Linked|Tree|Enum|Weak|Identity)?Hash(Map|Set)|(Tree|Enum)(Map|Set))(<.*)?");

    @Test
    void fieldThatChangesInAClassThatLocks_saysItsLock() throws IOException {
        List<SimpleJavaFileObject> sources = sources();

        assertThat(sources).hasSizeGreaterThan(500);
        assertThat(unguarded(sources)).as("neither @GuardedBy nor volatile").isEmpty();
    }

    @Test
    void classWithALock_isSeen() throws IOException {
        assertThat(unguarded(List.of(source("""
                class Locks {
                    private final java.util.concurrent.locks.Lock lock = null;
                    private int unguarded;
                    private final List<String> names = new ArrayList<>();
                    private final List<String> copied = List.of();
                    private final Set<String> made;
                    Locks() { made = new java.util.HashSet<>(); }
                    @GuardedBy("lock") private int guarded;
                    private volatile int shared;
                    void change() { lock.lock(); }
                    static class Inner { int alone; }
                    static class Locking { int inside; synchronized void change() {} }
                }
                class Free { int free; void change() {} }
                class Blocks { int blocked; void change() { synchronized (this) { blocked++; } } }
                """))))
                .containsExactlyInAnyOrder(
                        "Locks.unguarded", "Locks.names", "Locks.made", "Locks.Locking.inside", "Blocks.blocked");
    }

    private static List<String> unguarded(List<SimpleJavaFileObject> sources) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavacTask task = (JavacTask) compiler.getTask(null, null, null, null, null, sources);
        List<String> found = new ArrayList<>();
        for (CompilationUnitTree unit : task.parse()) {
            unit.getTypeDecls().forEach(type -> collect(found, "", type));
        }
        return found;
    }

    private static void collect(List<String> found, String around, Tree type) {
        if (!(type instanceof ClassTree its)) {
            return;
        }
        String name = around + its.getSimpleName();
        boolean locks = locks(its);
        for (Tree member : its.getMembers()) {
            if (member instanceof VariableTree field && locks && changes(field, its) && !saysItsLock(field)) {
                found.add(name + "." + field.getName());
            }
            collect(found, name + ".", member);
        }
    }

    private static boolean locks(ClassTree type) {
        return type.getMembers().stream()
                .filter(member -> !(member instanceof ClassTree))
                .anyMatch(member -> Boolean.TRUE.equals(member.accept(new Locking(), null)));
    }

    private static boolean changes(VariableTree field, ClassTree its) {
        Set<Modifier> modifiers = field.getModifiers().getFlags();
        if (!modifiers.contains(Modifier.FINAL)) {
            return !modifiers.contains(Modifier.VOLATILE);
        }
        return isPlainCollection(field.getInitializer()) || isMadeInConstructor(field.getName(), its);
    }

    private static boolean isMadeInConstructor(Name field, ClassTree its) {
        List<ExpressionTree> made = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitAssignment(AssignmentTree assignment, Void nothing) {
                String to = assignment.getVariable().toString();
                if (to.equals(field.toString()) || to.equals("this." + field)) {
                    made.add(assignment.getExpression());
                }
                return null;
            }
        }.scan(its.getMembers(), null);
        return made.stream().anyMatch(GuardedFieldsTest::isPlainCollection);
    }

    private static boolean isPlainCollection(@Nullable Tree value) {
        return value instanceof NewClassTree made
                && PLAIN_COLLECTION.matcher(made.getIdentifier().toString()).matches();
    }

    private static boolean saysItsLock(VariableTree field) {
        return field.getModifiers().getAnnotations().stream()
                .anyMatch(
                        annotation -> annotation.getAnnotationType().toString().equals("GuardedBy"));
    }

    /** Finds out whether something in a member takes a lock. */
    private static final class Locking extends TreeScanner<Boolean, Void> {
        @Override
        public Boolean visitMethod(MethodTree method, Void nothing) {
            return method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)
                    || reduce(super.visitMethod(method, null), false);
        }

        @Override
        public Boolean visitSynchronized(SynchronizedTree block, Void nothing) {
            return true;
        }

        @Override
        public Boolean visitMethodInvocation(MethodInvocationTree call, Void nothing) {
            return call.getMethodSelect().toString().matches("(?s).*\\.(lock|tryLock|lockInterruptibly)")
                    || reduce(super.visitMethodInvocation(call, null), false);
        }

        @Override
        public Boolean reduce(Boolean one, Boolean other) {
            return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
        }
    }

    private static List<SimpleJavaFileObject> sources() throws IOException {
        List<SimpleJavaFileObject> sources = new ArrayList<>();
        for (String module :
                List.of("cryptoki", "emulator", "emulator/junit", "client", "conformance-tests", "benchmarks")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file :
                        (Iterable<Path>) files.filter(each -> each.toString().endsWith(".java"))::iterator) {
                    sources.add(source(Files.readString(file)));
                }
            }
        }
        return sources;
    }

    private static SimpleJavaFileObject source(String text) {
        return new SimpleJavaFileObject(URI.create("string:///Source.java"), SimpleJavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
