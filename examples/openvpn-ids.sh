#!/bin/sh
# Prints the e-Cert's identifier as OpenVPN wants it in its option pkcs11-id.
# Needs: openssl, openvpn
set -eu
PATH=$PATH:/usr/sbin
ids=$(openvpn --show-pkcs11-ids "$PKCS11_MODULE_PATH")
echo "$ids"
holder=$(openssl x509 -in "$TOKENTWIN_CERT" -noout -subject -nameopt multiline | sed -n 's/ *commonName *= //p')
echo "$ids" | grep "DN: .*CN=$holder"
echo "$ids" | grep "Serialized id: "
