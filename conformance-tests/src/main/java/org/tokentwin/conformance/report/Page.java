package org.tokentwin.conformance.report;

import java.util.List;

/** A page that needs nothing else: its style and its script are in it, and what it does not write itself it escapes. */
final class Page {
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
    private static final String STYLE = """
            :root{color-scheme:light dark;--page:#fff;--text:#1c2024;--soft:#5c6670;--line:#d5dae0;--box:#f5f7f9;--link:#0b57b0;
            --pass:#1e7d43;--deviation:#8a5a00;--fail:#b3261e;--not:#626b75;--twin:#fff3d6;--twin-line:#b98500;--device:#e3effc;--device-line:#0b57b0}
            @media(prefers-color-scheme:dark){:root{--page:#14171a;--text:#e6e9ec;--soft:#9aa5b0;--line:#343b43;--box:#1d2227;--link:#7db7ff;
            --pass:#5fcf8a;--deviation:#f0b84b;--fail:#ff8a80;--not:#9aa5b0;--twin:#3a2f12;--twin-line:#d9a520;--device:#14283f;--device-line:#7db7ff}}
            *{box-sizing:border-box}body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:1240px;padding:1.2em 1em 4em;color:var(--text);background:var(--page);
            overflow-wrap:anywhere}h1{font-size:1.5em;line-height:1.25;margin:.4em 0}h2{font-size:1.2em;margin:2em 0 .6em}h3{font-size:1em;margin:0}p{margin:.5em 0}
            a{color:var(--link)}code,pre{font:13px/1.45 ui-monospace,monospace}pre{background:var(--box);border:1px solid var(--line);border-radius:6px;padding:.6em;margin:.5em 0;
            white-space:pre-wrap;max-height:26em;overflow:auto}.soft{color:var(--soft)}
            .who{display:inline-block;border:1px solid;border-radius:6px;padding:.25em .7em;font-weight:600;margin:0}
            .twin{background:var(--twin);border-color:var(--twin-line)}.device{background:var(--device);border-color:var(--device-line)}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1em;margin:1em 0}dt{color:var(--soft)}dd{margin:0}
            .tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(150px,1fr));gap:.6em;padding:0;margin:0;list-style:none}
            .tile{display:block;width:100%;text-align:left;font:inherit;color:inherit;background:var(--box);border:1px solid var(--line);border-radius:8px;padding:.5em .7em}
            button.tile{cursor:pointer}button.tile[aria-pressed=true]{outline:2px solid var(--link)}.tile b{display:block;font-size:.95em}.tile span{color:var(--soft);font-size:.85em}
            .count b{font-size:1.6em;line-height:1.2}.bar{display:flex;height:5px;border-radius:3px;overflow:hidden;margin:.35em 0 .2em;background:var(--line)}
            .bar i{display:block;height:100%}.bar .pass{background:var(--pass)}.bar .deviation{background:var(--deviation)}.bar .fail{background:var(--fail)}.bar .not{background:var(--line)}
            .word{display:inline-block;min-width:5.6em;font-weight:600}.word.pass{color:var(--pass)}.word.deviation{color:var(--deviation)}.word.fail{color:var(--fail)}.word.not{color:var(--not)}
            .rows{list-style:none;margin:0;padding:0;border-top:1px solid var(--line)}.rows>li{border-bottom:1px solid var(--line);padding:.45em 0}
            .matrix>li{display:grid;grid-template-columns:15em 1fr;gap:.3em 1em}.values{display:flex;flex-wrap:wrap;gap:.25em .35em}
            .values span{border:1px solid var(--line);border-radius:4px;padding:0 .4em;font-size:12px;background:var(--box)}.values .ok{border-color:var(--pass);color:var(--pass)}
            .case{display:grid;grid-template-columns:8em 12em 1fr max-content;gap:.1em .8em}.case>.more{grid-column:3/5}.case time{color:var(--soft);font-size:.85em}
            details{margin:.3em 0}summary{cursor:pointer}.cause{border-left:4px solid var(--fail);padding-left:.8em;margin:1em 0}.cause.deviation{border-color:var(--deviation)}
            .filter{display:flex;flex-wrap:wrap;gap:.5em;position:sticky;top:0;background:var(--page);padding:.6em 0;z-index:1}
            .filter input,.filter select{font:inherit;color:inherit;background:var(--box);border:1px solid var(--line);border-radius:6px;padding:.35em .6em;min-width:0}
            .filter input{flex:1 1 14em}.heap{border:1px solid var(--line);border-left-width:6px;border-radius:8px;padding:.2em 1em .6em;margin:1.2em 0}
            .heap.fail{border-left-color:var(--fail)}.heap.pass{border-left-color:var(--pass)}.heap.other{border-left-color:var(--soft)}
            .triple{display:grid;grid-template-columns:15em 1fr 1fr 14em;gap:.2em 1em}.triple>span>*{display:block}.head{margin-top:2em}
            .pair{display:grid;grid-template-columns:16em 1fr 1fr;gap:.2em 1em}.sides{display:grid;grid-template-columns:1fr 1fr;gap:1em}
            @media(max-width:720px){.matrix>li,.pair,.triple,.sides{grid-template-columns:1fr}.case{grid-template-columns:8em 1fr}.case>.text,.case>.more,.case>time{grid-column:1/3}.triple.head{display:none}[data-of]::before{content:attr(data-of)": ";color:var(--soft)}
            dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5em}.tiles{grid-template-columns:repeat(auto-fill,minmax(125px,1fr))}}
            """;

    private final StringBuilder html = new StringBuilder();

    Page(String title) {
        raw("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + POLICY + "\"><title>" + escaped(title)
                + "</title><style>\n" + STYLE + "</style></head><body>");
    }

    /** Writes markup. */
    Page raw(String markup) {
        html.append(markup).append('\n');
        return this;
    }

    /** Writes an element with text in it. */
    Page element(String name, String text) {
        return raw("<" + name + ">" + escaped(text) + "</" + name.split(" ", 2)[0] + ">");
    }

    /** Writes names and what they are. */
    Page facts(List<String> namesAndValues) {
        raw("<dl>");
        for (int i = 0; i + 1 < namesAndValues.size(); i += 2) {
            element("dt", namesAndValues.get(i)).element("dd", namesAndValues.get(i + 1));
        }
        return raw("</dl>");
    }

    /** Says whether the emulator or a device was tested. */
    Page who(String device) {
        boolean twin = isTwin(device);
        String text = twin ? "The twin: " + device : device.startsWith("a token ") ? "A device: " + device : device;
        return element("p class=\"who " + (twin ? "twin" : "device") + "\"", text);
    }

    /** Whether this is said of the emulator. */
    static boolean isTwin(String device) {
        return device.startsWith("the emulator");
    }

    static String escaped(String text) {
        return Xml.escaped(text).replace("'", "&#39;");
    }

    String end() {
        return raw("</body></html>").html.toString();
    }
}
