"""Signs with a PKCS#11 module, waits until the token has been taken out, and says what signing and searching answer then.

Arguments: the module. The PIN is in TOKENTWIN_PIN. Writes "ready" when a line may come on standard input, and the answers' names.
"""
import os
import sys
import time

import PyKCS11


def name(call):
    try:
        call()
    except PyKCS11.PyKCS11Error as error:
        return str(error).split(" ")[0]
    return "CKR_OK"


library = PyKCS11.PyKCS11Lib()
library.load(sys.argv[1])
session = library.openSession(library.getSlotList(tokenPresent=True)[0])
session.login(os.environ["TOKENTWIN_PIN"])
key = session.findObjects([(PyKCS11.CKA_CLASS, PyKCS11.CKO_PRIVATE_KEY)])[0]
mechanism = PyKCS11.Mechanism(PyKCS11.CKM_SHA256_RSA_PKCS, None)
session.sign(key, b"document", mechanism)
print("ready", flush=True)

sys.stdin.readline()
print("sign", name(lambda: session.sign(key, b"document", mechanism)), flush=True)
for _ in range(100):
    tokens = len(library.getSlotList(tokenPresent=True))
    if tokens == 0:
        break
    time.sleep(0.1)
print("tokens", tokens, flush=True)
print("later", name(lambda: session.sign(key, b"document", mechanism)), flush=True)
