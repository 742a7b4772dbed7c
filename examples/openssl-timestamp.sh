#!/bin/sh
# OpenSSL asks for a time stamp of a document, and verifies it down to the root.
# Needs: curl, openssl
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
sed -n '/END CERTIFICATE/,$p' "$TOKENTWIN_CA" | sed 1d > root.pem
echo "Dear Hongkong Post" > letter
openssl ts -query -data letter -sha256 -cert -out letter.tsq
curl -sf -H "Content-Type: application/timestamp-query" --data-binary @letter.tsq "$TOKENTWIN_AUTHORITY_URL/tsa" > letter.tsr
openssl ts -reply -in letter.tsr -text | grep -E "^(Status|Policy OID|Time stamp|Accuracy)"
openssl ts -verify -queryfile letter.tsq -in letter.tsr -CAfile root.pem

echo "Dear Sir" > letter
if openssl ts -verify -data letter -in letter.tsr -CAfile root.pem 2> refused; then exit 1; fi
grep "message imprint mismatch" refused
