#!/bin/sh
# Fetches a page of a server that demands the holder's certificate: curl takes certificate and key from the token, by its URI.
# Needs: curl, libengine-pkcs11-openssl, openssl
set -eu
work=$(mktemp -d)
server=
cleanup() {
    rm -rf "$work"
    if [ -n "$server" ]; then kill "$server"; fi
}
trap cleanup EXIT
cd "$work"
cat > pkcs11.cnf <<CONFIG
openssl_conf = openssl_init
[openssl_init]
engines = engines
[engines]
pkcs11 = pkcs11
[pkcs11]
engine_id = pkcs11
MODULE_PATH = $PKCS11_MODULE_PATH
PIN = $TOKENTWIN_PIN
init = 0
CONFIG

openssl req -x509 -newkey rsa:2048 -nodes -keyout server.key -out server.pem -days 1 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost 2> request.log
: > server.log
openssl s_server -accept localhost:0 -cert server.pem -key server.key -CAfile "$TOKENTWIN_CA" -Verify 3 \
    -verify_return_error -www >> server.log 2>&1 &
server=$!
port=
while [ -z "$port" ]; do
    kill -0 "$server"
    sleep 0.1
    port=$(sed -n 's/^ACCEPT .*:\([0-9]*\)$/\1/p' server.log)
done

OPENSSL_CONF=pkcs11.cnf curl --silent --show-error --fail --cacert server.pem --cert "$TOKENTWIN_URI;type=cert" \
    --key "$TOKENTWIN_URI;type=private" --output page.html "https://localhost:$port/"

echo "The server saw:"
holder=$(openssl x509 -in "$TOKENTWIN_CERT" -noout -subject | sed 's/^subject=//')
grep -F "depth=0 $holder" server.log
