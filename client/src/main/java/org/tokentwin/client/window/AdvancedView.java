package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JSplitPane;
import javax.swing.JTree;
import javax.swing.tree.DefaultMutableTreeNode;
import javax.swing.tree.DefaultTreeCellRenderer;
import javax.swing.tree.DefaultTreeModel;
import javax.swing.tree.TreeNode;
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

    private final transient TokenTreeNodes nodes;
    private final JTree tree = new JTree(new DefaultMutableTreeNode());
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
        tree.addTreeSelectionListener(event -> showPage());
        JSplitPane split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, Controls.scrolling(tree), page);
        split.setDividerLocation(TREE_WIDTH);
        split.setBorder(BorderFactory.createEmptyBorder());
        split.getLeftComponent().setMinimumSize(new Dimension(TREE_WIDTH / 2, 0));
        add(split, BorderLayout.CENTER);
    }

    /** Shows what the tokens are now; what was chosen stays chosen while it is there. */
    void show(DeskView view) {
        String chosen = chosen().map(TreeEntry::place).orElse(TokenTreeNodes.ROOT);
        DefaultMutableTreeNode root = nodes.of(view);
        tree.setModel(new DefaultTreeModel(root));
        int nodesInAll = Collections.list(root.preorderEnumeration()).size();
        for (int row = 0; row < tree.getRowCount() && nodesInAll <= MOST_EXPANDED; row++) {
            tree.expandRow(row);
        }
        choose(root, chosen);
        if (tree.getSelectionPath() == null) {
            tree.setSelectionRow(0);
        }
    }

    /** Chooses a node by its place, if it is there. */
    private void choose(DefaultMutableTreeNode root, String place) {
        for (TreeNode node : Collections.list(root.preorderEnumeration())) {
            if (entry(node).place().equals(place)) {
                TreePath path = new TreePath(((DefaultMutableTreeNode) node).getPath());
                tree.setSelectionPath(path);
                tree.scrollPathToVisible(path);
            }
        }
    }

    private static TreeEntry entry(@Nullable Object node) {
        if (node instanceof DefaultMutableTreeNode its && its.getUserObject() instanceof TreeEntry entry) {
            return entry;
        }
        return new TreeEntry("", "", Glyph.FOLDER, JPanel::new);
    }

    private Optional<TreeEntry> chosen() {
        return Optional.ofNullable(tree.getLastSelectedPathComponent()).map(AdvancedView::entry);
    }

    private void showPage() {
        chosen().ifPresent(entry -> {
            page.removeAll();
            page.add(entry.page().get(), BorderLayout.CENTER);
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
            TreeEntry entry = entry(node);
            setText(entry.text());
            setIcon(entry.glyph().icon(ICON));
            setIconTextGap(Controls.GAP);
            return this;
        }
    }
}
