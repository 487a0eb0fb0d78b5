/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command.window;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.GridLayout;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Locale;
import java.util.function.Supplier;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JToggleButton;
import javax.swing.Timer;
import javax.swing.WindowConstants;

/** The window itself. To be used on Swing's event thread only. */
final class TrainingWindow {

  private static final int REFRESH_MILLIS = 1000;
  private static final int BAR_STEPS = 1000;

  private final JFrame frame;
  private final Supplier<TrainingNews> source;
  private final TrainingControls controls;
  private final ChartPanel chart;
  private final PreviewPanel preview = new PreviewPanel();
  private final JLabel status = new JLabel(TrainingNews.NONE.message());
  private final JProgressBar progress = new JProgressBar(0, BAR_STEPS);
  private final JProgressBar privacy = new JProgressBar(0, BAR_STEPS);
  private final JToggleButton pause = new JToggleButton("Pause");
  private final JButton finish = new JButton("Finish now");
  private final JButton cancel = new JButton("Cancel");
  private final Timer timer = new Timer(REFRESH_MILLIS, event -> refresh());

  TrainingWindow(
      String title, LossCurves curves, Supplier<TrainingNews> source, TrainingControls controls) {
    this.frame = new JFrame(title);
    this.source = source;
    this.controls = controls;
    this.chart = new ChartPanel(curves);
    frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosing(WindowEvent event) {
            askBeforeClosing();
          }
        });
    layOut();
    connect();
  }

  private void layOut() {
    JPanel pictures = new JPanel(new BorderLayout(8, 0));
    pictures.add(titled(chart, "Losses", 560, 380), BorderLayout.CENTER);
    pictures.add(titled(preview, "Preview", 300, 380), BorderLayout.EAST);
    JPanel bars = new JPanel(new GridLayout(0, 1, 0, 4));
    bars.add(status);
    bars.add(progress);
    bars.add(privacy);
    progress.setStringPainted(true);
    privacy.setStringPainted(true);
    privacy.setVisible(false);
    JPanel buttons = new JPanel(new FlowLayout(FlowLayout.RIGHT, 6, 0));
    buttons.add(pause);
    buttons.add(finish);
    buttons.add(cancel);
    JPanel south = new JPanel(new BorderLayout(0, 8));
    south.add(bars, BorderLayout.CENTER);
    south.add(buttons, BorderLayout.SOUTH);
    JPanel all = new JPanel(new BorderLayout(0, 8));
    all.setBorder(BorderFactory.createEmptyBorder(8, 10, 8, 10));
    all.add(pictures, BorderLayout.CENTER);
    all.add(south, BorderLayout.SOUTH);
    frame.setContentPane(all);
  }

  private static JComponent titled(JComponent content, String title, int width, int height) {
    content.setPreferredSize(new Dimension(width, height));
    content.setBorder(BorderFactory.createTitledBorder(title));
    return content;
  }

  private void connect() {
    pause.setToolTipText("Wait after the current step; press again to go on");
    finish.setToolTipText("Stop after the current step and write the model as it is then");
    cancel.setToolTipText("Stop and write a checkpoint to resume from, but no model");
    pause.addActionListener(event -> controls.pause(pause.isSelected()));
    finish.addActionListener(event -> end(controls::finish));
    cancel.addActionListener(event -> end(controls::cancel));
  }

  private void end(Runnable how) {
    how.run();
    refresh();
  }

  /** Closing the window does not end a training of hours by mistake. */
  private void askBeforeClosing() {
    if (controls.isEnding()) {
      close();
      return;
    }
    Object[] options = {"Train on without the window", "Finish now", "Cancel the training"};
    int choice =
        JOptionPane.showOptionDialog(
            frame,
            "The training is still running.",
            frame.getTitle(),
            JOptionPane.DEFAULT_OPTION,
            JOptionPane.QUESTION_MESSAGE,
            null,
            options,
            options[0]);
    switch (choice) {
      case 0 -> {
        controls.pause(false);
        close();
      }
      case 1 -> end(controls::finish);
      case 2 -> end(controls::cancel);
      default -> {
        // The question was closed: nothing changes.
      }
    }
  }

  private void refresh() {
    TrainingNews now = source.get();
    boolean ending = controls.isEnding();
    pause.setSelected(controls.isPaused());
    pause.setText(controls.isPaused() ? "Go on" : "Pause");
    pause.setEnabled(!ending);
    finish.setEnabled(!ending);
    cancel.setEnabled(!ending);
    status.setText(
        ending
            ? "Ending after the current step …"
            : controls.isPaused() ? "Paused. " + now.message() : now.message());
    progress.setValue(share(now.done(), now.total()));
    progress.setString("iteration %,d of %,d".formatted(now.done(), now.total()));
    refreshPrivacy(now);
    chart.refresh();
    preview.show(now.preview());
  }

  private void refreshPrivacy(TrainingNews now) {
    privacy.setVisible(!Double.isNaN(now.spent()));
    privacy.setValue(now.budget() > 0 ? share(now.spent(), now.budget()) : BAR_STEPS);
    privacy.setString(
        now.budget() > 0
            ? String.format(
                Locale.ROOT, "epsilon %.3f of %s charged", now.spent(), number(now.budget()))
            : String.format(Locale.ROOT, "epsilon %.3f charged, no budget set", now.spent()));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static int share(double part, double whole) {
    return (int) Math.round(BAR_STEPS * Math.min(1, part / whole));
  }

  void open() {
    frame.pack();
    frame.setLocationByPlatform(true);
    frame.setVisible(true);
    timer.start();
  }

  boolean isVisible() {
    return frame.isVisible();
  }

  void close() {
    timer.stop();
    frame.dispose();
  }
}
