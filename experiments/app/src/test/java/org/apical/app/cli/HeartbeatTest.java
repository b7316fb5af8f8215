package org.apical.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    /** Ten seconds are quiet; then it says what goes on. */
    @Test
    void nothingGoesOnInSilence() throws InterruptedException {
        List<String> said = new CopyOnWriteArrayList<>();
        try (Heartbeat silent = new Heartbeat("run", 10, said::add);
                Heartbeat busy = new Heartbeat("busy", 10, said::add)) {
            silent.begins("F3 spikes");
            for (int second = 0; second < 12; second++) {
                Thread.sleep(1000);
                busy.said();
            }
        }
        assertThat(said).hasSize(1);
        assertThat(said.get(0)).matches("run: F3 spikes, for 1[01] s");
    }
}
