package org.tokentwin.emulator.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a command prints text or JSON. */
final class OutputOptions {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Path.class, ToStringSerializer.instance)
                    .addSerializer(Instant.class, ToStringSerializer.instance))
            .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_NULL, Include.ALWAYS))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** The forms of output. */
    enum Form {
        text,
        json
    }

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORM",
            description = "Print ${COMPLETION-CANDIDATES}; the default is ${DEFAULT-VALUE}.")
    private Form form = Form.text;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    <T> void print(T shown, Function<T, String> asText) {
        String text = form == Form.json ? json(shown) : asText.apply(shown);
        Utf8Output.warn(
                text,
                command.commandLine().getErr(),
                EmulatorCommand.surroundings(command).environment()::containsKey);
        PrintWriter out = command.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private static String json(Object shown) {
        try {
            return JSON.writeValueAsString(shown) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is shown cannot be written as JSON", e);
        }
    }
}
