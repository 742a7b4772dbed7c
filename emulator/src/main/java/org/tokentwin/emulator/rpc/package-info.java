/**
 * p11-kit's RPC protocol over a Unix socket: other processes reach the emulated token through the {@code p11-kit-client.so} that
 * distributions ship. One connection is one PKCS#11 application.
 *
 * <p>It knows frames, encodings and connections, and hands every call to {@link org.tokentwin.emulator.cryptoki.Cryptoki}. Not here: what
 * the calls do, and which tokens there are.
 */
@NullMarked
package org.tokentwin.emulator.rpc;

import org.jspecify.annotations.NullMarked;
