package org.tokentwin.emulator.cryptoki.token;

import org.tokentwin.emulator.cryptoki.mechanism.PrivateKeyOnCard;

/** Private keys of the card, as mechanisms use them: MSE SET and PSO, ISO/IEC 7816-8. */
public final class OnCard {
    private static final int SET = 0x41;
    private static final int FOR_SIGNATURE = 0xB6;
    private static final int FOR_DECIPHERING = 0xB8;
    private static final byte RSA_WITHOUT_PADDING = 0x0F;
    private static final byte ECDSA = 0x44;
    private static final byte RSA_CRYPTOGRAM = (byte) 0x81;
    private static final byte POINT = 0x00;

    private OnCard() {}

    /**
     * An RSA key.
     *
     * @param channel that has the status which the key's condition asks for
     */
    public static PrivateKeyOnCard.Rsa rsa(TokenChannel channel, int reference, byte[] modulus, byte[] publicExponent) {
        return new Rsa(channel, (byte) reference, modulus, publicExponent);
    }

    /** An EC key; as {@link #rsa}. */
    public static PrivateKeyOnCard.Ec ec(TokenChannel channel, int reference, byte[] ecParams) {
        return new Ec(channel, (byte) reference, ecParams);
    }

    private static byte[] sign(TokenChannel channel, byte reference, byte algorithm, byte[] input) {
        return channel.together(() -> {
            setEnvironment(channel, FOR_SIGNATURE, algorithm, reference);
            return channel.ask(StatusMeaning.KEY_USE, Ins.PERFORM_SECURITY_OPERATION, 0x9E, 0x9A, input);
        });
    }

    private static byte[] decipher(TokenChannel channel, byte reference, byte algorithm, byte indicator, byte[] block) {
        byte[] cryptogram = new byte[1 + block.length];
        cryptogram[0] = indicator;
        System.arraycopy(block, 0, cryptogram, 1, block.length);
        return channel.together(() -> {
            setEnvironment(channel, FOR_DECIPHERING, algorithm, reference);
            return channel.ask(StatusMeaning.KEY_USE, Ins.PERFORM_SECURITY_OPERATION, 0x80, 0x86, cryptogram);
        });
    }

    private static void setEnvironment(TokenChannel channel, int template, byte algorithm, byte reference) {
        byte[] environment = {(byte) 0x80, 1, algorithm, (byte) 0x84, 1, reference};
        channel.ask(StatusMeaning.KEY_USE, Ins.MANAGE_SECURITY_ENVIRONMENT, SET, template, environment);
    }

    private static final class Rsa implements PrivateKeyOnCard.Rsa {
        private final TokenChannel channel;
        private final byte reference;
        private final byte[] modulus;
        private final byte[] publicExponent;

        Rsa(TokenChannel channel, byte reference, byte[] modulus, byte[] publicExponent) {
            this.channel = channel;
            this.reference = reference;
            this.modulus = modulus.clone();
            this.publicExponent = publicExponent.clone();
        }

        @Override
        public byte[] modulus() {
            return modulus.clone();
        }

        @Override
        public byte[] publicExponent() {
            return publicExponent.clone();
        }

        @Override
        public byte[] sign(byte[] block) {
            return OnCard.sign(channel, reference, RSA_WITHOUT_PADDING, block);
        }

        @Override
        public byte[] decrypt(byte[] block) {
            return decipher(channel, reference, RSA_WITHOUT_PADDING, RSA_CRYPTOGRAM, block);
        }
    }

    private static final class Ec implements PrivateKeyOnCard.Ec {
        private final TokenChannel channel;
        private final byte reference;
        private final byte[] ecParams;

        Ec(TokenChannel channel, byte reference, byte[] ecParams) {
            this.channel = channel;
            this.reference = reference;
            this.ecParams = ecParams.clone();
        }

        @Override
        public byte[] ecParams() {
            return ecParams.clone();
        }

        @Override
        public byte[] sign(byte[] hash) {
            return OnCard.sign(channel, reference, ECDSA, hash);
        }

        @Override
        public byte[] agree(byte[] point) {
            return decipher(channel, reference, ECDSA, POINT, point);
        }
    }
}
