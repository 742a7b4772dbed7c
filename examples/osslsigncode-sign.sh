#!/bin/sh
# Signs a program for Windows with the token's key: osslsigncode, by OpenSSL's pkcs11 engine; and verifies it.
# Needs: libengine-pkcs11-openssl, openssl, osslsigncode
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# The smallest program for Windows: the DOS, COFF and optional headers, no section. It does nothing.
{
    printf 'MZ' && head -c 58 /dev/zero && printf '\100\000\000\000'
    printf 'PE\000\000\114\001' && head -c 14 /dev/zero && printf '\340\000\002\001'
    printf '\013\001' && head -c 90 /dev/zero && printf '\020\000\000\000'
    head -c 328 /dev/zero
} > program.exe
engines=$(openssl version -e | sed 's/.*"\(.*\)"/\1/')
cat "$TOKENTWIN_CERT" "$TOKENTWIN_CA" > chain.pem
printf %s "$TOKENTWIN_PIN" > pin
osslsigncode sign -pkcs11engine "$engines/pkcs11.so" -pkcs11module "$PKCS11_MODULE_PATH" -readpass pin \
    -key "$TOKENTWIN_URI;type=private" -certs chain.pem -h sha256 -n "A program" -in program.exe -out signed.exe

# It asks the authority whether the e-Cert is revoked; older releases do not.
osslsigncode verify -CAfile "$TOKENTWIN_CA" -in signed.exe
