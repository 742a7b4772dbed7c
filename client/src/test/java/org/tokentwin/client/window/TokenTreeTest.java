package org.tokentwin.client.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.swing.JPanel;
import org.junit.jupiter.api.Test;

/** The tree of tokens: of many entries only those are made that are asked for. */
class TokenTreeTest {
    private final List<String> made = new ArrayList<>();

    private final TokenTree tree = new TokenTree(entry(
            "tokens",
            2,
            () -> List.of(
                    entry("tokens/1", 1, () -> List.of(entry("tokens/1/user", 0, List::of))),
                    entry("tokens/12", 1, () -> List.of(entry("tokens/12/user", 0, List::of))))));

    @Test
    void closedEntry_isNotLookedInto() {
        Object first = tree.getChild(tree.getRoot(), 0);

        assertThat(tree.getChildCount(first)).isEqualTo(1);
        assertThat(tree.isLeaf(first)).isFalse();
        assertThat(made).containsExactly("tokens");
    }

    @Test
    void path_isFoundByThePlaceWithoutMakingOthers() {
        assertThat(tree.path("tokens/12/user").orElseThrow().getPath())
                .extracting(node -> ((TreeEntry) node).place())
                .containsExactly("tokens", "tokens/12", "tokens/12/user");
        assertThat(made).containsExactly("tokens", "tokens/12");
    }

    @Test
    void placeThatIsGone_hasNoPath() {
        assertThat(tree.path("tokens/2/user")).isEmpty();
        assertThat(tree.path("tokens/1/keys")).isEmpty();
    }

    private TreeEntry entry(String place, int size, Supplier<List<TreeEntry>> below) {
        return new TreeEntry(place, place, Glyph.FOLDER, place, JPanel::new, size, () -> {
            made.add(place);
            return below.get();
        });
    }
}
