/* The calls of a process in which no JVM has registered: a server carries them out. */
#ifndef TOKENTWIN_REMOTE_H
#define TOKENTWIN_REMOTE_H

#include "cryptoki.h"

/* The version of PKCS#11 that this copy of the library is of; SharedLibrary.java writes it, and a JVM that registers has its own. */
void remote_version(unsigned char version[2]);

CK_RV remote_call(unsigned function, const uint64_t *arguments);

#endif
