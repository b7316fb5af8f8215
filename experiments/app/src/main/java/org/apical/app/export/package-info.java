/**
 * A network as files that other programs read: its weights as NumPy arrays, in abstract units ({@link org.apical.app.experiment.NamedWeights}) or as currents (physics.md 5.1); its units and synapses as nodes and edges in the SONATA layout; its reduction as a graph of NIR; its neurons as component types of LEMS. Tests: ExportTest, NpzArraysTest, SonataNetworkTest, NirGraphTest, LemsNeuronTest.
 */
package org.apical.app.export;
