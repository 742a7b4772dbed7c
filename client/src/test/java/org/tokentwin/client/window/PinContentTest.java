package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.swing.text.BadLocationException;
import javax.swing.text.PlainDocument;
import javax.swing.text.Position;
import javax.swing.text.Segment;
import org.junit.jupiter.api.Test;

/** No display is needed for a document. */
class PinContentTest {
    private final PinContent content = new PinContent();

    @Test
    void textTakenOut_leavesNothingInTheArray() throws BadLocationException {
        content.insertString(0, "Abcdef1!");
        content.remove(2, 3);
        Segment all = new Segment();
        content.getChars(0, content.length(), all);

        assertThat(new String(all.array).replace("\0", "")).isEqualTo("Abf1!\n");
        content.remove(0, 5);
        assertThat(new String(all.array).replace("\0", "")).isEqualTo("\n");
    }

    @Test
    void edits_leaveNothingToUndo() throws BadLocationException {
        assertThat(content.insertString(0, "Abcdef1!")).isNull();
        assertThat(content.remove(0, 8)).isNull();
    }

    @Test
    void positions_moveWithTheText() throws BadLocationException {
        content.insertString(0, "abcd");
        Position third = content.createPosition(3);
        content.insertString(1, "xx");
        assertThat(third.getOffset()).isEqualTo(5);
        content.remove(0, 4);
        assertThat(third.getOffset()).isEqualTo(1);
    }

    @Test
    void document_worksOnIt() throws BadLocationException {
        PlainDocument document = new PlainDocument(content);
        document.insertString(0, "Abcdef1!", null);
        document.replace(0, 3, "xy", null);
        document.remove(6, 1);

        assertThat(document.getText(0, document.getLength())).isEqualTo("xydef1");
    }

    @Test
    void moreThanTheArrayTakes_isRefused() {
        assertThatThrownBy(() -> content.insertString(0, "x".repeat(PinContent.LONGEST + 1)))
                .isInstanceOf(BadLocationException.class);
        assertThat(content.length()).isEqualTo(1);
    }
}
