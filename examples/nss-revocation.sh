#!/bin/sh
# NSS asks whether the e-Cert is revoked, before and after it is: vfychain by OCSP, by the revocation list, and for the whole chain;
# ocspclnt by OCSP.
# Needs: curl, libnss3-tools
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
database="sql:$work"

certutil -N -d "$database" --empty-password
curl -sf "$TOKENTWIN_AUTHORITY_URL/ca/eCertCA2-15.crt" > issuer.der
sed -n '/END CERTIFICATE/,$p' "$TOKENTWIN_CA" | sed 1d > root.pem
certutil -A -d "$database" -n root -t ,C, -a -i root.pem
certutil -A -d "$database" -n issuer -t ,, -i issuer.der
certutil -A -d "$database" -n ecert -t ,, -a -i "$TOKENTWIN_CERT"

# What vfychain says of the e-Cert for e-mail signatures. Each way has to answer: nobody else is asked, and no answer fails.
chain() { # options that say how it asks
    vfychain -d "$database" -pp -u 4 "$@" -a "$TOKENTWIN_CERT" 2>&1 || true
}

expect() { # what vfychain says, what ocspclnt says
    chain -g leaf -h requireFreshInfo -m ocsp -s failIfNoInfo | grep "$1"
    chain -g leaf -m crl -s failIfNoInfo | grep "$1"
    chain -g leaf -m ocsp -s failIfNoInfo -g chain -m crl -s failIfNoInfo | grep "$1"
    ocspclnt -S ecert -d "$database" 2>&1 | grep "$2"
}

expect "Chain is good!" 'Check of certificate "ecert" succeeded'
tokentwin emulator authority revoke --reason keyCompromise > revoked
expect "Certificate has been revoked" "Certificate has been revoked"
