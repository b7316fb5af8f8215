package org.apical.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.apical.app.check.Check;
import org.apical.app.findings.Measure;
import org.apical.app.findings.Measures;
import org.junit.jupiter.api.Test;

class FindingsJsonTest {
    @Test
    void whatIsNoNumberIsNullAndWhatDoesNotApplyIsLeftOut() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        FindingsJson.measures(
                root,
                new Measures(
                        List.of("controller", "quantity", "neurons"),
                        List.of(
                                new Measure("drift", Map.of("controller", "rate", "neurons", "50"), 0.5, "radius/s"),
                                new Measure("slope", Map.of("controller", "rate"), Double.NaN, "1"))));
        FindingsJson.checks(root, List.of(Check.atMost("x", Double.POSITIVE_INFINITY, 1)));
        assertThat(root)
                .hasToString(
                        "{\"measures\":["
                                + "{\"controller\":\"rate\",\"quantity\":\"drift\",\"neurons\":\"50\",\"value\":0.5,\"unit\":\"radius/s\"},"
                                + "{\"controller\":\"rate\",\"quantity\":\"slope\",\"value\":null,\"unit\":\"1\"}],"
                                + "\"checks\":[{\"quantity\":\"x\",\"value\":null,\"expected\":\"<= 1\",\"passed\":false}],\"passed\":false}");
    }
}
