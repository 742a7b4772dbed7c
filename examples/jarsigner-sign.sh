#!/bin/sh
# Signs a jar with the token's key through SunPKCS11, and verifies it, down to the root of the e-Cert.
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
"${bin}jarsigner" $token letter.jar "$alias"

# The root is the last certificate of the chain.
sed -n '/END CERTIFICATE/,$p' "$TOKENTWIN_CA" | sed 1d > root.pem
"${bin}keytool" -importcert -noprompt -alias root -file root.pem -keystore trusted.p12 -storepass changeit
"${bin}jarsigner" -verify -strict -keystore trusted.p12 -storepass changeit letter.jar | tee report
grep "^jar verified" report
