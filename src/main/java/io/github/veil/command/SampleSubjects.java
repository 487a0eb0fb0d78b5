/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import java.util.List;
import java.util.Map;

/** The patients of a sample cohort, whatever part of the body they show. */
interface SampleSubjects {

  /** How many there are. */
  int patients();

  /** Voxels of every image along its three axes. */
  int[] dimensions();

  /** Size of a voxel along the same axes, mm. */
  double[] voxelSizeMm();

  /** MR images for each patient. */
  int images();

  /** Titles of the images and labels of one patient, for instance "P001 TOF". */
  List<String> titles(int index);

  /** The columns of each table, by the name of its file. */
  Map<String, List<String>> tables();

  /** Makes one patient. */
  Sample make(int index);

  /**
   * What was made of one patient.
   *
   * @param images MR images and label images, with the titles that {@link #titles} foretells
   * @param rows lines for each table, by the name of its file
   */
  record Sample(List<ImagePlus> images, Map<String, List<List<String>>> rows) {}
}
