package org.tokentwin.emulator.cryptoki.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tokentwin.cryptoki.Cka;
import org.tokentwin.emulator.card.Card;
import org.tokentwin.emulator.cryptoki.Cryptoki;

/** What a look-up costs: one command where nothing changed. */
class FreshnessTest {
    private final TokenFixture token = TokenFixture.ready();

    @Test
    void publicReads_costOneCommand_untilSomethingChanges() {
        AtomicInteger commands = new AtomicInteger();
        Card card = token.reader().remove().orElseThrow();
        token.reader().insert(counting(card, commands));
        Cryptoki writer = token.application();
        long writing = TokenFixture.openUser(writer);
        writer.createObject(writing, Templates.onToken(Templates.data("label", "value")));
        Cryptoki reader = token.application();
        long reading = TokenFixture.openReadOnly(reader);
        long[] found = TokenFixture.find(reader, reading);

        commands.set(0);
        reader.getAttributeValue(reading, found[0], new long[] {Cka.CKA_VALUE, Cka.CKA_LABEL});
        assertThat(commands).hasValue(1);

        writer.destroyObject(writing, TokenFixture.find(writer, writing)[0]);
        assertThat(TokenFixture.find(reader, reading)).isEmpty();
    }

    private static Card counting(Card card, AtomicInteger commands) {
        return new Card() {
            @Override
            public byte[] atr() {
                return card.atr();
            }

            @Override
            public byte[] transmit(byte[] command) {
                commands.incrementAndGet();
                return card.transmit(command);
            }

            @Override
            public void reset() {
                card.reset();
            }

            @Override
            public void close() {
                card.close();
            }
        };
    }
}
