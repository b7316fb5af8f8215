package org.apical.app.report;

import org.apical.app.compare.CompareResult;

public final class HtmlReport {
    private HtmlReport() {}

    public static String of(CompareResult r, String c, int t, String k) {
        return "";
    }
}
