package org.tokentwin.conformance;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A case as the suite knows it before it runs, from a method's {@link ConformanceCase} or from one row of a {@link ConformanceCases}.
 *
 * @param id group and number
 * @param section of PKCS#11 v2.40, or {@code guide}
 * @param requirement what the token must do
 * @param effect the strongest thing that the case does to the token
 * @param mechanisms {@code CKM_} values that the token must report
 * @param tokenFlags {@code CKF_} values of {@code CK_TOKEN_INFO} that must all be set
 */
public record CaseDescription(
        String id, String section, String requirement, Effect effect, List<Long> mechanisms, long tokenFlags) {
    private static final String GUIDE = "guide";
    private static final Map<Source, List<CaseDescription>> OF_METHODS = new ConcurrentHashMap<>();

    /** A method, and the directory that its rows come from, where they are published vectors. */
    private record Source(Method method, Optional<Path> vectors) {}

    /** Whether it is a rule of the e-Cert Token's guide, and none of the standard. */
    public boolean isOfGuide() {
        return section.equals(GUIDE);
    }

    /** The suite's own cases of a method, in the order in which they run; none where it is no case. */
    public static List<CaseDescription> of(Method method) {
        return of(method, Optional.empty());
    }

    /**
     * The same.
     *
     * @param vectors the directory of published vectors that take the place of the suite's own cases
     */
    public static List<CaseDescription> of(Method method, Optional<Path> vectors) {
        return vectors.isPresent() && !isOfVectors(method)
                ? List.of()
                : OF_METHODS.computeIfAbsent(new Source(method, vectors), CaseDescription::read);
    }

    private static List<CaseDescription> read(Source source) {
        Method method = source.method();
        ConformanceCase one = method.getAnnotation(ConformanceCase.class);
        if (one != null) {
            return List.of(new CaseDescription(
                    one.id(),
                    one.section(),
                    one.requirement(),
                    one.effect(),
                    boxed(one.mechanisms()),
                    one.tokenFlags()));
        }
        ConformanceCases many = method.getAnnotation(ConformanceCases.class);
        return many == null
                ? List.of()
                : rows(method, source.vectors()).stream()
                        .map(row -> ofRow(many, row))
                        .toList();
    }

    /**
     * The case behind a test that the JUnit Platform shows.
     *
     * @param displayName of the test; a row's is its id
     * @param vectors as above
     * @return empty for the container of a method's rows
     */
    public static Optional<CaseDescription> of(Method method, String displayName, Optional<Path> vectors) {
        boolean one = method.isAnnotationPresent(ConformanceCase.class);
        return of(method, vectors).stream()
                .filter(found -> one || found.id().equals(displayName))
                .findFirst();
    }

    /** Whether the rows of a method are published vectors. */
    private static boolean isOfVectors(Method method) {
        ConformanceCases many = method.getAnnotation(ConformanceCases.class);
        return many != null
                && Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
                        .anyMatch(source -> source.getName().equals(many.rows())
                                && List.of(source.getParameterTypes()).equals(List.of(Path.class)));
    }

    /** The data of a method with {@link ConformanceCases}; none where they are published vectors and there is no directory of them. */
    static List<CaseRow> rows(Method method, Optional<Path> vectors) {
        String name = method.getAnnotation(ConformanceCases.class).rows();
        boolean published = isOfVectors(method);
        if (published && vectors.isEmpty()) {
            return List.of();
        }
        try {
            Class<?>[] parameters = published ? new Class<?>[] {Path.class} : new Class<?>[0];
            Method source = method.getDeclaringClass().getDeclaredMethod(name, parameters);
            source.setAccessible(true);
            Object data = published ? source.invoke(null, vectors.get()) : source.invoke(null);
            List<CaseRow> rows = new ArrayList<>();
            ((List<?>) data).forEach(row -> rows.add((CaseRow) row));
            return rows;
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(method + " has no rows: " + name + "() does not give them", e);
        }
    }

    private static CaseDescription ofRow(ConformanceCases many, CaseRow row) {
        List<Long> mechanisms = new ArrayList<>(boxed(many.mechanisms()));
        mechanisms.addAll(row.mechanisms());
        return new CaseDescription(
                row.id(),
                many.section(),
                row.requirement(),
                many.effect().covers(row.effect()) ? many.effect() : row.effect(),
                List.copyOf(mechanisms),
                many.tokenFlags() | row.tokenFlags());
    }

    private static List<Long> boxed(long[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
