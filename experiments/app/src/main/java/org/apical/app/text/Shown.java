package org.apical.app.text;

import java.util.regex.Pattern;

/** Text from outside, such as names of files and layers, as it is shown: nothing in it moves a cursor, turns the direction of writing or begins a line of its own. */
public final class Shown {
    /** Control characters of ASCII and of ISO 8859, line and paragraph separators, what changes the direction of writing, halves of pairs. */
    private static final Pattern CONTROL =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\u200e\\u200f\\u061c\\u202a-\\u202e\\u2066-\\u2069]");

    private static final Pattern BREAK = Pattern.compile("\\s*\\R\\s*");

    private Shown() {}

    /** With every control character as its number, {@code \}{@code u001b}. */
    public static String escaped(String text) {
        return CONTROL.matcher(text)
                .replaceAll(
                        found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
    }

    /** The same as one line, its lines after each other. */
    public static String line(String text) {
        return escaped(BREAK.matcher(text).replaceAll(" "));
    }

    /** Text of several lines, the same in each. */
    public static String lines(String text) {
        StringBuilder lines = new StringBuilder();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            int last = end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
            lines.append(escaped(text.substring(from, last))).append(text, last, end + 1);
            from = end + 1;
        }
        return lines.append(escaped(text.substring(from))).toString();
    }
}
