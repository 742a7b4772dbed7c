#!/bin/sh
# Logs in to a TLS server with the e-Cert: OpenSSL's client takes the key through its pkcs11 engine. The server demands a
# certificate of the holder's authority, and sees the holder.
# Needs: libengine-pkcs11-openssl, openssl
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

printf 'GET / HTTP/1.0\r\n\r\n' | OPENSSL_CONF=pkcs11.cnf openssl s_client -connect "localhost:$port" -quiet -ign_eof \
    -CAfile server.pem -verify_return_error -cert "$TOKENTWIN_CERT" -cert_chain "$TOKENTWIN_CA" \
    -engine pkcs11 -keyform engine -key "$TOKENTWIN_URI;type=private" > page.html
grep "^HTTP/1.0 200" page.html

echo "The server saw:"
holder=$(openssl x509 -in "$TOKENTWIN_CERT" -noout -subject | sed 's/^subject=//')
grep -F "depth=0 $holder" server.log
