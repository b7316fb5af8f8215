package org.apical.app.report;

import java.util.List;
import org.apical.app.check.Check;

/** Checks as HTML. */
final class ChecksTable {
    private ChecksTable() {}

    /** One sentence. */
    static String summary(List<Check> checks) {
        String text = Html.escape(Check.summary(checks));
        return Check.noneFailed(checks) ? text : "<b>" + text + "</b>";
    }

    /** The table, in a box that it scrolls in where the page is narrower. */
    static String of(List<Check> checks) {
        StringBuilder html = new StringBuilder(
                "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table of checks\"><table class=\"results checks\"><thead><tr><th scope=\"col\">Quantity</th>"
                        + "<th scope=\"col\">Measured</th><th scope=\"col\">Expected</th><th scope=\"col\">Held</th></tr></thead>\n<tbody>\n");
        for (Check check : checks) {
            html.append("<tr><th scope=\"row\">")
                    .append(Html.escape(check.what()))
                    .append("</th><td>")
                    .append(Html.number(check.value()))
                    .append("</td><td>")
                    .append(Html.escape(
                            check.bounds().replace("<=", "≤").replace(">=", "≥").replace('-', '−')))
                    .append("</td><td>")
                    .append(verdict(check))
                    .append("</td></tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    private static String verdict(Check check) {
        if (!check.decided()) {
            return "open: " + Html.escape(check.undecided());
        }
        return check.held() ? "passed" : "<b class=\"failed\">failed</b>";
    }
}
