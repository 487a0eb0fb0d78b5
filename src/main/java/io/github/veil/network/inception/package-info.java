/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * Inception-v3 for inference, with weights that Keras wrote. A frozen network of its own, not a
 * graph for the executor: its kernels are not square, it is never trained, and DL4J's import would
 * bring HDF5's native libraries for every platform.
 */
package io.github.veil.network.inception;
