/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train.translate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.veil.core.Progress;
import io.github.veil.image.Geometry;
import io.github.veil.image.ImagePlusVolumes;
import io.github.veil.image.IntensityScaling;
import io.github.veil.image.VolumeIO;
import io.github.veil.patch.Plane;
import io.github.veil.patch.slice.Scan;
import io.github.veil.patch.slice.ScanSource;
import io.github.veil.patch.slice.SliceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTranslationTest {

  private static final IntensityScaling RANGE = IntensityScaling.ofRange(0, 100);

  /** Thin in x, thick in z. */
  private static final Geometry ANISOTROPIC = Geometry.ofVoxelSize(0.86, 0.9, 2.4, "mm");

  /** Turned by 30 degrees about x and 20 about z, mirrored in x, with an origin. */
  private static final Geometry ROTATED =
      new Geometry(
          new double[] {0.5, 0.75, 1.25},
          "mm",
          new double[][] {
            {-0.469846310, -0.222148837, 0.213763045, 90.5},
            {-0.171010072, 0.610347906, -0.587308140, -126.25},
            {0, 0.375, 1.082531755, -72.125},
            {0, 0, 0, 1}
          });

  @TempDir Path folder;

  private final VolumeIO io = new VolumeIO();

  /** Translates by a network that changes nothing. */
  private static final class Same implements ImageTranslator {
    @Override
    public String targetName() {
      return "T2";
    }

    @Override
    public int outputChannels() {
      return 1;
    }

    @Override
    public ImagePlus translate(ImagePlus image, String title, Progress progress) {
      OutputIntensities intensities = OutputIntensities.of(RANGE, "T2");
      SliceConfig config = new SliceConfig(Plane.CORONAL, 0, 0, 32, 0, 1, 0.05);
      ScanTranslation translation =
          new ScanTranslation((images, n) -> images, config, RANGE, intensities, 1);
      return TranslatedImage.of(
          image, translation.translate(Scan.of(title, image), progress), title, intensities);
    }
  }

  @BeforeEach
  void writeScans() throws IOException {
    save("P001_T1.nii.gz", Geometry.ofVoxelSize(1, 1, 1, "mm"));
    save("P002_T1.nii", ROTATED);
    save("P004_T1.tif", ANISOTROPIC);
    save("P005_T1.nii.gz", ANISOTROPIC);
    Files.writeString(folder.resolve("P003_T1.nii.gz"), "this is no scan");
  }

  private void save(String name, Geometry geometry) throws IOException {
    ImageStack stack = new ImageStack(20, 24);
    for (int z = 0; z < 9; z++) {
      float[] pixels = new float[20 * 24];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = 40 + i % 20 + z;
      }
      stack.addSlice("IM " + z + "\n0010,0010  Patient's Name: Doe", pixels);
    }
    ImagePlus image = new ImagePlus(name, stack);
    ImagePlusVolumes.setGeometry(image, geometry);
    io.save(image, folder.resolve(name), false);
  }

  private List<ScanSource> scans() {
    return List.of(
            "P001_T1.nii.gz", "P002_T1.nii", "P003_T1.nii.gz", "P004_T1.tif", "P005_T1.nii.gz")
        .stream()
        .map(name -> source(folder.resolve(name)))
        .toList();
  }

  private ScanSource source(Path file) {
    return new ScanSource(file.getFileName().toString(), () -> io.openImage(file));
  }

  private Path out(String name) {
    return folder.resolve("out").resolve(name);
  }

  private BatchTranslation batch(boolean overwrite) {
    return new BatchTranslation(new Same(), io, folder.resolve("out"), overwrite, image -> {});
  }

  @Test
  void run_badFileInTheMiddle_isNamedAndTheOthersAreTranslated() {
    BatchTranslation batch = batch(false);
    batch.run(scans(), Progress.NONE);
    assertEquals(
        List.of(
            out("P001_T1_to_T2.nii.gz"),
            out("P002_T1_to_T2.nii"),
            out("P004_T1_to_T2.tif"),
            out("P005_T1_to_T2.nii.gz")),
        batch.written());
    assertEquals(1, batch.leftOut().size());
    assertTrue(batch.leftOut().get(0).startsWith("P003_T1.nii.gz: "), batch.leftOut().get(0));
    assertFalse(Files.exists(out("P003_T1_to_T2.nii.gz")));
  }

  @Test
  void run_plainRotatedAndAnisotropic_keepShapeVoxelSizeAndAffine() throws IOException {
    batch(false).run(scans(), Progress.NONE);
    for (String ending : List.of("1_T1 .nii.gz", "2_T1 .nii", "4_T1 .tif", "5_T1 .nii.gz")) {
      String[] parts = ending.split(" ");
      ImagePlus in = io.openImage(folder.resolve("P00" + parts[0] + parts[1]));
      ImagePlus out = io.openImage(out("P00" + parts[0] + "_to_T2" + parts[1]));
      assertArrayEquals(in.getDimensions(), out.getDimensions(), ending);
      Geometry before = ImagePlusVolumes.geometry(in);
      Geometry after = ImagePlusVolumes.geometry(out);
      assertArrayEquals(before.voxelSize(), after.voxelSize(), ending);
      assertEquals(before.unit(), after.unit(), ending);
      for (int row = 0; row < 4; row++) {
        assertArrayEquals(before.affine()[row], after.affine()[row], 1e-5, ending);
      }
    }
  }

  @Test
  void run_sliceLabels_areKeptWithoutWhatDicomWritesBelowThem() throws IOException {
    batch(false).run(scans(), Progress.NONE);
    ImagePlus out = io.openImage(out("P004_T1_to_T2.tif"));
    assertEquals("IM 3", out.getStack().getSliceLabel(4));
    String info = (String) out.getProperty("Info");
    assertTrue(info.contains("Intensities are those of T2 scans, cut to 0 to 100."), info);
    assertFalse(info.contains("Doe"));
  }

  @Test
  void run_existingResults_areKeptUnlessOverwriteIsOn() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(out("P001_T1_to_T2.nii.gz"), "earlier");
    BatchTranslation batch = batch(false);
    batch.run(scans(), Progress.NONE);
    assertEquals(List.of(out("P001_T1_to_T2.nii.gz")), batch.kept());
    assertEquals("earlier", Files.readString(out("P001_T1_to_T2.nii.gz")));
    BatchTranslation again = batch(true);
    again.run(scans(), Progress.NONE);
    assertEquals(4, again.written().size());
    assertEquals(20, io.openImage(out("P001_T1_to_T2.nii.gz")).getWidth());
  }

  @Test
  void run_twoFilesOfOneName_doNotOverwriteEachOther() throws IOException {
    Path other = folder.resolve("other/P001_T1.nii.gz");
    Files.createDirectories(other.getParent());
    Files.copy(folder.resolve("P001_T1.nii.gz"), other);
    BatchTranslation batch = batch(true);
    batch.run(List.of(source(folder.resolve("P001_T1.nii.gz")), source(other)), Progress.NONE);
    assertEquals(1, batch.written().size());
    assertEquals(1, batch.leftOut().size());
  }

  @Test
  void run_cancelledInTheSecondFile_keepsTheFirst() {
    BatchTranslation batch = batch(false);
    Progress progress =
        new Progress() {
          @Override
          public void report(long done, long total, String message) {}

          @Override
          public boolean isCanceled() {
            return !batch.written().isEmpty();
          }
        };
    assertThrows(CancellationException.class, () -> batch.run(scans(), progress));
    assertTrue(Files.exists(out("P001_T1_to_T2.nii.gz")));
    assertFalse(Files.exists(out("P002_T1_to_T2.nii")));
  }
}
