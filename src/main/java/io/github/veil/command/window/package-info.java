/**
 * The window of a training: losses, a preview, the privacy spent, and buttons to pause, finish and
 * cancel. Any training command opens it by {@link
 * io.github.veil.command.window.TrainingMonitor#open}; without a screen no Swing class is loaded.
 */
package io.github.veil.command.window;
