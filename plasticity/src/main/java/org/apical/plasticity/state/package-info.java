/** What something that learns is made of besides its description: {@link org.apical.plasticity.state.StateVisitor} keeps it or puts it back, so that learning that was stopped goes on with the same bits (ResumedTrainingTest). */
package org.apical.plasticity.state;
