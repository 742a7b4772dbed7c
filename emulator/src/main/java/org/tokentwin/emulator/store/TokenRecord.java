package org.tokentwin.emulator.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a kept token besides its card's memory, as it was issued: the file {@code token.json}. The PINs are those that it was
 * issued with; one that its user changed since is on the card only.
 *
 * @param profile a bundled profile's name, or null for the one in {@code profile.toml}
 * @param soPin null where the token has none
 * @param created an instant, ISO 8601
 */
record TokenRecord(
        @JsonProperty("profile") @Nullable String profile,
        @JsonProperty(value = "serial", required = true) String serial,
        @JsonProperty(value = "label", required = true) String label,

        @JsonProperty(value = "referenceNumber", required = true)
        String referenceNumber,

        @JsonProperty(value = "initialPin", required = true) String initialPin,
        @JsonProperty(value = "pin", required = true) String pin,
        @JsonProperty("soPin") @Nullable String soPin,
        @JsonProperty(value = "created", required = true) String created) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Jackson takes a null for a value that is there, and what throws here for one that is damaged. */
    TokenRecord {
        Stream.of(serial, label, referenceNumber, initialPin, pin, created).forEach(Objects::requireNonNull);
    }

    static TokenRecord read(Path file) {
        try {
            @Nullable TokenRecord record = JSON.readValue(Files.readAllBytes(file), TokenRecord.class);
            if (record == null) {
                throw new StoreException(
                        "The file " + file + " is damaged: it says null. Restore a copy, or create anew");
            }
            return record;
        } catch (JsonProcessingException e) {
            throw new StoreException(
                    "The file " + file + " is damaged: " + e.getOriginalMessage()
                            + ". Restore a snapshot, or create anew",
                    e);
        } catch (IOException e) {
            throw new StoreException("The file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    void write(Path file) {
        try {
            OwnerOnly.replace(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        } catch (IOException e) {
            throw new StoreException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Never the PINs. */
    @Override
    public String toString() {
        return "TokenRecord[" + serial + ", " + label + "]";
    }
}
