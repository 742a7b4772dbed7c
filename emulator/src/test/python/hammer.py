"""Clients that hammer one server, each a process of its own with the distribution's p11-kit-client.so.

Usage, as the command of "emulator run": python3 hammer.py CLIENTS SECONDS JCMD

Every answer is checked. Clients log in, open sessions and go, with and without a goodbye. After that the server, which is this
process's parent, must have no more files open than before, and no session, application or connection in its heap; and the token
lets itself be initialised, as it does where no application has a session.
"""

import hashlib
import os
import subprocess
import sys
import time

from PyKCS11 import CKA_CLASS, CKO_CERTIFICATE, CKO_PRIVATE_KEY
from PyKCS11 import CKM_SHA256, CKM_SHA256_RSA_PKCS, Mechanism, PyKCS11Lib

SERVER = os.getppid()
DIGEST_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
LEFT_BEHIND = [
    "org.tokentwin.emulator.cryptoki.application.SlotEvents",
    "org.tokentwin.emulator.cryptoki.application.Session",
    "org.tokentwin.emulator.wire.WireConnection",
]


def modulus():
    text = subprocess.check_output(["openssl", "x509", "-in", os.environ["TOKENTWIN_CERT"], "-modulus", "-noout"], text=True)
    return int(text.removeprefix("Modulus="), 16)


def verify(n, signature, document):
    length = (n.bit_length() + 7) // 8
    info = DIGEST_INFO + hashlib.sha256(document).digest()
    block = b"\x00\x01" + b"\xff" * (length - len(info) - 3) + b"\x00" + info
    assert pow(int.from_bytes(signature, "big"), 65537, n) == int.from_bytes(block, "big"), "wrong signature"


class Client:
    """One process. Counts its calls."""

    def __init__(self, n):
        self.n = n
        self.calls = 0
        self.left_open = None

    def call(self, function, *arguments):
        result = function(*arguments)
        self.calls += 1
        return result

    def connect(self):
        library = PyKCS11Lib()
        self.call(library.load, os.environ["PKCS11_MODULE_PATH"])
        slot = self.call(library.getSlotList, True)[0]
        return library, slot

    def work(self, library, slot):
        session = self.call(library.openSession, slot)
        self.call(session.login, os.environ["TOKENTWIN_PIN"])
        assert len(self.call(session.findObjects, [(CKA_CLASS, CKO_CERTIFICATE)])) == 3
        key = self.call(session.findObjects, [(CKA_CLASS, CKO_PRIVATE_KEY)])[0]
        document = os.urandom(200)
        signature = self.call(session.sign, key, document, Mechanism(CKM_SHA256_RSA_PKCS))
        verify(self.n, bytes(signature), document)
        digest = self.call(session.digest, document, Mechanism(CKM_SHA256))
        assert bytes(digest) == hashlib.sha256(document).digest(), "wrong digest"
        return session

    def hammer(self, end):
        while True:
            library, slot = self.connect()
            for _ in range(3):
                session = self.work(library, slot)
                if time.monotonic() > end:
                    self.left_open = library, session  # else Python would call C_CloseSession and C_Finalize
                    return
                self.call(session.logout)
                self.call(session.closeSession)
            self.call(library.lib.C_Finalize)


def child(n, end, report):
    client = Client(n)
    status = 1
    try:
        client.hammer(end)
        status = 0
    finally:
        os.write(report, b"%d\n" % client.calls)
        os._exit(status)


def hammer(clients, seconds):
    n = modulus()
    end = time.monotonic() + seconds
    reading, writing = os.pipe()
    for _ in range(clients):
        if os.fork() == 0:
            child(n, end, writing)
    os.close(writing)
    time.sleep(seconds / 2)
    during = remains()
    failed = sum(os.wait()[1] != 0 for _ in range(clients))
    with os.fdopen(reading) as reports:
        calls = [int(line) for line in reports]
    assert failed == 0, f"{failed} clients failed"
    assert len(calls) == clients and min(calls) > 0, calls
    return sum(calls), during


def open_files():
    return len(os.listdir(f"/proc/{SERVER}/fd"))


def remains():
    """How many live objects of the server's JVM belong to its clients; this collects its garbage first."""
    histogram = subprocess.check_output([sys.argv[3], str(SERVER), "GC.class_histogram"], text=True)
    rows = [line.split() for line in histogram.splitlines()]
    counts = {row[3]: int(row[1]) for row in rows if len(row) > 3 and row[3] in LEFT_BEHIND}
    return [counts.get(name, 0) for name in LEFT_BEHIND]


def settled(measure, expected):
    """A measure, as soon as it is as expected; the server needs a moment to see that clients went."""
    for _ in range(50):
        if measure() == expected:
            break
        time.sleep(0.2)
    return measure()


def initialize_token():
    library, slot = Client(0).connect()
    library.initToken(slot, os.environ["TOKENTWIN_SO_PIN"], "Hammered")
    assert library.getTokenInfo(slot).label.strip() == "Hammered"


def main():
    clients, seconds = int(sys.argv[1]), float(sys.argv[2])
    nothing = [0] * len(LEFT_BEHIND)
    hammer(clients, 1)
    assert settled(remains, nothing) == nothing
    before = open_files()
    calls, during = hammer(clients, seconds)
    assert min(during) > 0, f"nothing seen while {clients} clients worked: {during}"
    after, left = settled(open_files, before), settled(remains, nothing)
    print(f"{clients} clients, {calls} calls, {calls / seconds:.0f} calls/s")
    print(f"open files before {before}, after {after}; applications, sessions, connections during {during}, after {left}")
    assert after <= before and left == nothing
    initialize_token()


main()
