/**
 * Networks as files: {@link org.apical.app.model.NetworkFile} reads YAML, {@link org.apical.app.model.NetworkYaml} writes it, {@link
 * org.apical.app.model.NetworkModel} runs as F1, F2 or F3. {@link
 * org.apical.app.model.LearningModel} says how a network learns. Errors name the line. Tests: NetworkFileTest, NetworkRunTest.
 */
package org.apical.app.model;
