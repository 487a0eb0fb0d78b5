/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import ij.ImagePlus;
import ij.gui.Plot;
import ij.gui.PlotWindow;
import io.github.veil.evaluate.EmbeddingMap;
import io.github.veil.patch.PatchStackBuilder;
import io.github.veil.patch.PixelSize;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A map of images in a plot window: a click on a point shows its image. */
final class EmbeddingWindow extends MouseAdapter {

  private static final int MAGNIFICATION = 4;

  private final EmbeddingMap map;
  private final Plot plot;
  private final PlotWindow window;
  private ImagePlus shown;

  private EmbeddingWindow(EmbeddingMap map) {
    this.map = map;
    this.plot = map.plot();
    this.window = plot.show();
  }

  static void show(EmbeddingMap map) {
    EmbeddingWindow opened = new EmbeddingWindow(map);
    opened.window.getCanvas().addMouseListener(opened);
  }

  @Override
  public void mouseClicked(MouseEvent event) {
    double x = plot.descaleX(window.getCanvas().offScreenX(event.getX()));
    double y = plot.descaleY(window.getCanvas().offScreenY(event.getY()));
    EmbeddingMap.Place place = map.nearest(x, y);
    float[] pixels = new float[place.set().channels() * place.set().size() * place.set().size()];
    place.set().read(place.index(), pixels, 0);
    show(place, pixels);
  }

  private void show(EmbeddingMap.Place place, float[] pixels) {
    String title = place.name() + ", image " + (place.set().rows().get(place.index()).patch() + 1);
    PatchStackBuilder builder = new PatchStackBuilder(place.set().size(), place.set().channels());
    try {
      builder.add(pixels, place.set().rows().get(place.index()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ImagePlus image = builder.build(title, PixelSize.UNKNOWN);
    if (shown == null || !shown.isVisible()) {
      shown = image;
      shown.show();
      for (int i = 1; i < MAGNIFICATION; i++) {
        shown.getCanvas().zoomIn(0, 0);
      }
    } else {
      shown.setStack(title, image.getStack());
    }
  }
}
