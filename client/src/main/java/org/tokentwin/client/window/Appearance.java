package org.tokentwin.client.window;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import java.awt.Color;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.swing.UIManager;
import javax.swing.plaf.FontUIResource;
import org.tokentwin.client.window.text.Language;

/** Colours and letters: light or dark, in a font that has the language's characters. */
final class Appearance {
    private Appearance() {}

    /** Returns whether the machine has a font for the language. */
    static boolean apply(Language language, boolean dark) {
        System.setProperty(
                "flatlaf.useNativeLibrary", "false"); // nothing of it is needed, and it would be unpacked to be loaded
        System.setProperty("flatlaf.menuBarEmbedded", "false");
        FlatLaf.setGlobalExtraDefaults(Map.of("@accentColor", dark ? "#3fae86" : "#14734f"));
        UIManager.put("defaultFont", null);
        boolean installed = dark ? FlatDarkLaf.setup() : FlatLightLaf.setup();
        if (!installed) {
            throw new IllegalStateException("this Java does not take FlatLaf");
        }
        UIManager.put("Button.arc", 8);
        UIManager.put("Component.arc", 8);
        UIManager.put("TextComponent.arc", 8);
        UIManager.put("ScrollBar.width", 12);
        UIManager.put("Tree.rowHeight", 30);
        UIManager.put("Tree.showDefaultIcons", false);
        UIManager.put("TitlePane.unifiedBackground", true);
        return useFontOf(language);
    }

    private static boolean useFontOf(Language language) {
        Font font = UIManager.getFont("defaultFont");
        Optional<String> family =
                fontsFor(language).stream().filter(families()::contains).findFirst();
        Font chosen = family.map(name -> new Font(name, font.getStyle(), font.getSize()))
                .orElse(font);
        UIManager.put("defaultFont", new FontUIResource(chosen));
        return chosen.canDisplayUpTo(language.ownName()) < 0;
    }

    /** Fonts with Chinese characters as the systems name them, the likeliest first. */
    private static List<String> fontsFor(Language language) {
        return switch (language) {
            case ENGLISH -> List.of();
            case TRADITIONAL_CHINESE ->
                List.of(
                        "Noto Sans CJK HK",
                        "Noto Sans CJK TC",
                        "Source Han Sans HK",
                        "PingFang HK",
                        "PingFang TC",
                        "Microsoft JhengHei UI",
                        "AR PL UMing HK",
                        "WenQuanYi Micro Hei");
            case SIMPLIFIED_CHINESE ->
                List.of(
                        "Noto Sans CJK SC",
                        "Source Han Sans SC",
                        "PingFang SC",
                        "Microsoft YaHei UI",
                        "WenQuanYi Micro Hei",
                        "AR PL UMing CN");
        };
    }

    private static Set<String> families() {
        return Set.copyOf(
                Arrays.asList(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames()));
    }

    static boolean isDark() {
        return FlatLaf.isLafDark();
    }

    /** The colour of what is as it should be. */
    static Color good() {
        return isDark() ? new Color(0x4CC38A) : new Color(0x14734F);
    }

    /** The colour of what deserves attention. */
    static Color warning() {
        return isDark() ? new Color(0xE6B450) : new Color(0x9A5B00);
    }

    /** The colour of what went wrong. */
    static Color bad() {
        return isDark() ? new Color(0xF2786D) : new Color(0xB3261E);
    }

    /** The colour of what explains. */
    static Color muted() {
        return isDark() ? new Color(0x9DA3A8) : new Color(0x5F666C);
    }

    static Color accent() {
        return UIManager.getColor("Component.accentColor");
    }
}
