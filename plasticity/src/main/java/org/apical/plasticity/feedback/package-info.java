/** Learning of feedback weights (physics.md 7: dQ = -eta / sigma^2 v^fb u^T). Test: recorded cases. */
package org.apical.plasticity.feedback;
