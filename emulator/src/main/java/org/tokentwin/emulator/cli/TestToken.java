package org.tokentwin.emulator.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A token that a testbed issued, and where a test finds what belongs to it. PINs are in files that only their owner reads.
 *
 * @param fixture the fixture that holds it
 * @param socket the fixture's server
 * @param module the PKCS#11 library, which asks that server only
 * @param trace the transcript of what was called, a file that grows
 * @param authority the address of the authority that issued the e-Cert
 * @param pin the file of the user PIN, without a line end
 * @param initialPin likewise, of the PIN of the envelope
 * @param soPin likewise; null for a token without SO PIN
 * @param signaturePin likewise; null for a token without signature PIN
 * @param certificate the PEM file of the certificate of the token's key; null for a token without one
 * @param otherCertificates the PEM file of the certificates of its other keys; null for a token without any
 * @param authorities the PEM file of its chain; null for a token without one
 */
record TestToken(
        @JsonProperty("fixture") String fixture,
        @JsonProperty("label") String label,
        @JsonProperty("serial") String serial,
        @JsonProperty("uri") String uri,
        @JsonProperty("socket") String socket,
        @JsonProperty("module") String module,
        @JsonProperty("trace") String trace,
        @JsonProperty("authority") String authority,
        @JsonProperty("pin") String pin,
        @JsonProperty("initialPin") String initialPin,
        @JsonProperty("soPin") @Nullable String soPin,
        @JsonProperty("signaturePin") @Nullable String signaturePin,
        @JsonProperty("certificate") @Nullable String certificate,
        @JsonProperty("otherCertificates") @Nullable String otherCertificates,
        @JsonProperty("authorities") @Nullable String authorities) {}
