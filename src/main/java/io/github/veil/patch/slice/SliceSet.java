/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.patch.slice;

import java.util.ArrayList;
import java.util.List;

/**
 * Working images of several scans, held in memory with 16 bits per pixel. Several threads may read.
 */
public final class SliceSet {

  private final int size;
  private final int depth;
  private final int channels;
  private final List<StoredScan> scans;
  private final List<Position> positions = new ArrayList<>();

  /** A working image: tile of a slice of a scan. */
  private record Position(StoredScan scan, int slice, int tile) {}

  SliceSet(SliceConfig config, List<StoredScan> scans) {
    this.size = config.size();
    this.depth = config.depth();
    this.scans = List.copyOf(scans);
    this.channels = scans.get(0).channels() * depth;
    for (StoredScan scan : scans) {
      scan.used().forEach(use -> positions.add(new Position(scan, use.slice(), use.tile())));
    }
  }

  /** Number of working images. */
  public int count() {
    return positions.size();
  }

  /** Width and height of a working image, pixels. */
  public int size() {
    return size;
  }

  /** Channels of the scans times neighbouring slices. */
  public int channels() {
    return channels;
  }

  /** Number of scans, one of each patient. */
  public int scans() {
    return scans.size();
  }

  /** The patient that a working image comes from. */
  public String patient(int index) {
    return positions.get(index).scan().id();
  }

  /**
   * Copies one working image.
   *
   * @param target gets channels x size x size values in [-1, 1], from 0 on: channel by channel of
   *     the scan, and within a channel slice by slice upwards
   */
  public void read(int index, float[] target) {
    Position position = positions.get(index);
    int at = 0;
    for (int channel = 0; channel < channels / depth; channel++) {
      for (int k = -(depth / 2); k <= depth / 2; k++, at += size * size) {
        position.scan().cut(channel, position.slice() + k, position.tile(), target, at);
      }
    }
  }
}
