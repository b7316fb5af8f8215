package org.apical.neuron.preset;

import java.util.List;

/** Neurons with values from the literature; each number carries its source ({@link Preset#numbers}). */
public final class Presets {
    private Presets() {}

    /** All of them. */
    public static List<Preset> all() {
        return List.of(UrbanczikSenn.preset(), Sacramento.preset(), LayerFive.preset());
    }
}
