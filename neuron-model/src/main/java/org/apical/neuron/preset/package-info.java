/**
 * Neurons with values from the literature. Every number enters through a sheet that asks for its source, and says whether it was read there, read in
 * reimplementations, derived or chosen. Test: PresetsTest.
 */
package org.apical.neuron.preset;
