package org.apical.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apical.app.study.StudyResult;
import org.apical.app.study.TinyStudy;
import org.junit.jupiter.api.Test;

class ControllerReportTest {
    private static final StudyResult RESULT = TinyStudy.run(3, 2);
    private static final String PAGE = ControllerReport.of(RESULT, "apical run </script>", 2, "kernels");

    @Test
    void isOnePageThatNeedsNothingElse() {
        assertThat(PAGE)
                .contains("default-src 'none'", "uPlot", "apical run &lt;/script&gt;")
                .contains(
                        "id=\"checks\"",
                        "id=\"tuning\"",
                        "id=\"step\"",
                        "id=\"accuracy\"",
                        "id=\"raster\"",
                        "id=\"loop\"")
                .contains(
                        "title=\"integralRadius\"",
                        "title=\"displacements\"",
                        "title=\"outputTauMs\"",
                        "<td>1, −1, 0.5</td>")
                .doesNotContainPattern("(?i)(src|href)\\s*=\\s*[\"']?(https?:|//)")
                .doesNotContain("{{", "apical run </script>");
    }

    @Test
    void chartsHaveTheirNumbers() throws Exception {
        Matcher block = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(PAGE);
        assertThat(block.find()).isTrue();
        JsonNode data = new ObjectMapper().readTree(block.group(1));
        assertThat(data.at("/accuracy/n").toString()).isEqualTo("[10,40,200]");
        assertThat(data.at("/accuracy/spiking/error")).hasSize(3);
        assertThat(data.at("/accuracy/rate/fit")).hasSize(3);
        assertThat(data.at("/steps/0/t")).hasSameSizeAs(data.at("/steps/0/decoded"));
        assertThat(data.at("/steps/0/t/0").asDouble()).isEqualTo(5);
        assertThat(data.at("/tuning/hz")).hasSize(24);
        assertThat(data.at("/raster/integrators/t")).isNotEmpty();
        assertThat(data.at("/loops/2/id").asText()).isEqualTo("spiking");
        assertThat(data.at("/loops/2/error")).hasSize(3);
    }
}
