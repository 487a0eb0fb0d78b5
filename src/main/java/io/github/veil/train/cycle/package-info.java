/**
 * Unpaired translation between two sets of slices X and Y (CycleGAN, Zhu et al. 2017): generators G
 * (X to Y) and F (Y to X), patch critics of X and Y, and how they learn together ({@link
 * io.github.veil.train.cycle.CycleTraining}) and are used ({@link
 * io.github.veil.train.cycle.Translator}).
 */
package io.github.veil.train.cycle;
