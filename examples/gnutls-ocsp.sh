#!/bin/sh
# GnuTLS's ocsptool asks whether the e-Cert is revoked, before and after it is.
# Needs: gnutls-bin, openssl
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
openssl x509 -in "$TOKENTWIN_CA" -out issuer.pem # the first of the chain

ask() {
    ocsptool --ask --nonce --load-cert "$TOKENTWIN_CERT" --load-issuer issuer.pem --load-trust "$TOKENTWIN_CA"
}

ask | tee before
grep -q "Certificate Status: good" before
grep -q "Verifying OCSP Response: Success" before
tokentwin emulator authority revoke --reason superseded > revoked
ask > after || true # ocsptool exits with 1 for a revoked certificate
grep "Certificate Status: revoked" after
grep -q "Verifying OCSP Response: Success" after
