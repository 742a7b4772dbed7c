package org.tokentwin.client.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.tokentwin.client.view.HarmlessText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a command prints text or JSON, in the programs that are built on the client too. */
public final class OutputOptions {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule(), paths())
            .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_ABSENT, Include.ALWAYS))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
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

    /** Whether JSON is asked for. */
    public boolean isJson() {
        return form == Form.json;
    }

    /** Prints something in the form that is asked for. */
    public <T> void print(T shown, Function<T, String> asText) {
        String text = isJson() ? json(shown) : asText.apply(shown);
        Utf8Output.warn(
                text,
                command.commandLine().getErr(),
                name -> environment().apply(name).isPresent());
        PrintWriter out = command.commandLine().getOut();
        out.print(text);
        out.flush();
    }

    private Function<String, Optional<String>> environment() {
        return command.root().userObject() instanceof ClientCommand client
                ? client.surroundings().environment()
                : name -> Optional.ofNullable(System.getenv(name));
    }

    /** Prints JSON in one line, for another process. */
    void printLine(Object shown) {
        PrintWriter out = command.commandLine().getOut();
        out.print(json(JSON.writer().without(SerializationFeature.INDENT_OUTPUT), shown));
        out.flush();
    }

    private static String json(Object shown) {
        return json(JSON.writer(), shown);
    }

    private static String json(ObjectWriter writer, Object shown) {
        try {
            return HarmlessText.ofJson(writer.writeValueAsString(shown)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what is shown cannot be written as JSON", e);
        }
    }

    private static SimpleModule paths() {
        return new SimpleModule().addSerializer(Path.class, ToStringSerializer.instance);
    }
}
