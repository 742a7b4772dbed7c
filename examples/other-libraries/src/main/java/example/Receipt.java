package example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What is kept of a signed letter, as JSON by Jackson. */
public record Receipt(String signer, String level) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public String toJson() throws JsonProcessingException {
        return JSON.writeValueAsString(this);
    }

    public static Receipt parse(String json) throws JsonProcessingException {
        return JSON.readValue(json, Receipt.class);
    }
}
