#!/bin/sh
# Signs a jar with a time stamp of the authority, and verifies it: the signature then counts for as long as the time stamp's certificate
# does, and not only until the e-Cert expires.
# Needs: jdk
set -eu
bin=${JAVA_HOME:+$JAVA_HOME/bin/}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
printf 'name = Twin\nlibrary = %s\n' "$PKCS11_MODULE_PATH" > twin.cfg
echo "Dear Hongkong Post" > letter
"${bin}jar" --create --file letter.jar letter

token="-keystore NONE -storetype PKCS11 -addprovider SunPKCS11 -providerarg twin.cfg -storepass:env TOKENTWIN_PIN"
# shellcheck disable=SC2086 # a list of options
alias=$("${bin}keytool" -list $token | sed -n 's/, PrivateKeyEntry.*//p')
# shellcheck disable=SC2086
"${bin}jarsigner" $token -tsa "$TOKENTWIN_AUTHORITY_URL/tsa" letter.jar "$alias"

sed -n '/END CERTIFICATE/,$p' "$TOKENTWIN_CA" | sed 1d > root.pem
"${bin}keytool" -importcert -noprompt -alias root -file root.pem -keystore trusted.p12 -storepass changeit
"${bin}jarsigner" -J-Dcom.sun.security.enableCRLDP=true -verify -revCheck -strict -verbose:summary -certs \
    -keystore trusted.p12 -storepass changeit letter.jar | tee report
grep "^jar verified" report
grep "Timestamped by" report
