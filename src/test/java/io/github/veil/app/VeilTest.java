/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The launcher as a user starts it: in a process of its own. */
class VeilTest {

  private record Outcome(int status, String out, String err) {}

  @TempDir private Path folder;
  private Path macro;

  @BeforeEach
  void nameMacro() {
    macro = folder.resolve("my macro.ijm");
  }

  @Test
  void run_goodMacro_isSilentOnStandardOutputAndZero() throws Exception {
    Files.writeString(
        macro,
        """
        print("hello " + getArgument());
        newImage("in", "8-bit ramp", 30, 20, 1);
        run("Echo Image", "image=in label=out");
        saveAs("PNG", "%s/out.png");
        """
            .formatted(folder));
    Outcome outcome = veil("run", macro.toString(), "--arg", "a=1", "--arg", "b=x y");
    assertEquals(0, outcome.status(), outcome.err());
    assertEquals("", outcome.out());
    assertTrue(outcome.err().contains("hello a=1 b=[x y]"), outcome.err());
    assertTrue(outcome.err().contains("INFO  Echoing in"), outcome.err());
    assertTrue(outcome.err().contains("a library prints to standard output"), outcome.err());
    assertTrue(Files.size(folder.resolve("out.png")) > 0);
  }

  @Test
  void run_failingCommand_isOneSentenceAndOne() throws Exception {
    Files.writeString(macro, "run(\"Fail\", \"needed=/x\");");
    Outcome outcome = veil("run", macro.toString());
    assertEquals(
        new Outcome(1, "", "Macro " + macro + ", line 1: There is nothing to do.\n"), outcome);
  }

  @Test
  void run_unknownOption_isOneSentenceAndTwo() throws Exception {
    Files.writeString(macro, "run(\"Fail\", \"need=/x\");");
    Outcome outcome = veil("run", macro.toString());
    String sentence = "Fail has no option \"need\"; the nearest are needed, how.";
    assertEquals(new Outcome(2, "", "Macro " + macro + ", line 1: " + sentence + "\n"), outcome);
  }

  @Test
  void run_missingFile_isOneSentenceAndTwo() throws Exception {
    Outcome outcome = veil("run", "none.ijm");
    assertEquals(new Outcome(2, "", "The file none.ijm does not exist.\n"), outcome);
  }

  @Test
  void noArgument_runsTheQuickstartOfTheFolder() throws Exception {
    Path quickstart = folder.resolve("macros/quickstart.ijm");
    Files.createDirectories(quickstart.getParent());
    Files.writeString(quickstart, "File.saveString(\"yes\", \"" + folder + "/done.txt\");");
    assertEquals(new Outcome(0, "", ""), veil());
    assertEquals("yes", Files.readString(folder.resolve("done.txt")).strip());
  }

  @Test
  void unknownArgument_isOneSentenceAndTwo() throws Exception {
    Outcome outcome = veil("run", "--nonsense", "x.ijm");
    assertEquals(new Outcome(2, "", "Unknown option: '--nonsense'.\n"), outcome);
  }

  @Test
  void start_aMacroWithoutNetworks_loadsNoNd4jClass() throws Exception {
    Files.writeString(macro, "newImage(\"in\", \"8-bit\", 3, 2, 1); run(\"Echo Image\");");
    Path classes = folder.resolve("classes.txt");
    Outcome outcome = start(List.of("-Xlog:class+load:file=" + classes), "run", macro.toString());
    assertEquals(0, outcome.status(), outcome.err());
    String loaded = Files.readString(classes);
    assertTrue(loaded.contains("io.github.veil.app.MacroRunner"));
    assertFalse(loaded.contains("org.nd4j"), "ND4J");
    assertFalse(loaded.contains("org.deeplearning4j"), "DL4J");
    assertFalse(loaded.contains("org.bytedeco"), "JavaCPP");
  }

  @Test
  void metrics_ofTwoMasks_printsOneLineAndLoadsNoNd4jClass() throws Exception {
    Path golden = Path.of(VeilTest.class.getResource("/golden/seg").toURI());
    Path classes = folder.resolve("classes.txt");
    Outcome outcome =
        start(
            List.of("-Xlog:class+load:file=" + classes),
            "metrics",
            "segmentation",
            golden.resolve("pair_5_both_empty_gt.tif").toString(),
            golden.resolve("pair_5_both_empty_pred.tif").toString(),
            "--voxel",
            "1,1,2");
    String line =
        "{'dice':null,'jaccard':null,'sensitivity':null,'specificity':1.0,'precision':null,"
            + "'ahd_voxel':null,'bahd_voxel':null,'hd95_voxel':null,"
            + "'ahd_mm':null,'bahd_mm':null,'hd95_mm':null}\n";
    assertEquals(new Outcome(0, line.replace('\'', '"'), ""), outcome);
    String loaded = Files.readString(classes);
    assertFalse(loaded.contains("org.nd4j"), "ND4J");
    assertFalse(loaded.contains("org.bytedeco"), "JavaCPP");
  }

  @Test
  void start_help_listsEverySubcommandWithADescription() throws Exception {
    Outcome outcome = veil("--help");
    assertEquals(0, outcome.status());
    for (Class<?> type : Veil.class.getAnnotation(CommandLine.Command.class).subcommands()) {
      CommandLine.Command command = type.getAnnotation(CommandLine.Command.class);
      assertTrue(outcome.out().contains(" " + command.name() + " "), command.name());
      assertTrue(command.description().length > 0, command.name());
    }
  }

  private Outcome veil(String... arguments) throws Exception {
    return start(List.of(), arguments);
  }

  private Outcome start(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), Veil.class.getName()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("stdout.txt");
    Path err = folder.resolve("stderr.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(Redirect.to(out.toFile()))
            .redirectError(Redirect.to(err.toFile()))
            .start();
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("The launcher did not end.");
    }
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private static String classPath() {
    String path = System.getProperty("surefire.test.class.path", "");
    return path.isEmpty() ? System.getProperty("java.class.path") : path;
  }
}
