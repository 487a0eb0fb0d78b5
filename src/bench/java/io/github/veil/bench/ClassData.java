/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.bench;

import io.github.veil.command.ExtractPatches;
import io.github.veil.command.OpenSampleCohort;
import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSet;
import io.github.veil.patch.PatchSource;
import io.github.veil.patch.PatchSubset;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;

/**
 * Patches with classes, in three parts without a patient in common.
 *
 * @param train what models are trained on
 * @param validation what recipes are chosen by
 * @param test what is reported, looked at once
 */
record ClassData(PatchSource train, PatchSource validation, PatchSource test) {

  private static final int TRAIN_PATIENTS = 91;
  private static final int VALIDATION_PATIENTS = 15;
  private static final int TEST_PATIENTS = 30;
  private static final int FASHION_VALIDATION = 5000;

  /**
   * The phantom spine: 10,010 patches of 32 x 32 pixels of 91 patients to train on, and the patches
   * of 15 and 30 others. Made by Veil's commands when {@code folder} does not hold them yet.
   */
  static ClassData spine(Path folder) throws Exception {
    Path patches = folder.resolve("spine.tif");
    if (!Files.exists(patches)) {
      makeSpine(folder, patches);
    }
    PatchSet all = PatchSet.open(patches);
    int first = TRAIN_PATIENTS + VALIDATION_PATIENTS;
    return new ClassData(
        part(all, patient -> patient <= TRAIN_PATIENTS),
        part(all, patient -> patient > TRAIN_PATIENTS && patient <= first),
        part(all, patient -> patient > first));
  }

  private static void makeSpine(Path folder, Path patches) throws Exception {
    File volumes = folder.resolve("volumes").toFile();
    int patients = TRAIN_PATIENTS + VALIDATION_PATIENTS + TEST_PATIENTS;
    try (Context context = new Context()) {
      run(
          context,
          OpenSampleCohort.class,
          Map.of(
              "anatomy",
              "spine",
              "patients",
              patients,
              "seed",
              21,
              "output",
              volumes,
              "overwrite",
              true,
              "show",
              false));
      run(
          context,
          ExtractPatches.class,
          Map.of(
              "folder",
              volumes,
              "image_pattern",
              "*_T2.*",
              "label_pattern",
              "",
              "positions",
              new File(volumes, "positions.csv"),
              "patch_size",
              32,
              "output",
              patches.toFile(),
              "show",
              false));
    }
  }

  private static void run(Context context, Class<? extends Command> command, Map<String, Object> in)
      throws ExecutionException, InterruptedException {
    var done = context.service(CommandService.class).run(command, true, in).get();
    if (((Cancelable) done.getDelegateObject()).isCanceled()) {
      throw new IllegalStateException(((Cancelable) done.getDelegateObject()).getCancelReason());
    }
  }

  private static PatchSource part(PatchSource all, IntPredicate patient) {
    List<PatchRow> rows = all.rows();
    return new PatchSubset(
        all,
        IntStream.range(0, rows.size())
            .filter(i -> patient.test(Integer.parseInt(rows.get(i).patient().substring(1))))
            .toArray());
  }

  /**
   * Fashion-MNIST (Xiao, Rasul, Vollgraf 2017), padded to 32 x 32 pixels: the 60,000 training
   * images, of which the last 5,000 also serve to choose recipes without privacy, and the 10,000
   * test images.
   *
   * @param folder holds the four .gz files
   */
  static ClassData fashion(Path folder) throws Exception {
    PatchSource train = IdxPatches.read(folder, "train");
    int[] last = IntStream.range(train.count() - FASHION_VALIDATION, train.count()).toArray();
    return new ClassData(train, new PatchSubset(train, last), IdxPatches.read(folder, "t10k"));
  }
}
