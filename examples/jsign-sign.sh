#!/bin/sh
# Signs a program for Windows with the token's key: Jsign, through SunPKCS11; and verifies it with osslsigncode. JSIGN is the
# command, such as "java -jar jsign-7.1.jar"; else jsign is.
# Needs: jsign, osslsigncode
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
printf 'name = Twin\nlibrary = %s\n' "$PKCS11_MODULE_PATH" > twin.cfg
# shellcheck disable=SC2086 # a command with its arguments
${JSIGN:-jsign} --storetype PKCS11 --keystore twin.cfg --storepass env:TOKENTWIN_PIN --alg SHA-256 --name "A program" program.exe

# It asks the authority whether the e-Cert is revoked; older releases do not.
osslsigncode verify -CAfile "$TOKENTWIN_CA" -in program.exe
