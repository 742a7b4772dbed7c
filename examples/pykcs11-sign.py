#!/usr/bin/python3
"""Signs with the token's key through PyKCS11, and verifies with OpenSSL and the e-Cert.

Needs: openssl, python3-pykcs11
"""

import os
import subprocess
import tempfile
from pathlib import Path

from PyKCS11 import (
    CKA_CLASS,
    CKM_SHA256_RSA_PKCS,
    CKO_PRIVATE_KEY,
    Mechanism,
    PyKCS11Lib,
)

document = b"Dear Hongkong Post"

library = PyKCS11Lib()
library.load(os.environ["PKCS11_MODULE_PATH"])
slot = library.getSlotList(tokenPresent=True)[0]
print(library.getTokenInfo(slot).label.strip())

session = library.openSession(slot)
session.login(os.environ["TOKENTWIN_PIN"])
key = session.findObjects([(CKA_CLASS, CKO_PRIVATE_KEY)])[0]
signature = bytes(session.sign(key, document, Mechanism(CKM_SHA256_RSA_PKCS)))
session.logout()
session.closeSession()

with tempfile.TemporaryDirectory() as name:
    work = Path(name)
    (work / "document").write_bytes(document)
    (work / "signature").write_bytes(signature)
    certificate = os.environ["TOKENTWIN_CERT"]
    public = subprocess.check_output(["openssl", "x509", "-in", certificate, "-pubkey", "-noout"])
    (work / "public.pem").write_bytes(public)
    verify = ["openssl", "dgst", "-sha256", "-verify", "public.pem", "-signature", "signature", "document"]
    subprocess.run(verify, cwd=work, check=True)
