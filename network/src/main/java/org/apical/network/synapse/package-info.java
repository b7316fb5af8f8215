/**
 * What exists at a synapse, as types: locality is a property of the signature (physics.md 7). A rule declares its {@link
 * org.apical.network.synapse.Reading}s and is handed those alone. Tests: ArchitectureTest in the application, ReadingsTest and FeedbackReadingsTest in plasticity.
 */
package org.apical.network.synapse;
