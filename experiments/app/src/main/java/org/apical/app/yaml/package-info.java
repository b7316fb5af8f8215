/**
 * Records as YAML and back. {@link org.apical.app.yaml.LocatedYaml} reads values that know their lines, {@link org.apical.app.yaml.RecordYaml} makes records of them by
 * what {@link org.apical.neuron.parameter.Key} says of their components, {@link org.apical.app.yaml.Kinds} is the registry of what an interface may be. Tests: RecordYamlTest.
 */
package org.apical.app.yaml;
