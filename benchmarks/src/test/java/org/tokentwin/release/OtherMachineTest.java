package org.tokentwin.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code .packages/build} refuses before it builds anything: a package for a machine that it has no Java for. */
class OtherMachineTest {
    private static final String OTHER = System.getProperty("os.arch").equals("aarch64") ? "x86_64" : "aarch64";

    @Test
    void otherMachineWithoutItsModules_isRefused() throws IOException, InterruptedException {
        assertThat(refused("--arch", OTHER)).contains("This machine is no " + OTHER, "--jmods DIRECTORY");
    }

    @Test
    void directoryWithoutModules_isRefused(@TempDir Path empty) throws IOException, InterruptedException {
        assertThat(refused("--arch", OTHER, "--jmods", empty.toString()))
                .contains("has no java.base.jmod", "jmods of a JDK for " + OTHER);
    }

    @Test
    void machineWithoutALibrary_isRefused() throws IOException, InterruptedException {
        assertThat(refused("--arch", "riscv64")).contains("no PKCS#11 library for riscv64", "x86_64 and aarch64");
    }

    @Test
    void unknownOption_isRefused() throws IOException, InterruptedException {
        assertThat(refused("--machine", OTHER)).contains("There is no option --machine", "--arch");
    }

    private static String refused(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(ReleaseBuild.ROOT.resolve(".packages/build").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA25_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isNotZero();
        return said;
    }
}
