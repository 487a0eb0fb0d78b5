/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import ij.ImagePlus;
import io.github.veil.core.Progress;
import io.github.veil.core.Require;
import io.github.veil.image.IntensityScaling;
import io.github.veil.patch.slice.Scan;
import io.github.veil.train.cycle.CycleCard;
import io.github.veil.train.cycle.Direction;
import io.github.veil.train.cycle.SliceDescription;
import io.github.veil.train.cycle.Translator;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A trained translation in one direction, ready for whole images. Not safe for use by several
 * threads.
 */
public final class TranslationModel implements ImageTranslator, AutoCloseable {

  private final Translator translator;
  private final SliceDescription slices;
  private final Direction direction;

  private TranslationModel(Translator translator) {
    this.translator = translator;
    this.slices = translator.card().slices();
    this.direction = translator.direction();
  }

  /**
   * @param model model zip of a translation
   * @param direction {@link Direction#G} from X to Y, {@link Direction#F} from Y to X
   */
  public static TranslationModel open(Path model, Direction direction) throws IOException {
    return new TranslationModel(Translator.open(model, direction));
  }

  /** The model card. */
  public CycleCard card() {
    return translator.card();
  }

  @Override
  public String targetName() {
    return direction == Direction.G ? slices.nameY() : slices.nameX();
  }

  /** What the intensities of translated scans mean. */
  public OutputIntensities intensities() {
    return OutputIntensities.of(
        direction == Direction.G ? slices.scalingY() : slices.scalingX(), targetName());
  }

  @Override
  public int outputChannels() {
    return card().outputChannels(direction) / slices.config().depth();
  }

  @Override
  public ImagePlus translate(ImagePlus image, String title, Progress progress) {
    int wanted = card().inputChannels(direction) / slices.config().depth();
    Require.that(
        image.getNChannels() == wanted,
        "\"%s\" has %d channels, but the model translates scans with %d.",
        image.getTitle(),
        image.getNChannels(),
        wanted);
    IntensityScaling scaling = direction == Direction.G ? slices.scalingX() : slices.scalingY();
    ScanTranslation translation =
        new ScanTranslation(
            translator::translate, slices.config(), scaling, intensities(), outputChannels());
    Scan scan = Scan.of(image.getTitle(), image);
    return TranslatedImage.of(image, translation.translate(scan, progress), title, intensities());
  }

  /** Frees the network. */
  @Override
  public void close() {
    translator.close();
  }
}
