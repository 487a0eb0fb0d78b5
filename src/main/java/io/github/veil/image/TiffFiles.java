/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.image;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.Opener;
import ij.io.TiffDecoder;
import ij.io.TiffEncoder;
import io.github.veil.core.AtomicFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * TIFF through ImageJ's own reader and writer, which keep calibration, hyperstack axes and "Info".
 * What ImageJ would tell in a dialog, or not at all (a file that ends too early gives black
 * slices), becomes an {@link IOException}.
 */
final class TiffFiles {

  /** What a TIFF without BigTIFF extension can address. */
  private static final long LIMIT = 0xffffffffL;

  private TiffFiles() {}

  static ImagePlus open(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    String folder = absolute.getParent() + "/";
    String name = absolute.getFileName().toString();
    int pages = checkedPages(file, folder, name);
    ImagePlus imp = decode(file, folder, name);
    if (imp == null || imp.getStackSize() < pages) {
      throw new IOException(
          "Cannot read \"" + file + "\": ImageJ cannot decode this kind of TIFF.");
    }
    return imp;
  }

  /** Width, height and number of pages, by the directories alone. */
  static long[] sizes(Path file) throws IOException {
    Path absolute = file.toAbsolutePath();
    String folder = absolute.getParent() + "/";
    String name = absolute.getFileName().toString();
    FileInfo[] pages = pages(file, folder, name);
    long count = pages.length == 1 ? pages[0].nImages : pages.length;
    return new long[] {pages[0].width, pages[0].height, count};
  }

  private static ImagePlus decode(Path file, String folder, String name) throws IOException {
    try {
      return new Opener().openTiff(folder, name);
    } catch (RuntimeException e) {
      throw damaged(file, e);
    } catch (OutOfMemoryError e) {
      throw new IOException(
          "Cannot read \""
              + file
              + "\": it needs more memory than Java has left; start Java with"
              + " more (-Xmx).",
          e);
    }
  }

  /** Number of slices; throws on what ImageJ would only complain of, or allocate without end. */
  private static int checkedPages(Path file, String folder, String name) throws IOException {
    FileInfo[] pages = pages(file, folder, name);
    long length = Files.size(file);
    long memory = 0;
    for (FileInfo page : pages) {
      if (page.width < 1 || page.height < 1 || page.nImages < 1 || page.getOffset() < 1) {
        throw damaged(file, null);
      }
      memory += (long) page.width * page.height * page.getBytesPerPixel() * page.nImages;
      if (end(page) > length) {
        throw new IOException(
            String.format(
                "Cannot read \"%s\": the file should have %d bytes, but ends after %d.",
                file, end(page), length));
      }
    }
    Memory.require(memory, file);
    return pages.length == 1 ? pages[0].nImages : pages.length;
  }

  private static FileInfo[] pages(Path file, String folder, String name) throws IOException {
    if (!TiffDirectories.areSound(file)) {
      throw damaged(file, null);
    }
    FileInfo[] pages;
    try {
      pages = new TiffDecoder(folder, name).getTiffInfo();
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      throw damaged(file, e);
    }
    if (pages == null || pages.length == 0) {
      throw new IOException("Cannot read \"" + file + "\": it is no TIFF file that ImageJ knows.");
    }
    return pages;
  }

  private static IOException damaged(Path file, Throwable cause) {
    return new IOException("Cannot read \"" + file + "\": it is a damaged TIFF file.", cause);
  }

  /** The first byte after the pixels of a page (of all pages, where one entry stands for all). */
  private static long end(FileInfo page) {
    if (page.stripOffsets != null && page.stripLengths != null) {
      long end = 0;
      for (int i = 0; i < Math.min(page.stripOffsets.length, page.stripLengths.length); i++) {
        end = Math.max(end, (page.stripOffsets[i] & LIMIT) + page.stripLengths[i]);
      }
      if (page.compression > FileInfo.COMPRESSION_NONE || page.stripOffsets.length > 1) {
        return end;
      }
    }
    long pixels = (long) page.width * page.height * page.getBytesPerPixel();
    return page.getOffset() + page.nImages * (pixels + page.getGap()) - page.getGap();
  }

  static void save(ImagePlus imp, Path file, boolean overwrite) throws IOException {
    FileInfo info = imp.getFileInfo();
    long bytes = (long) imp.getWidth() * imp.getHeight() * imp.getBytesPerPixel();
    if (bytes * imp.getStackSize() > LIMIT - (1 << 20)) {
      throw new IOException(
          "\"" + imp.getTitle() + "\" is larger than the 4 GB that a TIFF file can hold.");
    }
    info.nImages = imp.getStackSize();
    info.description = new FileSaver(imp).getDescriptionString();
    info.info = imp.getProperty("Info") instanceof String text ? text : null;
    info.sliceLabels = imp.getStackSize() > 1 ? imp.getStack().getSliceLabels() : null;
    info.virtualStack = imp.getStack().isVirtual() ? (VirtualStack) imp.getStack() : null;
    AtomicFile.viaStream(
        file,
        overwrite,
        out -> {
          BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
          new TiffEncoder(info).write(buffered);
          buffered.flush();
        });
  }
}
