package org.tokentwin.emulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tokentwin.emulator.card.jcardsim.JcardsimCard;

class CardReaderTest {
    private static final byte[] ATR = {0x3B, 0x00};

    @Test
    void cardThatItsOwnerClosed_isTakenOut_andListenersAreTold() {
        CardReader reader = new CardReader("reader");
        Card card = new JcardsimCard(ATR);
        reader.insert(card);
        List<Boolean> present = new ArrayList<>();
        reader.addListener(changed -> present.add(changed.card().isPresent()));
        card.close();

        assertThat(reader.remove()).containsSame(card);
        assertThat(present).containsExactly(false);
    }
}
