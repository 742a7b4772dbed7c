/* The calls of a process in which no JVM has registered: a server carries them out. */
#ifndef TOKENTWIN_REMOTE_H
#define TOKENTWIN_REMOTE_H

#include "cryptoki.h"

CK_RV remote_call(unsigned function, const uint64_t *arguments);

#endif
