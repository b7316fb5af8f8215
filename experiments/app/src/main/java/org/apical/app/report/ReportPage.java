package org.apical.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apical.app.store.RunDescription;

/**
 * What all reports share: one page that needs nothing else, neither files nor network, with its style, charts and origin.
 *
 * @param name of the report's own template and script among the resources
 * @param data what the charts draw, JSON
 */
record ReportPage(String name, String title, String data) {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final String UPLOT = "META-INF/resources/webjars/uplot/";
    private static final String OURS = "org/apical/app/report/";

    /**
     * The page.
     *
     * @param values what stands in the places of the template, HTML
     * @param command the command line that repeats the run
     * @param run its id
     * @param threads threads it was run on
     * @param kernels names of the numerical kernels in use
     */
    String of(Map<String, String> values, String command, String run, int threads, String kernels) {
        String plotVersion = plotVersion();
        String plot = UPLOT + plotVersion + "/";
        Map<String, String> page = new HashMap<>();
        page.put("title", Html.escape(title));
        page.put("plotCss", text(plot + "dist/uPlot.min.css"));
        page.put("css", text(OURS + "report.css"));
        page.put("body", fill(text(OURS + name + ".html"), values));
        page.put("command", Html.escape(command));
        page.put("run", Html.escape(run));
        page.put("version", Html.escape(RunDescription.version()));
        page.put("machine", machine(threads, kernels));
        page.put("plotVersion", Html.escape(plotVersion));
        page.put("plotLicence", text(plot + "LICENSE"));
        page.put("plotJs", script(text(plot + "dist/uPlot.iife.min.js")));
        page.put("chartsJs", script(text(OURS + "charts.js")));
        page.put("tablesJs", script(text(OURS + "tables.js")));
        page.put("js", script(text(OURS + name + ".js")));
        page.put("data", data);
        return fill(text(OURS + "page.html"), page);
    }

    private static String machine(int threads, String kernels) {
        return RunDescription.machine(threads, kernels).entrySet().stream()
                .map(e -> "<tr><th scope=\"row\">" + Html.escape(e.getKey()) + "</th><td>"
                        + Html.escape(String.valueOf(e.getValue())) + "</td></tr>")
                .collect(Collectors.joining("\n"));
    }

    private static String fill(String template, Map<String, String> values) {
        Matcher place = PLACE.matcher(template);
        return place.replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException("the template of the report asks for " + found.group(1));
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** A script that cannot end its own element. */
    private static String script(String source) {
        return source.replace("</", "<\\/");
    }

    private static String plotVersion() {
        Properties properties = new Properties();
        try (InputStream in = open("META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the version of uPlot cannot be read", e);
        }
        return properties.getProperty("version");
    }

    private static String text(String resource) {
        try (InputStream in = open(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = ReportPage.class.getClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException(resource + " is missing on the class path");
        }
        return in;
    }
}
