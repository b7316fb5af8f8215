/** What exists at a synapse, as types: locality is a property of the signature (physics.md 7). Test: ArchitectureTest in the application. */
package org.apical.network.synapse;
