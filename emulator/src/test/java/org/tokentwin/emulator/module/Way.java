package org.tokentwin.emulator.module;

/** How a C program reaches the token: what it sees must not depend on it. */
enum Way {
    IN_THE_PROCESS,
    OVER_THE_SOCKET
}
