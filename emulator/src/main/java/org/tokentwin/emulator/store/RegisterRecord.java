package org.tokentwin.emulator.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLReason;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tokentwin.emulator.issuer.Register;
import org.tokentwin.emulator.issuer.RegisteredCertificate;
import org.tokentwin.emulator.issuer.StateChange;
import org.tokentwin.emulator.issuer.StateChange.Kind;

/**
 * What stands in an authority's {@code register.json}.
 *
 * @param version of the form, {@value #VERSION}
 * @param crlNumber of the revocation list that was issued last
 */
record RegisterRecord(
        @JsonProperty(value = "version", required = true) int version,
        @JsonProperty(value = "crlNumber", required = true) BigInteger crlNumber,

        @JsonProperty(value = "certificates", required = true)
        List<Entry> certificates) {
    static final int VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Jackson takes a null for a value that is there, and what throws here for one that is damaged. */
    RegisterRecord {
        certificates = List.copyOf(certificates);
        Objects.requireNonNull(crlNumber);
    }

    /** @param certificate its DER encoding */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two entries
    record Entry(
            @JsonProperty(value = "certificate", required = true)
            byte[] certificate,

            @JsonProperty(value = "history", required = true)
            List<Change> history) {}

    /**
     * @param at an instant, ISO 8601
     * @param reason null but for a revocation
     */
    record Change(
            @JsonProperty(value = "at", required = true) String at,
            @JsonProperty(value = "kind", required = true) Kind kind,
            @JsonProperty("reason") @Nullable CRLReason reason) {
        Change {
            Objects.requireNonNull(at);
            Objects.requireNonNull(kind);
        }

        static Change of(StateChange change) {
            return new Change(
                    change.at().toString(), change.kind(), change.reason().orElse(null));
        }

        StateChange change() {
            return new StateChange(Instant.parse(at), kind, Optional.ofNullable(reason));
        }
    }

    static RegisterRecord of(Register register) {
        return new RegisterRecord(
                VERSION,
                register.crlNumber(),
                register.certificates().values().stream()
                        .map(RegisterRecord::entry)
                        .toList());
    }

    private static Entry entry(RegisteredCertificate registered) {
        try {
            return new Entry(
                    registered.certificate().getEncoded(),
                    registered.history().stream().map(Change::of).toList());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was issued has an encoding", e);
        }
    }

    static Register read(Path file) {
        try {
            @Nullable RegisterRecord record = JSON.readValue(Files.readAllBytes(file), RegisterRecord.class);
            if (record == null) {
                throw new IllegalArgumentException("it says null");
            }
            if (record.version() != VERSION) {
                throw new StoreException("The authority's register " + file + " is of version " + record.version()
                        + ", and this TokenTwin knows version " + VERSION + ": use the one that has written it");
            }
            return record.register();
        } catch (JsonProcessingException e) {
            throw damaged(file, e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw damaged(file, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StoreException("The authority's register " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static StoreException damaged(Path file, String why, Exception cause) {
        return new StoreException(
                "The authority's register " + file + " is damaged: " + why
                        + ". Put a copy back, or move it away to begin anew",
                cause);
    }

    private Register register() {
        SequencedMap<BigInteger, RegisteredCertificate> registered = new LinkedHashMap<>();
        for (Entry each : certificates) {
            X509Certificate certificate = parsed(each.certificate());
            registered.put(
                    certificate.getSerialNumber(),
                    new RegisteredCertificate(
                            certificate,
                            each.history().stream().map(Change::change).toList()));
        }
        return new Register(crlNumber, registered);
    }

    private static X509Certificate parsed(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("a certificate in it does not parse", e);
        }
    }

    /** On the disk when it returns. */
    void write(Path file) throws IOException {
        OwnerOnly.replace(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }
}
