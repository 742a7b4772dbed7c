package org.tokentwin.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A copy of {@code examples/other-libraries}, built by its coordinates only. Maven has a local repository of its own for it, and takes from
 * this machine's what is not TokenTwin's.
 */
record SampleProject(Path directory, Path repository) {
    static SampleProject in(Path directory, Path repository) throws IOException {
        ReleaseBuild.copy(ReleaseBuild.ROOT.resolve("examples").resolve("other-libraries"), directory);
        Path machine = Path.of(System.getProperty("user.home"), ".m2", "repository");
        Files.writeString(directory.resolve("settings.xml"), """
                <settings>
                  <profiles>
                    <profile>
                      <id>machine</id>
                      <repositories><repository><id>machine</id><url>%1$s</url></repository></repositories>
                      <pluginRepositories><pluginRepository><id>machine</id><url>%1$s</url></pluginRepository></pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>machine</activeProfile></activeProfiles>
                </settings>
                """.formatted(machine.toUri()));
        return new SampleProject(directory, repository);
    }

    /** The same project before it had TokenTwin. */
    SampleProject withoutTokenTwin() throws IOException {
        Path before = directory.resolveSibling(directory.getFileName() + "-before");
        Files.createDirectories(before);
        Files.copy(directory.resolve("settings.xml"), before.resolve("settings.xml"));
        String pom = Files.readString(directory.resolve("pom.xml"));
        Files.writeString(
                before.resolve("pom.xml"),
                pom.replaceAll("<dependency>\\s*<groupId>org.tokentwin</groupId>.*?\\s*</dependency>", ""));
        return new SampleProject(before, repository);
    }

    /** Runs the tests on a JDK, and returns what Maven says. */
    String test(Path jdk) throws IOException, InterruptedException {
        return maven(jdk, "clean", "test");
    }

    /** The libraries that the program itself runs with, by name and version. */
    List<String> libraries(Path jdk) throws IOException, InterruptedException {
        Path list = directory.resolve("libraries.txt");
        maven(jdk, "dependency:list", "-DincludeScope=runtime", "-Dsort=true", "-DoutputFile=" + list);
        return Files.readAllLines(list).stream()
                .map(String::strip)
                .filter(line -> line.contains(":jar:"))
                .map(line -> line.replaceFirst(" -- .*", ""))
                .toList();
    }

    private String maven(Path jdk, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "-s",
                "settings.xml",
                "-Dmaven.repo.local=" + directory.resolveSibling("local"),
                "-Dtokentwin.repository=" + repository.toUri()));
        command.addAll(List.of(arguments));
        Map<String, String> environment = Map.of(
                "JAVA_HOME", jdk.toString(),
                "MAVEN_OPTS", "",
                "TOKENTWIN_JAVA_HOME", System.getProperty("java.home"),
                "XDG_CACHE_HOME", directory.resolve("cache").toString());
        return ReleaseBuild.maven(directory, environment, command);
    }
}
