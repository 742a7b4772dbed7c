#!/bin/sh
# Signs a document with the token's key, and verifies it with the e-Cert.
# Needs: opensc, openssl
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "Dear Hongkong Post" > "$work/document"
pkcs11-tool --module "$PKCS11_MODULE_PATH" --login --pin env:TOKENTWIN_PIN --sign --mechanism SHA256-RSA-PKCS \
    --input-file "$work/document" --output-file "$work/signature"
openssl x509 -in "$TOKENTWIN_CERT" -pubkey -noout > "$work/public.pem"
openssl dgst -sha256 -verify "$work/public.pem" -signature "$work/signature" "$work/document"
