package org.tokentwin.client.window;

import org.tokentwin.client.window.text.Language;

/** What the menu and the toolbar ask of the window itself. */
interface WindowCommands {
    void showView(boolean advanced);

    void refresh();

    void speak(Language language);

    void paint(boolean dark);

    void about();

    void close();
}
