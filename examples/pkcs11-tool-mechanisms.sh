#!/bin/sh
# Signs with each mechanism that the token offers for its key, and verifies each signature with OpenSSL and the e-Cert.
# Needs: opensc, openssl
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

tool() { pkcs11-tool --module "$PKCS11_MODULE_PATH" "$@"; }
sign() { # MECHANISM FILE [OPTION...]
    mechanism=$1 input=$2
    shift 2
    tool --login --pin env:TOKENTWIN_PIN --sign --mechanism "$mechanism" --signature-format openssl \
        --input-file "$input" --output-file signature "$@"
}
verify() { # OPTION...
    openssl pkeyutl -verify -pubin -inkey public.pem -sigfile signature "$@"
}

echo "Dear Hongkong Post" > document
openssl dgst -sha256 -binary -out digest document
openssl x509 -in "$TOKENTWIN_CERT" -pubkey -noout > public.pem
bits=$(openssl pkey -pubin -in public.pem -noout -text | sed -n 's/^Public-Key: (\([0-9]*\) bit)/\1/p')
key=ECDSA
if openssl rsa -pubin -in public.pem -noout 2> rsa.log; then key=RSA; fi

tool --list-mechanisms | sed -n 's/^ *\([A-Z0-9-]*\),.* sign,.*/\1/p' | grep "$key" > mechanisms
while read -r mechanism; do
    echo "== $mechanism"
    case $mechanism in
        RSA-PKCS | ECDSA)
            sign "$mechanism" digest
            verify -in digest ;;
        RSA-X-509) # the input is a number below the modulus, of its length
            { printf '\000'; head -c $((bits / 8 - 1)) /dev/urandom; } > number
            sign "$mechanism" number
            openssl pkeyutl -verifyrecover -pubin -inkey public.pem -in signature -pkeyopt rsa_padding_mode:none -out recovered
            cmp number recovered ;;
        RSA-PKCS-PSS)
            sign "$mechanism" digest --hash-algorithm SHA256 --mgf MGF1-SHA256
            verify -in digest -pkeyopt digest:sha256 -pkeyopt rsa_padding_mode:pss -pkeyopt rsa_pss_saltlen:digest ;;
        SHA*-RSA-PKCS-PSS)
            hash=${mechanism%-RSA-PKCS-PSS}
            sign "$mechanism" document --mgf "MGF1-$hash"
            verify -rawin -in document -digest "$hash" -pkeyopt rsa_padding_mode:pss -pkeyopt rsa_pss_saltlen:digest ;;
        SHA*-RSA-PKCS)
            sign "$mechanism" document
            verify -rawin -in document -digest "${mechanism%-RSA-PKCS}" ;;
        ECDSA-SHA*)
            sign "$mechanism" document
            verify -rawin -in document -digest "${mechanism#ECDSA-}" ;;
        *)
            echo "$mechanism: nobody has said how to verify it" >&2
            exit 1 ;;
    esac
done < mechanisms
