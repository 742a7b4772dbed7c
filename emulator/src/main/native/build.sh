#!/bin/sh
# Builds the library for every Linux that the jar carries it for.
#
#   build.sh [DIRECTORY]    writes DIRECTORY/Linux/<arch>/libtokentwin-pkcs11.so, and libtokentwin-pkcs11-3.so for tokens of PKCS#11 3.x;
#                           by default into the resources of the source tree
#
# The result is the same byte for byte wherever the compilers are Debian 12's: gcc and gcc-aarch64-linux-gnu 12.2.0 with
# binutils 2.40. Other versions build a module that works as well, with other bytes.
set -eu
source=$(dirname "$0")
output=${1:-$source/../resources/org/tokentwin/emulator/native}
export LC_ALL=C

# Nothing that depends on a distribution's defaults, and no trace of time, path or compiler.
compile_flags='-std=c11 -D_DEFAULT_SOURCE -U_FORTIFY_SOURCE -O2 -Wall -Wextra -Werror -fPIC -fvisibility=hidden -fno-ident
    -fno-stack-protector -fno-asynchronous-unwind-tables -fno-semantic-interposition'
# -nostdlib: the functions of libc are those that the process has, glibc's or musl's.
# -Bsymbolic: the function list holds this copy's functions, even after another copy was loaded with RTLD_GLOBAL.
link_flags='-shared -nostdlib -Wl,-Bsymbolic -Wl,--build-id=none -Wl,--hash-style=gnu -Wl,-z,relro,-z,now
    -Wl,-z,noexecstack -Wl,-z,noseparate-code -Wl,-s'

build() { # arch, compiler, flags of the architecture
    mkdir -p "$output/Linux/$1"
    for version in '' -3; do
        # shellcheck disable=SC2086 # the flags are words
        "$2" $compile_flags $3 $link_flags ${version:+-DCRYPTOKI_3} -o "$output/Linux/$1/libtokentwin-pkcs11$version.so" \
            "$source/shim.c" "$source/remote.c" "$source/marshal.c" "$source/spy.c"
    done
}

build x86_64 x86_64-linux-gnu-gcc '-march=x86-64 -fcf-protection=none'
build aarch64 aarch64-linux-gnu-gcc '-march=armv8-a -mno-outline-atomics -mbranch-protection=none'
