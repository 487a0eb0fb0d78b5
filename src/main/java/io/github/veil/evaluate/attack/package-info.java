/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
/**
 * Attacks on the privacy of synthetic images, and what they prove. Scores of candidates come from
 * {@link io.github.veil.evaluate.attack.DistanceScores} or {@link
 * io.github.veil.evaluate.attack.CriticScores}; {@link
 * io.github.veil.evaluate.attack.MembershipAttack} turns them into a ROC curve with confidence
 * intervals, and {@link io.github.veil.evaluate.attack.PrivacyVerdict} compares it with what
 * epsilon allows. {@link io.github.veil.evaluate.attack.NearestDistances}, {@link
 * io.github.veil.evaluate.attack.ClusterAttack} and {@link
 * io.github.veil.evaluate.attack.Reidentification} look at the images themselves. An attack that
 * fails proves nothing about other attacks.
 */
package io.github.veil.evaluate.attack;
