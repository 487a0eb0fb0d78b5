/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.evaluate;

import io.github.veil.evaluate.utility.InferenceConfig;
import io.github.veil.patch.Patient;
import java.util.List;
import java.util.Map;

/**
 * Real patients with labels on whose whole volumes networks are tested.
 *
 * @param sites patients by site, none of them in the training set
 * @param inference plane and scaling as when the training patches were cut
 */
public record TestPatients(Map<String, List<Patient>> sites, InferenceConfig inference) {}
