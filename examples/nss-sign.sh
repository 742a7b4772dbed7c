#!/bin/sh
# Adds the token to an NSS database with modutil, finds the e-Cert with certutil, signs a CMS message with cmsutil, and verifies
# it with OpenSSL.
# Needs: libnss3-tools, openssl
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
database="sql:$work"
printf '%s\n' "$TOKENTWIN_PIN" > pin

certutil -N -d "$database" --empty-password
modutil -dbdir "$database" -add twin -libfile "$PKCS11_MODULE_PATH" -force
modutil -dbdir "$database" -list twin | grep "Token Name: My Token"
certutil -L -d "$database" -h all -f pin
certutil -K -d "$database" -h "My Token" -f pin

# NSS signs only for issuers that it trusts: the root is the last in the file.
sed -n '/END CERTIFICATE/,$p' "$TOKENTWIN_CA" | sed 1d > root.pem
certutil -A -d "$database" -n root -t ,C, -i root.pem

# The e-Cert has the trust "u": its private key is there. The name has spaces.
name=$(certutil -L -d "$database" -h "My Token" -f pin | sed -n 's/ *u,u,u *$//p')
echo "Signing as $name"
echo "Dear Hongkong Post" > document
cmsutil -S -d "$database" -f pin -N "$name" -G -i document -o message.cms
openssl cms -verify -in message.cms -inform DER -CAfile "$TOKENTWIN_CA" -purpose any -out verified
cmp document verified
