/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * Whole slices: volumes in, working images of one size out, and the way back with every voxel at
 * its place.
 */
package io.github.veil.patch.slice;
