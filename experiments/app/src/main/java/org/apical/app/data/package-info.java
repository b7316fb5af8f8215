/**
 * Data as files hold them: readers of CSV, NumPy arrays (.npy, .npz) and IDX, also gzipped; a compact store ({@link org.apical.app.data.Matrix}) from which batches are taken out
 * and scaled ({@link org.apical.app.data.StoredSamples}). No header is believed beyond what the size of its file allows; what is wrong is one line with the place. A new format is a reader and a
 * case of {@link org.apical.app.data.TableFile}. Tests: ReadersTest, ScalingTest, DataFaultsTest, and ReadersFuzzTest for each reader.
 */
package org.apical.app.data;
