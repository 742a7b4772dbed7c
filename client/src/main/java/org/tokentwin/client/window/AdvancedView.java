package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JSplitPane;
import javax.swing.JTree;
import javax.swing.SwingUtilities;
import javax.swing.tree.DefaultTreeCellRenderer;
import javax.swing.tree.TreePath;
import javax.swing.tree.TreeSelectionModel;
import org.jspecify.annotations.Nullable;
import org.tokentwin.client.window.model.DeskView;

/** A tree of all that is on the tokens, and the page of what is chosen in it. */
final class AdvancedView extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int TREE_WIDTH = 340;
    private static final int ICON = 20;

    /** Of a tree with more nodes nobody sees the end; its tokens are what is shown first. */
    private static final int MOST_EXPANDED = 500;

    private static final TokenTree EMPTY =
            new TokenTree(new TreeEntry("", "", Glyph.FOLDER, "", JPanel::new, 0, List::of));

    private final transient TokenTreeNodes nodes;
    private final JTree tree = new JTree(EMPTY);
    private transient Optional<TreeEntry> shown = Optional.empty();
    private final JPanel page = new JPanel(new BorderLayout());

    AdvancedView(Controls controls, TokenActions actions, InstantSource clock) {
        super(new BorderLayout());
        nodes = new TokenTreeNodes(controls, actions, clock);
        tree.setName("tree");
        tree.getAccessibleContext().setAccessibleName(controls.texts().text("node.tokens"));
        tree.getSelectionModel().setSelectionMode(TreeSelectionModel.SINGLE_TREE_SELECTION);
        tree.setShowsRootHandles(true);
        tree.setLargeModel(true); // asks for what is seen only: the rows are of one height
        tree.setCellRenderer(new Cell());
        tree.setBorder(BorderFactory.createEmptyBorder(Controls.GAP, Controls.GAP, Controls.GAP, Controls.GAP));
        tree.addTreeSelectionListener(event -> SwingUtilities.invokeLater(this::showPage)); // the tree is painted first
        JSplitPane split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, Controls.scrolling(tree), page);
        split.setDividerLocation(TREE_WIDTH);
        split.setBorder(BorderFactory.createEmptyBorder());
        split.getLeftComponent().setMinimumSize(new Dimension(TREE_WIDTH / 2, 0));
        add(split, BorderLayout.CENTER);
    }

    /** Shows what the tokens are now; what was chosen stays chosen while it is there, and what was closed stays closed. */
    void show(DeskView view) {
        String chosen = chosen().map(TreeEntry::place).orElse(TokenTreeNodes.ROOT);
        TokenTree now = nodes.of(view);
        Predicate<TreePath> toBeOpened = TokenTreeNodes.count(view) > MOST_EXPANDED
                ? rows().filter(tree::isExpanded).collect(Collectors.toSet())::contains
                : Predicate.not(rows().filter(this::isClosed).collect(Collectors.toSet())::contains);
        tree.setModel(now);
        for (int row = 0; row < tree.getRowCount(); row++) {
            if (toBeOpened.test(tree.getPathForRow(row))) {
                tree.expandRow(row);
            }
        }
        TreePath path = now.path(chosen).orElseGet(() -> tree.getPathForRow(0));
        tree.setSelectionPath(path);
        tree.scrollPathToVisible(path);
    }

    private Stream<TreePath> rows() {
        return IntStream.range(0, tree.getRowCount()).mapToObj(tree::getPathForRow);
    }

    private boolean isClosed(TreePath path) {
        return tree.isCollapsed(path) && entry(path.getLastPathComponent()).size() > 0;
    }

    private static TreeEntry entry(Object node) {
        return (TreeEntry) node;
    }

    private Optional<TreeEntry> chosen() {
        return Optional.ofNullable(tree.getLastSelectedPathComponent()).map(AdvancedView::entry);
    }

    /** Makes the page of what is chosen, unless it is there already: a tab that was opened in it stays open. */
    private void showPage() {
        chosen().filter(entry -> shown.stream().noneMatch(entry::hasPageOf)).ifPresent(entry -> {
            shown = Optional.of(entry);
            page.removeAll();
            page.add(entry.page(), BorderLayout.CENTER);
            page.revalidate();
            page.repaint();
        });
    }

    private static final class Cell extends DefaultTreeCellRenderer {
        private static final long serialVersionUID = 1L;

        Cell() {
            Controls.plain(this);
        }

        @Override
        public Component getTreeCellRendererComponent(
                JTree tree,
                @Nullable Object node,
                boolean selected,
                boolean expanded,
                boolean leaf,
                int row,
                boolean focus) {
            super.getTreeCellRendererComponent(tree, node, selected, expanded, leaf, row, focus);
            setIcon(node instanceof TreeEntry entry ? entry.glyph().icon(ICON) : null);
            setIconTextGap(Controls.GAP);
            return this;
        }
    }
}
