#!/bin/sh
# Changes the PIN; then enters wrong ones, until the card has locked itself, for good.
# Needs: opensc
set -eu
tool() { pkcs11-tool --module "$PKCS11_MODULE_PATH" "$@" 2>&1; }
refused() { # CKR COMMAND...
    expected=$1
    shift
    if output=$("$@"); then
        echo "not refused: $*" >&2
        return 1
    fi
    echo "$output" | grep -q "$expected"
}

export NEW_PIN='New1!password' WRONG_PIN='Wrong1!password'
tool --login --pin env:TOKENTWIN_PIN --change-pin --new-pin env:NEW_PIN
refused CKR_PIN_INCORRECT tool --login --pin env:TOKENTWIN_PIN --list-objects
tool --list-slots | grep "user PIN count low"
tool --login --pin env:NEW_PIN --list-objects --type privkey # gives all 15 tries back

for try in $(seq 14); do
    echo "wrong PIN $try"
    refused CKR_PIN_INCORRECT tool --login --pin env:WRONG_PIN --list-objects
done
tool --list-slots | grep "final user PIN try"
refused 'CKR_PIN_INCORRECT\|CKR_PIN_LOCKED' tool --login --pin env:WRONG_PIN --list-objects
refused CKR_PIN_LOCKED tool --login --pin env:NEW_PIN --list-objects
tool --list-slots | grep "user PIN locked"
