/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
import ij.IJ;
import ij.plugin.frame.Recorder;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.Frame;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import net.imagej.patcher.LegacyInjector;
import org.scijava.SciJava;

/**
 * Walks through Veil in a real Fiji or ImageJ2 with a screen, as a user would: dialogs, fields,
 * training window, recorder. Leaves a picture of each and prints what it saw. See run.sh.
 */
public final class Screenshots {

  private static final int PATIENCE_SECONDS = 240;

  private final File pictures;
  private final File work;
  private final Robot robot = new Robot();

  private Screenshots(File pictures, File work) throws Exception {
    this.pictures = pictures;
    this.work = work;
  }

  public static void main(String[] arguments) throws Exception {
    LegacyInjector.preinit();
    SciJava scijava = new SciJava();
    scijava.launch();
    until(() -> IJ.getInstance() != null);
    IJ.run("Record...", "");
    try {
      new Screenshots(new File(arguments[0]), new File(arguments[1])).walk();
      System.exit(0);
    } catch (Throwable problem) {
      problem.printStackTrace();
      System.exit(1);
    }
  }

  private void walk() throws Exception {
    File volumes = new File(work, "my volumes");
    Window dialog = open("Open Sample Cohort");
    type(dialog, "Output folder", volumes.getPath());
    settleReadOut(dialog);
    shoot(dialog, "dialog-open-sample-cohort");
    tick(dialog, "Open images", false);
    ok(dialog);
    until(() -> Recorder.getInstance().getText().contains("run(\"Open Sample Cohort\", "));

    dialog = open("Extract Patches");
    type(dialog, "Folder of patients", volumes.getPath());
    type(dialog, "Patch size", "32");
    type(dialog, "Patches per patient", "800");
    type(dialog, "Output (TIFF)", work + "/hospital.tif");
    settleReadOut(dialog);
    shoot(dialog, "dialog-extract-patches");
    ok(dialog);
    until(() -> Recorder.getInstance().getText().contains("run(\"Extract Patches\", "));
    settle();

    dialog = open("Train Private GAN");
    settle();
    say("read-out at first", dialog);
    type(dialog, "Patch set file", work + "/hospital.tif");
    type(dialog, "Output folder", work + "/model");
    settleReadOut(dialog);
    shoot(dialog, "dialog-train-private-gan");
    type(dialog, "Noise multiplier", "1.25");
    settle();
    say("read-out with noise 1.25", dialog);
    type(dialog, "Noise multiplier", "0");
    type(dialog, "Batch size", "9999");
    settle();
    say("read-out with batch 9999", dialog);
    type(dialog, "Batch size", "64");
    ok(dialog);
    Window window = window("Training on hospital");
    until(() -> new File(work, "model/checkpoint.zip").exists()); // 25 iterations
    shoot(window, "training-window");
    press(window, "Pause");
    settle();
    shoot(window, "training-window-paused");
    press(window, "Go on");
    settle();
    press(window, "Finish now");
    until(() -> new File(work, "model/model.zip").exists());
    until(() -> !window.isShowing());
    settle();
    shoot(window("hospital losses"), "result-losses");

    dialog = open("Generate Synthetic Images");
    type(dialog, "Model zip", work + "/model/model.zip");
    settleReadOut(dialog);
    shoot(dialog, "dialog-generate-synthetic-images");
    ok(dialog);
    settle();
    settle();
    shoot(window(work.getName() + " synthetic images"), "result-synthetic");
    shoot(window("Log"), "result-log");
    evaluate();
    dialog = open("Translate MRI (CycleGAN)");
    settle();
    shoot(dialog, "dialog-translate-mri");
    press(dialog, "Cancel");
    settle();
    System.out.println("RECORDED\n" + Recorder.getInstance().getText());
    for (Window each : Window.getWindows()) {
      if (each.isShowing()) {
        System.out.println("WINDOW " + title(each));
      }
    }
  }

