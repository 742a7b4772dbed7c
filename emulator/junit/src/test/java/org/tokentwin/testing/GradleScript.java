package org.tokentwin.testing;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.GroovyShell;
import groovy.lang.MissingMethodException;
import groovy.util.DelegatingScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.groovy.control.CompilerConfiguration;

/**
 * Runs a build script by Groovy itself, since Gradle is in no Maven repository: each word of it that Gradle's documentation has is noted, and
 * any other ends the script.
 */
final class GradleScript extends GroovyObjectSupport {
    private static final Map<String, Set<String>> WORDS = Map.of(
            "repositories", Set.of("mavenLocal", "mavenCentral"),
            "dependencies", Set.of("implementation", "testImplementation", "testRuntimeOnly"),
            "test", Set.of("useJUnitPlatform", "jvmArgs"));

    private final List<String> noted = new ArrayList<>();
    private String block = "";

    private GradleScript() {}

    /** Returns what was called, in order, each with its block and its arguments. */
    static List<String> run(String text) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setScriptBaseClass(DelegatingScript.class.getName());
        DelegatingScript script = (DelegatingScript) new GroovyShell(configuration).parse(text);
        GradleScript calls = new GradleScript();
        script.setDelegate(calls);
        script.run();
        return calls.noted;
    }

    /** Gradle's container of tasks, of which a script asks for one by its name. */
    public GradleScript getTasks() {
        return this;
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        Object[] given = (Object[]) arguments;
        if (given.length > 0 && given[given.length - 1] instanceof Closure<?> body) {
            block = name.equals("named") ? given[0].toString() : name;
            if (!WORDS.containsKey(block)) {
                throw new MissingMethodException(block, GradleScript.class, given);
            }
            body.setDelegate(this);
            body.setResolveStrategy(Closure.DELEGATE_ONLY);
            body.call();
            block = "";
        } else if (WORDS.getOrDefault(block, Set.of()).contains(name)) {
            noted.add(Stream.concat(
                            Stream.of(block + ":", name), Arrays.stream(given).map(Object::toString))
                    .collect(Collectors.joining(" ")));
        } else {
            throw new MissingMethodException(name, GradleScript.class, given);
        }
        return this;
    }
}
