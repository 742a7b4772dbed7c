package org.tokentwin.emulator.cryptoki.mechanism;

/** {@code CKM_SHA*_RSA_PKCS}: block type 01 over the {@code DigestInfo} of a hash value, RFC 8017 section 9.2. */
record HashedPkcs1Encoding(Pkcs1Encoding block, Hash hash) implements SignatureEncoding {
    @Override
    public byte[] encode(byte[] hashValue) {
        return block.encode(hash.digestInfo(hashValue));
    }
}
