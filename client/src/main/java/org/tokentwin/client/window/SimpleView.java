package org.tokentwin.client.window;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.GridLayout;
import java.time.InstantSource;
import java.util.Optional;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.ListCellRenderer;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import org.tokentwin.client.window.model.CertificateFields;
import org.tokentwin.client.window.model.DeskView;
import org.tokentwin.client.window.model.Field;
import org.tokentwin.client.window.model.TokenId;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Texts;

/** The tokens, and for the one that is chosen what most people want of it. */
final class SimpleView extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int LIST_WIDTH = 260;
    private static final int ROW_HEIGHT = 56;
    private static final int ROW_ICON = 28;
    private static final int PICTURE = 72;
    private static final int BUTTON_WIDTH = 380;
    private static final int BUTTON_HEIGHT = 56;

    private final transient Controls controls;
    private final transient Texts texts;
    private final transient TokenActions actions;
    private final transient InstantSource clock;
    private final DefaultListModel<TokenView> model = new DefaultListModel<>();
    private final JList<TokenView> list = new JList<>(model);
    private transient Optional<TokenView> shown = Optional.empty();
    private final JPanel page = new JPanel(new BorderLayout());

    SimpleView(Controls controls, TokenActions actions, InstantSource clock) {
        super(new BorderLayout());
        this.controls = controls;
        this.texts = controls.texts();
        this.actions = actions;
        this.clock = clock;
        list.setName("tokens");
        list.getAccessibleContext().setAccessibleName(texts.text("node.tokens"));
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setFixedCellHeight(ROW_HEIGHT);
        list.setCellRenderer(new Row());
        list.setBorder(BorderFactory.createEmptyBorder(Controls.GAP, Controls.GAP, Controls.GAP, Controls.GAP));
        list.addListSelectionListener(event -> {
            if (!event.getValueIsAdjusting()) {
                showToken();
            }
        });
        JScrollPane tokens = Controls.scrolling(list);
        tokens.setMinimumSize(new Dimension(LIST_WIDTH / 2, 0));
        JSplitPane split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, tokens, page);
        split.setDividerLocation(LIST_WIDTH);
        split.setBorder(BorderFactory.createEmptyBorder());
        add(split, BorderLayout.CENTER);
    }

    /** Shows what the tokens are now; the one that was chosen stays chosen while it is there. */
    void show(DeskView view) {
        Optional<TokenId> chosen = Optional.ofNullable(list.getSelectedValue()).map(TokenView::id);
        list.setValueIsAdjusting(true); // the page is made once
        model.clear();
        model.addAll(view.tokens());
        int index = chosen.flatMap(view::find).map(view.tokens()::indexOf).orElse(0);
        list.setSelectedIndex(view.tokens().isEmpty() ? -1 : index);
        list.setValueIsAdjusting(false);
        showToken();
    }

    private void showToken() {
        Optional<TokenView> token = Optional.ofNullable(list.getSelectedValue());
        if (page.getComponentCount() > 0 && token.equals(shown)) {
            return;
        }
        shown = token;
        page.removeAll();
        page.add(token.map(this::token).orElseGet(this::nothing), BorderLayout.CENTER);
        page.revalidate();
        page.repaint();
    }

    private JPanel nothing() {
        JLabel picture = Controls.plain(new JLabel(Glyph.TOKEN.icon(PICTURE).in(Appearance.muted())));
        picture.getAccessibleContext().setAccessibleName(texts.text("empty.title"));
        JLabel title = controls.title(texts.text("empty.title"));
        title.setName("page.title");
        return centred(picture, title, controls.muted(texts.text("empty.text")));
    }

    private JPanel token(TokenView token) {
        JLabel picture = Controls.plain(new JLabel(Glyph.TOKEN.icon(PICTURE).in(Appearance.accent())));
        picture.getAccessibleContext().setAccessibleName(token.name());
        JLabel title = controls.title(token.name());
        title.setName("page.title");
        JPanel buttons = new JPanel(new GridLayout(0, 1, 0, Controls.GAP));
        buttons.setOpaque(false);
        buttons.add(action("action.change", Glyph.KEY, () -> actions.changePassword(token)));
        buttons.add(action("action.information", Glyph.INFORMATION, () -> actions.showInformation(token)));
        if (token.renamable()) {
            buttons.add(action("action.rename", Glyph.RENAME, () -> actions.rename(token)));
        }
        if (token.administrator().isPresent()) {
            buttons.add(action("action.unlock", Glyph.UNLOCK, () -> actions.unlock(token)));
        }
        return centred(
                picture,
                title,
                controls.label(holder(token), 1.1f, Font.PLAIN, Appearance.muted()),
                new TokenPages(controls, actions, clock).state(token),
                buttons);
    }

    /** Whose token it is, by the first certificate of a person. */
    private String holder(TokenView token) {
        return token.certificates(false).stream()
                .findFirst()
                .map(entry -> CertificateFields.name(entry, clock.instant()))
                .orElse(texts.text("simple.nobody"));
    }

    private JButton action(String key, Glyph glyph, Runnable action) {
        JButton button = controls.button(key, glyph, action);
        button.setPreferredSize(new Dimension(BUTTON_WIDTH, BUTTON_HEIGHT));
        button.setHorizontalAlignment(SwingConstants.LEADING);
        button.setFont(button.getFont().deriveFont(button.getFont().getSize2D() * 1.1f));
        button.setIconTextGap(Controls.MARGIN);
        return button;
    }

    private static JPanel centred(Component... parts) {
        JPanel column = new JPanel();
        column.setOpaque(false);
        column.setLayout(new BoxLayout(column, BoxLayout.Y_AXIS));
        for (Component part : parts) {
            ((JComponent) part).setAlignmentX(CENTER_ALIGNMENT);
            column.add(part);
            column.add(Box.createVerticalStrut(Controls.MARGIN));
        }
        JPanel middle = new JPanel(new FlowLayout(FlowLayout.CENTER, 0, 2 * ROW_HEIGHT));
        middle.add(column);
        return middle;
    }

    /** A token in the list: its name, and its serial number below. */
    private final class Row implements ListCellRenderer<TokenView> {
        private final JLabel name = controls.label("");
        private final JLabel serial = controls.label("");
        private final JLabel picture = Controls.plain(new JLabel(Glyph.TOKEN.icon(ROW_ICON)));
        private final JPanel row = new JPanel(new BorderLayout(Controls.GAP, 0));

        Row() {
            name.setFont(name.getFont().deriveFont(Font.BOLD));
            JPanel lines = new JPanel(new GridLayout(2, 1));
            lines.setOpaque(false);
            lines.add(name);
            lines.add(serial);
            row.add(picture, BorderLayout.WEST);
            row.add(lines, BorderLayout.CENTER);
            Controls.margin(row, Controls.GAP);
        }

        @Override
        public Component getListCellRendererComponent(
                JList<? extends TokenView> its, TokenView token, int index, boolean selected, boolean focus) {
            name.setText(token.name());
            serial.setText(Field.shown(token.id().serial()));
            row.setBackground(selected ? its.getSelectionBackground() : its.getBackground());
            name.setForeground(selected ? its.getSelectionForeground() : its.getForeground());
            serial.setForeground(selected ? its.getSelectionForeground() : Appearance.muted());
            picture.setForeground(name.getForeground());
            row.getAccessibleContext().setAccessibleName(token.name());
            return row;
        }
    }
}
