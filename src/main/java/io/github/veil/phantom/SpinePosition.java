/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.phantom;

/**
 * The middle of a vertebral body in one slice: where a patch of its class is centred.
 *
 * @param vertebra the class
 * @param slice 0-based
 * @param column 0-based, from the front
 * @param row 0-based, from the top
 * @param offsetMm distance of the slice from the midline, mm, to the left
 */
public record SpinePosition(Vertebra vertebra, int slice, int column, int row, double offsetMm) {}
