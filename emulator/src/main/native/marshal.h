/* A call's arguments as a request, and its results from the response. */
#ifndef TOKENTWIN_MARSHAL_H
#define TOKENTWIN_MARSHAL_H

#include "cryptoki.h"
#include "message.h"

enum { CKR_OK = 0x0, CKR_HOST_MEMORY = 0x2, CKR_ARGUMENTS_BAD = 0x7, CKR_FUNCTION_NOT_SUPPORTED = 0x54 };

/* Writes the arguments; what is not CKR_OK is the call's result, and nothing is to be sent. */
CK_RV marshal_request(struct message *request, unsigned function, const uint64_t *arguments);

/* Writes the results to where the arguments point, within the room that they name; 0 when the response is none. */
int marshal_response(struct message *response, unsigned function, const uint64_t *arguments);

/* Whether the function takes a PIN. */
int takes_pin(unsigned function);

#endif
