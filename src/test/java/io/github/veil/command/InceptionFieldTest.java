/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSetInfo;
import io.github.veil.patch.PatchSetWriter;
import io.github.veil.patch.PixelSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandService;

/**
 * The field for Inception-v3's weights of Evaluate Synthetic Data, through SciJava's front door.
 */
class InceptionFieldTest {

  private static final int SIZE = 16;

  @TempDir Path folder;

  @Test
  void evaluate_fileWithoutInception_isRefusedBeforeAnythingIsComputed() throws Exception {
    Path weights = Files.writeString(folder.resolve("weights.h5"), "no weights");
    try (Context context = new Context()) {
      String reason =
          context
              .service(CommandService.class)
              .run(
                  EvaluateSyntheticData.class,
                  true,
                  "train",
                  noise("train", 1),
                  "held_out",
                  noise("held-out", 2),
                  "synthetic",
                  noise("synthetic", 3),
                  "output",
                  folder.resolve("out").toFile(),
                  "encoder_file",
                  weights.toFile())
              .get()
              .getCancelReason();
      assertTrue(
          reason.startsWith('"' + weights.toString() + "\" does not hold Inception-v3: it is no"),
          reason);
      assertFalse(Files.exists(folder.resolve("out/report.html")));
    }
  }

  private String noise(String name, int seed) throws Exception {
    Path file = folder.resolve(name + ".tif");
    PatchSetWriter.write(
        file,
        false,
        SIZE,
        1,
        writer -> {
          SplittableRandom random = new SplittableRandom(seed);
          for (int i = 0; i < 12; i++) {
            float[] patch = new float[SIZE * SIZE];
            for (int p = 0; p < patch.length; p++) {
              patch[p] = (float) random.nextDouble(-1, 1);
            }
            writer.add(patch, new PatchRow(0, name + i, 0, 8, 8, true, 0, ""));
          }
          PixelSize size = new PixelSize(1, 1, 1, "mm");
          return PatchSetInfo.generated(writer.count(), SIZE, 1, size);
        });
    return file.toString();
  }
}
