#!/bin/sh
# Signs a program for Windows as SafeNet's users do, with Jsign's store ETOKEN; and verifies it with osslsigncode. That store takes SafeNet's library from
# where SafeNet installs it, so this runs in a mount namespace of its own, which has TokenTwin's there. JSIGN is the
# command, such as "java -jar jsign-7.1.jar"; else jsign is.
# Needs: jsign, osslsigncode, util-linux
set -eu
if [ -z "${IN_NAMESPACE:-}" ]; then
    IN_NAMESPACE=yes exec unshare --map-root-user --mount sh "$0"
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tokentwin emulator module --install "$work/safenet/pkcs11" --name libeTPkcs11.so
mount -t overlay overlay -o lowerdir="$work/safenet:/usr/lib64" /usr/lib64
cd "$work"
# The smallest program for Windows: the DOS, COFF and optional headers, no section. It does nothing.
{
    printf 'MZ' && head -c 58 /dev/zero && printf '\100\000\000\000'
    printf 'PE\000\000\114\001' && head -c 14 /dev/zero && printf '\340\000\002\001'
    printf '\013\001' && head -c 90 /dev/zero && printf '\020\000\000\000'
    head -c 328 /dev/zero
} > program.exe
# shellcheck disable=SC2086 # a command with its arguments
${JSIGN:-jsign} --storetype ETOKEN --storepass env:TOKENTWIN_PIN --alg SHA-256 --name "A program" program.exe

# Nobody publishes the test authority's list of revoked certificates; older releases do not ask for it.
offline=
if osslsigncode verify --help 2>&1 | grep -qe -ignore-crl; then offline=-ignore-crl; fi
osslsigncode verify $offline -CAfile "$TOKENTWIN_CA" -in program.exe