  /** The open synthetic stack, against its training patches and other patients. */
  private void evaluate() throws Exception {
    String others = work + "/others";
    IJ.run(
        "Open Sample Cohort",
        "patients=5 size=small modalities=TOF seed=1 output=[" + others + "] show=false");
    IJ.run(
        "Extract Patches",
        "folder=["
            + others
            + "] image_pattern=P00[45]_TOF.* label_pattern=P00[45]_vessels.* patch_size=32"
            + " patches_per_patient=100 output=["
            + work
            + "/heldout.tif] show=false");
    Window dialog = open("Evaluate Synthetic Data");
    type(dialog, "Training set", work + "/hospital.tif");
    type(dialog, "Held-out set", work + "/heldout.tif");
    type(dialog, "Synthetic sets", work.getName() + " synthetic images");
    type(dialog, "Output folder", work + "/report");
    settleReadOut(dialog);
    shoot(dialog, "dialog-evaluate-synthetic-data");
    ok(dialog);
    until(() -> new File(work, "report/veil-status.json").exists());
    settle();
    shoot(window("Results"), "result-evaluation");
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void until(Condition condition) throws Exception {
    for (int i = 0; i < PATIENCE_SECONDS * 4; i++) {
      if (condition.holds()) {
        return;
      }
      Thread.sleep(250);
    }
    throw new IllegalStateException("It did not happen within " + PATIENCE_SECONDS + " s.");
  }

  private static void settle() throws Exception {
    Thread.sleep(4000);
    SwingUtilities.invokeAndWait(() -> {});
  }

  private Window open(String command) throws Exception {
    new Thread(() -> IJ.doCommand(command)).start();
    return window(command);
  }

  /** Waits until the read-out is there. */
  private static void settleReadOut(Window dialog) throws Exception {
    settle();
    until(() -> !readOut(dialog).contains("one moment"));
  }

  private static Window window(String title) throws Exception {
    Window[] found = new Window[1];
    until(
        () -> {
          for (Window window : Window.getWindows()) {
            if (window.isShowing() && title(window).startsWith(title)) {
              found[0] = window;
            }
          }
          return found[0] != null;
        });
    return found[0];
  }

  private static String title(Window window) {
    if (window instanceof Frame frame) {
      return frame.getTitle();
    }
    return window instanceof Dialog dialog ? dialog.getTitle() : "";
  }

  private void shoot(Window window, String name) throws Exception {
    SwingUtilities.invokeAndWait(window::toFront);
    Thread.sleep(1500);
    Point corner = window.getLocationOnScreen();
    BufferedImage picture =
        robot.createScreenCapture(
            new Rectangle(corner.x, corner.y, window.getWidth(), window.getHeight()));
    picture = picture.getSubimage(0, 0, picture.getWidth(), usedHeight(picture));
    ImageIO.write(picture, "png", new File(pictures, name + ".png"));
    System.out.println("SHOT " + name + " " + window.getSize());
  }

  /** Without the empty rows at the bottom. */
  private static int usedHeight(BufferedImage picture) {
    int width = picture.getWidth();
    for (int y = picture.getHeight() - 3; y > 0; y--) {
      for (int x = 4; x < width - 4; x++) {
        if (picture.getRGB(x, y) != picture.getRGB(4, y)) {
          return Math.min(picture.getHeight(), y + 12);
        }
      }
    }
    return picture.getHeight();
  }

  private static List<Component> all(Container container) {
    List<Component> all = new ArrayList<>();
    for (Component child : container.getComponents()) {
      all.add(child);
      if (child instanceof Container inner) {
        all.addAll(all(inner));
      }
    }
    return all;
  }

  /** The first component of a kind after the label that begins with a text. */
  private static <C> C after(Window window, String label, Class<C> kind) {
    boolean passed = false;
    for (Component component : all(window)) {
      if (component instanceof JLabel text && String.valueOf(text.getText()).startsWith(label)) {
        passed = true;
      } else if (passed && kind.isInstance(component)) {
        return kind.cast(component);
      }
    }
    throw new IllegalStateException("There is no field \"" + label + "\".");
  }

  private static void type(Window dialog, String label, String value) throws Exception {
    JTextField field = after(dialog, label, JTextField.class);
    SwingUtilities.invokeAndWait(
        () -> {
          field.setText(value);
          Component spinner = SwingUtilities.getAncestorOfClass(JSpinner.class, field);
          if (spinner instanceof JSpinner number) {
            try {
              number.commitEdit();
            } catch (java.text.ParseException e) {
              throw new IllegalStateException(e);
            }
          } else {
            field.postActionEvent();
          }
        });
    System.out.println("TYPED " + label + " = " + field.getText());
  }

  private static void tick(Window dialog, String label, boolean on) throws Exception {
    AbstractButton box = after(dialog, label, AbstractButton.class);
    if (box.isSelected() != on) {
      SwingUtilities.invokeAndWait(box::doClick);
    }
  }

  private static void press(Window window, String label) throws Exception {
    for (Component component : all(window)) {
      if (component instanceof AbstractButton button && label.equals(button.getText())) {
        SwingUtilities.invokeLater(button::doClick);
        return;
      }
    }
    throw new IllegalStateException("There is no button \"" + label + "\".");
  }

  private static void ok(Window dialog) throws Exception {
    press(dialog, "OK");
    until(() -> !dialog.isShowing());
  }

  private static void say(String when, Window dialog) throws Exception {
    settleReadOut(dialog);
    System.out.println("SAID " + when + ": " + readOut(dialog));
  }

  /** The second message of a dialog. */
  private static String readOut(Window dialog) {
    List<String> texts = new ArrayList<>();
    for (Component component : all(dialog)) {
      if (component instanceof javax.swing.JEditorPane pane) {
        texts.add(pane.getText().replaceAll("(?s)<[^>]*>|&nbsp;", " ").replaceAll("\\s+", " "));
      }
    }
    return texts.get(1);
  }
}
