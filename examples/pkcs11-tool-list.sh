#!/bin/sh
# Lists the slots, the mechanisms and the objects of the token, and lets pkcs11-tool test it.
# Needs: opensc
set -eu
tool() { pkcs11-tool --module "$PKCS11_MODULE_PATH" "$@"; }

tool --list-slots
tool --list-mechanisms
tool --login --pin env:TOKENTWIN_PIN --list-objects
tool --login --pin env:TOKENTWIN_PIN --test
