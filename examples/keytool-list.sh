#!/bin/sh
# Lists the token as a Java key store, through SunPKCS11.
# Needs: jdk
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf 'name = Twin\nlibrary = %s\n' "$PKCS11_MODULE_PATH" > "$work/twin.cfg"
listing=$("${JAVA_HOME:+$JAVA_HOME/bin/}keytool" -list -keystore NONE -storetype PKCS11 \
    -addprovider SunPKCS11 -providerarg "$work/twin.cfg" -storepass:env TOKENTWIN_PIN)
echo "$listing"
echo "$listing" | grep -q "PrivateKeyEntry"
