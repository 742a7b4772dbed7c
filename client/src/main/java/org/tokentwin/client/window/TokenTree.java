package org.tokentwin.client.window;

import java.util.Optional;
import javax.swing.event.TreeModelListener;
import javax.swing.tree.TreeModel;
import javax.swing.tree.TreePath;

/** The entries as Swing's tree asks for them. It never changes: when the tokens are read again, another takes its place, which is not equal. */
final class TokenTree implements TreeModel {
    private final TreeEntry root;

    TokenTree(TreeEntry root) {
        this.root = root;
    }

    /** The way to the entry in a place, if it is there. */
    Optional<TreePath> path(String place) {
        TreePath path = new TreePath(root);
        Optional<TreeEntry> next = Optional.of(root);
        while (next.isPresent() && !next.get().place().equals(place)) {
            next = next.get().below().stream()
                    .filter(entry -> entry.leadsTo(place))
                    .findFirst();
            if (next.isPresent()) {
                path = path.pathByAddingChild(next.get());
            }
        }
        return next.isPresent() ? Optional.of(path) : Optional.empty();
    }

    @Override
    public Object getRoot() {
        return root;
    }

    @Override
    public Object getChild(Object parent, int index) {
        return ((TreeEntry) parent).below().get(index);
    }

    @Override
    public int getChildCount(Object parent) {
        return ((TreeEntry) parent).size();
    }

    @Override
    public boolean isLeaf(Object node) {
        return ((TreeEntry) node).size() == 0;
    }

    @Override
    public int getIndexOfChild(Object parent, Object child) {
        return ((TreeEntry) parent).below().indexOf(child);
    }

    @Override
    public void valueForPathChanged(TreePath path, Object value) {
        // nobody edits it
    }

    @Override
    public void addTreeModelListener(TreeModelListener listener) {
        // it never changes
    }

    @Override
    public void removeTreeModelListener(TreeModelListener listener) {
        // it never changes
    }
}
