#!/bin/sh
# OpenSSL asks by OCSP and by revocation list whether the e-Cert is revoked: it is good, on hold, good again, and revoked.
# Needs: curl, openssl
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
curl -sf "$TOKENTWIN_AUTHORITY_URL/ca/eCertCA2-15.crt" | openssl x509 -inform DER -out issuer.pem
sed -n '/END CERTIFICATE/,$p' "$TOKENTWIN_CA" | sed 1d > root.pem

# What OCSP says; the answer's signature and nonce are checked.
ocsp() {
    openssl ocsp -issuer issuer.pem -cert "$TOKENTWIN_CERT" -url "$(openssl x509 -in "$TOKENTWIN_CERT" -noout -ocsp_uri)" \
        -CAfile root.pem > answer 2> checked
    grep -q "Response verify OK" checked
    sed -n "s|^$TOKENTWIN_CERT: ||p" answer
}

# What the lists of both CAs say of the whole chain.
lists() {
    for list in eCertCA2-15CRL1 RootCA2ARL; do
        curl -sf "$TOKENTWIN_AUTHORITY_URL/crl/$list.crl" | openssl crl -inform DER
    done > lists.pem
    openssl verify -crl_check_all -CAfile root.pem -untrusted issuer.pem -CRLfile lists.pem "$TOKENTWIN_CERT" 2>&1 || true
}

expect() { # what OCSP says, what the lists say
    [ "$(ocsp)" = "$1" ] || { echo "OCSP says: $(ocsp)"; exit 1; }
    lists | grep -q "$2" || { echo "the lists say: $(lists)"; exit 1; }
    echo "$1"
}

expect good "OK$"
tokentwin emulator authority hold > held
expect revoked "certificate revoked"
grep "Reason: certificateHold" answer
tokentwin emulator authority release > released
expect good "OK$"
tokentwin emulator authority revoke --reason keyCompromise > revoked
expect revoked "certificate revoked"
grep "Reason: keyCompromise" answer
