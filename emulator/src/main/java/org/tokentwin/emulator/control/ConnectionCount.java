package org.tokentwin.emulator.control;

/**
 * A server's connections at one moment.
 *
 * @param now the applications that are connected
 * @param byP11Kit those of them that come by p11-kit's client
 * @param most how many there may be
 * @param turnedAway those that were turned away since the server started
 * @param requestsRefused the requests of others that there was no memory for
 */
public record ConnectionCount(int now, int byP11Kit, int most, long turnedAway, long requestsRefused) {}
