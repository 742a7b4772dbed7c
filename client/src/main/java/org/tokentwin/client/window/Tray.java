package org.tokentwin.client.window;

import java.awt.AWTException;
import java.awt.Image;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tokentwin.client.window.model.TokenId;
import org.tokentwin.client.window.model.TokenView;
import org.tokentwin.client.window.text.Texts;

/** The icon in the desktop's tray: it says what happens to tokens, and changes their passwords. */
final class Tray {
    private static final Logger LOG = LoggerFactory.getLogger(Tray.class);

    private final SystemTray desktop;
    private final TrayIcon icon;
    private final Map<TokenId, TokenView> current = new HashMap<>();
    private Texts texts;
    private @Nullable Offer offer;

    private Tray(SystemTray desktop, TrayIcon icon, Texts texts) {
        this.desktop = desktop;
        this.icon = icon;
        this.texts = texts;
    }

    /**
     * Puts an icon there.
     *
     * @param show called when it is pressed
     * @return nothing where the desktop has no tray
     */
    static Optional<Tray> open(Texts texts, Runnable show) {
        if (!SystemTray.isSupported()) {
            return Optional.empty();
        }
        SystemTray desktop = SystemTray.getSystemTray();
        TrayIcon icon = new TrayIcon(picture(desktop.getTrayIconSize().height), texts.text("app.title"));
        icon.setImageAutoSize(true);
        icon.addActionListener(event -> show.run());
        try {
            desktop.add(icon);
            return Optional.of(new Tray(desktop, icon, texts));
        } catch (AWTException e) {
            LOG.info("The desktop's tray takes no icon: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /** The picture that is nearest to a size, and not smaller. */
    private static Image picture(int wanted) {
        List<Image> pictures = GlyphIcon.images(Glyph.TOKEN, Appearance.accent());
        return pictures.stream()
                .filter(image -> image.getHeight(null) >= wanted)
                .min(Comparator.comparingInt(image -> image.getHeight(null)))
                .orElse(pictures.getLast());
    }

    /**
     * Offers to change the passwords of these tokens, and to quit, in a language. A menu that offers just that stays: a new one would close it under
     * the user's pointer.
     */
    void offer(Texts language, List<TokenView> tokens, Consumer<TokenView> change, WindowCommands commands) {
        texts = language;
        Map<TokenId, String> labels = new LinkedHashMap<>();
        current.clear();
        for (TokenView token : tokens) {
            labels.put(token.id(), texts.text("tray.change", token.name()));
            current.put(token.id(), token);
        }
        String quit = texts.text("tray.quit");
        Offer wanted = new Offer(List.copyOf(labels.entrySet()), quit);
        if (wanted.equals(offer)) {
            return;
        }
        offer = wanted;
        PopupMenu menu = new PopupMenu();
        labels.forEach((token, label) -> menu.add(
                item(label, () -> Optional.ofNullable(current.get(token)).ifPresent(change))));
        menu.add(item(quit, commands::close));
        icon.setPopupMenu(menu);
    }

    private static MenuItem item(String label, Runnable action) {
        MenuItem item = new MenuItem(label);
        item.addActionListener(event -> action.run());
        return item;
    }

    /** What the menu offers, in its order. */
    private record Offer(List<Map.Entry<TokenId, String>> tokens, String quit) {}

    /** What its menu offers. */
    List<MenuItem> offered() {
        PopupMenu menu = icon.getPopupMenu();
        return IntStream.range(0, menu.getItemCount()).mapToObj(menu::getItem).toList();
    }

    /** Says something there. */
    void say(List<String> notices) {
        if (!notices.isEmpty()) {
            icon.displayMessage(texts.text("app.title"), String.join("\n", notices), TrayIcon.MessageType.INFO);
        }
    }

    /** Takes the icon away; a tray may have ended before, with all its icons. */
    void close() {
        desktop.remove(icon);
    }
}
