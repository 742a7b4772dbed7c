#!/bin/sh
# Prints the token's public keys as OpenSSH wants them in authorized_keys; one of them is the e-Cert's.
# Needs: openssh-client, openssl
set -eu
keys=$(ssh-keygen -D "$PKCS11_MODULE_PATH")
echo "$keys"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
openssl x509 -in "$TOKENTWIN_CERT" -pubkey -noout > "$work/public.pem"
expected=$(ssh-keygen -i -m PKCS8 -f "$work/public.pem")
echo "$keys" | grep -qF "$expected"
