package org.tokentwin.emulator.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How a server stands.
 *
 * @param process its process id
 * @param connections the applications that are connected now
 * @param connectionsByP11Kit those of them that come by p11-kit's client, which does not show a token whole
 * @param mostConnections how many there may be
 * @param turnedAway the connections that were turned away since there were too many, or no thread or file descriptor for them
 * @param requestsRefused the requests of others that there was no memory to receive in
 * @param transcripts that are being taken; while there is none, nothing is written down
 * @param slots how many there are, with the ids 0, 1, 2 ...
 * @param cryptography the providers that the cards compute with
 */
public record ServerStatus(
        @JsonProperty("process") long process,
        @JsonProperty("connections") int connections,
        @JsonProperty("connectionsByP11Kit") int connectionsByP11Kit,
        @JsonProperty("mostConnections") int mostConnections,
        @JsonProperty("turnedAway") long turnedAway,
        @JsonProperty("requestsRefused") long requestsRefused,
        @JsonProperty("transcripts") int transcripts,
        @JsonProperty("slots") int slots,
        @JsonProperty("cryptography") String cryptography,
        @JsonProperty("tokens") List<TokenStatus> tokens) {}
