package org.tokentwin.conformance.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A program that prepares a device. */
final class Program {
    private Program() {}

    /** What it says; it must succeed. */
    static String run(Map<String, String> environment, List<String> command) {
        return output(environment, command, 0);
    }

    /** What it says; it must end with this status at most. */
    static String output(Map<String, String> environment, List<String> command, int most) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
            Process process = builder.start();
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isBetween(0, most);
            return text;
        } catch (IOException e) {
            throw new AssertionError(command.getFirst() + " cannot be started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
