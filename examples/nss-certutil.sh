#!/bin/sh
# Puts the token into an NSS database, as browsers of the Mozilla family use one, and finds the e-Cert with its key: "u,u,u".
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '%s\n' "$TOKENTWIN_PIN" > "$work/pin"
certutil -N -d "sql:$work" --empty-password
modutil -dbdir "sql:$work" -add twin -libfile "$PKCS11_MODULE_PATH" -force
listing=$(certutil -L -d "sql:$work" -h all -f "$work/pin")
echo "$listing"
echo "$listing" | grep -q "u,u,u"
