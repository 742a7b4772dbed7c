#!/bin/sh
# Signs with the token's key through OpenSSL's pkcs11 engine, and verifies with the e-Cert.
# Needs: libengine-pkcs11-openssl, openssl
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cat > "$work/openssl.cnf" <<CONFIG
openssl_conf = openssl_init
[openssl_init]
engines = engines
[engines]
pkcs11 = pkcs11
[pkcs11]
engine_id = pkcs11
MODULE_PATH = $PKCS11_MODULE_PATH
PIN = $TOKENTWIN_PIN
init = 0
CONFIG
echo "Dear Hongkong Post" > "$work/document"
OPENSSL_CONF=$work/openssl.cnf openssl dgst -sha256 -engine pkcs11 -keyform engine \
    -sign "$TOKENTWIN_URI;type=private" -out "$work/signature" "$work/document"
openssl x509 -in "$TOKENTWIN_CERT" -pubkey -noout > "$work/public.pem"
openssl dgst -sha256 -verify "$work/public.pem" -signature "$work/signature" "$work/document"
