package org.tokentwin.client.window;

import java.util.function.Consumer;
import javax.swing.ButtonGroup;
import javax.swing.JMenu;
import javax.swing.JMenuBar;
import javax.swing.JMenuItem;
import javax.swing.JRadioButtonMenuItem;
import javax.swing.KeyStroke;
import org.tokentwin.client.window.text.Language;

/** The menu bar. */
final class WindowMenu {
    private final Controls controls;
    private final TokenActions actions;
    private final WindowCommands commands;

    WindowMenu(Controls controls, TokenActions actions, WindowCommands commands) {
        this.controls = controls;
        this.actions = actions;
        this.commands = commands;
    }

    JMenuBar bar(boolean advanced) {
        JMenuBar bar = new JMenuBar();
        bar.getAccessibleContext().setAccessibleName(controls.texts().text("menu.name"));
        bar.add(module());
        bar.add(view(advanced));
        bar.add(language());
        JMenu help = menu("menu.help");
        help.add(item("menu.about", "F1", commands::about));
        bar.add(help);
        return bar;
    }

    private JMenu module() {
        JMenu menu = menu("menu.module");
        menu.add(item("menu.open", "ctrl O", actions::chooseModule));
        menu.addSeparator();
        menu.add(item("menu.close", "ctrl Q", commands::close));
        return menu;
    }

    private JMenu view(boolean advanced) {
        JMenu menu = menu("menu.view");
        choices(menu, advanced, commands::showView, "menu.simple", "menu.advanced");
        menu.addSeparator();
        choices(menu, Appearance.isDark(), commands::paint, "menu.light", "menu.dark");
        menu.addSeparator();
        menu.add(item("menu.refresh", "F5", commands::refresh));
        return menu;
    }

    private void choices(JMenu menu, boolean second, Consumer<Boolean> chosen, String firstKey, String secondKey) {
        JRadioButtonMenuItem first = controls.named(new JRadioButtonMenuItem(), firstKey, () -> chosen.accept(false));
        JRadioButtonMenuItem other = controls.named(new JRadioButtonMenuItem(), secondKey, () -> chosen.accept(true));
        ButtonGroup group = new ButtonGroup();
        group.add(first);
        group.add(other);
        (second ? other : first).setSelected(true);
        menu.add(first);
        menu.add(other);
    }

    /** Each language by its own name, so that one finds it who reads no other. */
    private JMenu language() {
        JMenu menu = menu("menu.language");
        ButtonGroup group = new ButtonGroup();
        for (Language language : Language.values()) {
            JRadioButtonMenuItem item = Controls.plain(new JRadioButtonMenuItem(language.ownName()));
            item.setName("language." + language.locale().toLanguageTag());
            item.setSelected(language == controls.texts().language());
            item.addActionListener(event -> commands.speak(language));
            group.add(item);
            menu.add(item);
        }
        return menu;
    }

    private JMenu menu(String key) {
        return controls.named(new JMenu(), key, () -> {});
    }

    private JMenuItem item(String key, String shortcut, Runnable action) {
        JMenuItem item = controls.named(new JMenuItem(), key, action);
        item.setAccelerator(KeyStroke.getKeyStroke(shortcut));
        return item;
    }
}
