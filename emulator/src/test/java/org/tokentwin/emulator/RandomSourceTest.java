package org.tokentwin.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.CodeSource;
import org.junit.jupiter.api.Test;

class RandomSourceTest {
    @Test
    void jcardsimsRandomSource_isOurs() throws ClassNotFoundException {
        Class<?> source = Class.forName("com.licel.jcardsim.crypto.SecureRandomNullProvider");
        CodeSource ours = Emulator.class.getProtectionDomain().getCodeSource();

        assertThat(source.getProtectionDomain().getCodeSource().getLocation()).isEqualTo(ours.getLocation());
    }
}
