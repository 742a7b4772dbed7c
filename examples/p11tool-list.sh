#!/bin/sh
# Lists what is on the token, which its URI names.
# Needs: gnutls-bin
set -eu
listing=$(GNUTLS_PIN=$TOKENTWIN_PIN p11tool --provider "$PKCS11_MODULE_PATH" --login --list-all "$TOKENTWIN_URI")
echo "$listing"
echo "$listing" | grep -q "X.509 Certificate (RSA-2048)"
echo "$listing" | grep -q "Private key (RSA-2048)"
