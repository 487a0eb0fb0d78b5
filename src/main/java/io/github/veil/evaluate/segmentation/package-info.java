/**
 * How well a segmentation meets the truth: overlap, distances, error maps. Masks are 3D, axes x, y,
 * z; what a ratio or distance cannot be told of is NaN, never 0.
 */
package io.github.veil.evaluate.segmentation;
