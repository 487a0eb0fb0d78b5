/**
 * How close synthetic images are to real ones: distances between sets of features (rows are images,
 * columns are features), similarity of images, and statistics of intensities and vessels. All of it
 * is deterministic, on any number of threads, and needs no ND4J.
 */
package io.github.veil.evaluate.fidelity;
