package org.apical.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Settings as tables: one a group, nested records indented, names split into words and units. */
final class SettingsTable {
    private static final Map<String, String> UNITS =
            Map.of("Ms", "ms", "Mv", "mV", "Hz", "Hz", "NanoS", "nS", "PicoF", "pF", "PicoA", "pA");
    private static final Map<String, String> NAMES =
            Map.of("lif", "LIF", "lifNoiseMv", "LIF noise", "tauUMs", "tau_u", "synapseTauMs", "synapse tau_b");

    private final StringBuilder html = new StringBuilder();

    private SettingsTable() {}

    /** The tables of any settings record. */
    static String of(Object settings) {
        JsonNode tree = new ObjectMapper().valueToTree(settings);
        SettingsTable table = new SettingsTable();
        table.begin("Run");
        tree.properties().stream()
                .filter(e -> !grouped(e.getValue()))
                .forEach(e -> table.value(e.getKey(), e.getValue(), 0));
        table.end();
        tree.properties().stream().filter(e -> grouped(e.getValue())).forEach(e -> {
            table.begin(words(e.getKey()));
            table.member(e.getKey(), e.getValue(), 0);
            table.end();
        });
        return table.html.toString();
    }

    /** Whether a value has a table of its own. */
    private static boolean grouped(JsonNode value) {
        return value.isObject()
                || value.isArray() && !value.isEmpty() && value.get(0).isObject();
    }

    private void begin(String name) {
        String title = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        html.append("<table class=\"settings\"><caption>")
                .append(Html.escape(title))
                .append("</caption><tbody>\n");
    }

    private void end() {
        html.append("</tbody></table>\n");
    }

    private void group(JsonNode node, int depth) {
        node.properties().forEach(e -> {
            if (e.getValue().isObject()) {
                subgroup(words(e.getKey()), e.getValue(), depth);
            } else {
                member(e.getKey(), e.getValue(), depth);
            }
        });
    }

    private void member(String key, JsonNode value, int depth) {
        if (value.isObject()) {
            group(value, depth);
        } else if (grouped(value)) {
            int number = 0;
            for (JsonNode one : value) {
                number++;
                subgroup(one.has("name") ? one.get("name").asText() : String.valueOf(number), one, depth);
            }
        } else {
            value(key, value, depth);
        }
    }

    private void subgroup(String title, JsonNode node, int depth) {
        html.append("<tr class=\"depth")
                .append(depth)
                .append("\"><th scope=\"rowgroup\" colspan=\"3\">")
                .append(Html.escape(title))
                .append("</th></tr>\n");
        group(node, depth + 1);
    }

    private void value(String key, JsonNode value, int depth) {
        String unit = unit(key);
        html.append("<tr class=\"depth")
                .append(depth)
                .append("\"><th scope=\"row\" title=\"")
                .append(Html.escape(key))
                .append("\">")
                .append(Html.escape(words(key)))
                .append("</th><td>")
                .append(text(value))
                .append("</td><td>")
                .append(unit.isEmpty() ? "" : UNITS.get(unit))
                .append("</td></tr>\n");
    }

    private static String text(JsonNode value) {
        if (value.isFloatingPointNumber()) {
            return Html.plain(value.doubleValue());
        }
        if (value.isNull()) {
            return Html.NOTHING;
        }
        if (value.isArray()) {
            return value.valueStream().map(SettingsTable::text).collect(Collectors.joining(", "));
        }
        return Html.escape(value.isValueNode() ? value.asText() : value.toString());
    }

    private static String unit(String key) {
        return UNITS.keySet().stream().filter(key::endsWith).findFirst().orElse("");
    }

    private static String words(String key) {
        if (NAMES.containsKey(key)) {
            return NAMES.get(key);
        }
        String name = key.substring(0, key.length() - unit(key).length());
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
