#!/bin/sh
# Logs in to an OpenSSH server on this machine with the token's key. The server is this user's own, on a free high port.
# Needs: openssh-client, openssh-server, openssl
set -eu
PATH=$PATH:/usr/sbin
work=$(mktemp -d)
server=
cleanup() {
    rm -rf "$work"
    if [ -n "$server" ]; then kill "$server"; fi
}
trap cleanup EXIT
cd "$work"

ssh-keygen -q -t ed25519 -N "" -f host_key
# The token holds the certificates of its authorities too. Whoever has their keys must not log in: take the holder's key only.
openssl x509 -in "$TOKENTWIN_CERT" -pubkey -noout > public.pem
ssh-keygen -D "$PKCS11_MODULE_PATH" | grep -F "$(ssh-keygen -i -m PKCS8 -f public.pem)" > authorized_keys
# StrictModes would refuse a file below /tmp, which others may write to.
cat > sshd_config <<CONFIG
ListenAddress 127.0.0.1
HostKey $work/host_key
AuthorizedKeysFile $work/authorized_keys
AuthenticationMethods publickey
StrictModes no
UsePAM no
PidFile none
CONFIG
if [ "$(id -u)" = 0 ]; then mkdir -p /run/sshd; fi # sshd insists on it where root starts it

start() { # PORT
    : > sshd.log
    "$(command -v sshd)" -D -e -f sshd_config -p "$1" 2>> sshd.log &
    server=$!
    until grep -q "^Server listening" sshd.log; do
        sleep 0.1
        kill -0 "$server" 2> kill.log || return 1
    done
}
tries=0
until port=$(shuf -i 20000-30000 -n 1) && start "$port"; do
    tries=$((tries + 1))
    if [ "$tries" = 10 ]; then
        cat sshd.log
        server=
        exit 1
    fi
done

# ssh asks for the PIN: there is no terminal here, so a program answers.
cat > answer << 'ANSWER'
#!/bin/sh
echo "$TOKENTWIN_PIN"
ANSWER
chmod 700 answer
echo "[127.0.0.1]:$port $(cat host_key.pub)" > known_hosts
reply=$(SSH_ASKPASS=$work/answer SSH_ASKPASS_REQUIRE=force ssh -n -F none -p "$port" -o UserKnownHostsFile=known_hosts \
    -o IdentityAgent=none -o IdentityFile=none -o PKCS11Provider="$PKCS11_MODULE_PATH" "$(id -un)@127.0.0.1" echo logged in) || {
    cat sshd.log >&2
    exit 1
}
echo "$reply"
test "$reply" = "logged in"
grep "Accepted publickey" sshd.log
