/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.patch.PatchRow;
import io.github.veil.patch.PatchSetInfo;
import io.github.veil.patch.PatchSetWriter;
import io.github.veil.patch.PixelSize;
import io.github.veil.privacy.AccountedSteps;
import io.github.veil.privacy.Ledger;
import io.github.veil.train.ModelCard;
import io.github.veil.train.ModelZip;
import io.github.veil.train.condition.ConditionHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** Conditional models through the front door: images with labels, classes, ages. */
class TrainConditionalGanTest {

  private static final int SIZE = 32;

  @TempDir static Path folder;

  private static Context context;
  private static Path patches;

  /** 64 patches; L3 has three of them, one patch has no class and one no age. */
  @BeforeAll
  static void writePatches() throws Exception {
    context = new Context();
    patches = folder.resolve("patches.tif");
    PatchSetWriter.write(
        patches,
        false,
        SIZE,
        2,
        writer -> {
          for (int i = 0; i < 64; i++) {
            float[] patch = new float[2 * SIZE * SIZE];
            for (int k = 0; k < patch.length; k++) {
              patch[k] = (k % SIZE + i) % SIZE < 6 ? 1 : -1;
            }
            String level = i == 0 ? "" : i < 4 ? "L3" : "L" + (1 + i % 2);
            Map<String, String> age = Map.of("age", i == 5 ? "" : Integer.toString(20 + i));
            writer.add(patch, new PatchRow(0, "P" + i / 8, 0, 16, 16, true, 0.2, level, age));
          }
          PixelSize size = new PixelSize(1, 1, 1, "mm");
          return PatchSetInfo.generated(writer.count(), SIZE, 2, size);
        });
  }

  @AfterAll
  static void dispose() {
    context.dispose();
  }

  private static CommandModule train(String name, Object... more) throws Exception {
    Object[] fixed = {
      "patches", patches.toString(),
      "output", folder.resolve(name).toString(),
      "iterations", 3,
      "batch_size", 8,
      "generator_width", 4,
      "critic_width", 4,
      "latent", 8,
      "show", false
    };
    Object[] all = Stream.of(fixed, more).flatMap(Stream::of).toArray();
    return context.service(CommandService.class).run(TrainPrivateGan.class, true, all).get();
  }

  @Test
  void train_withoutPrivacy_modelKnowsClassesAgesAndTheirFrequencies() throws Exception {
    assertNull(
        train(
                "plain",
                "privacy",
                false,
                "kind",
                "conditional (auxiliary classifier)",
                "conditions",
                "class; age")
            .getCancelReason());
    ModelCard card = ModelZip.card(folder.resolve("plain/model.zip"));
    assertEquals(ConditionHead.AUXILIARY, card.config().conditioning().head());
    assertEquals(List.of("L1", "L2", "L3"), card.conditions().attribute("class").levels());
    assertEquals(
        List.of(30 / 63.0, 30 / 63.0, 3 / 63.0),
        card.conditions().attribute("class").frequencies());
    assertEquals(20, card.conditions().attribute("age").low());
    assertEquals(2, card.channels(), "images and their labels are conditioned together");
  }

  @Test
  void train_privateWithNoisyCounts_chargesThemAndNamesThem() throws Exception {
    assertNull(
        train(
                "noisy",
                "target_epsilon",
                3,
                "kind",
                "conditional (projection critic)",
                "frequencies",
                "noisy",
                "adaptive_critic",
                true)
            .getCancelReason());
    Path results = folder.resolve("noisy");
    List<AccountedSteps> history = Ledger.verify(results.resolve("privacy.ledger")).history();
    assertEquals(new AccountedSteps(1, 10, 1), history.get(0));
    assertEquals(8.0 / 64, history.get(1).samplingRate());
    String statement = Files.readString(results.resolve("privacy.txt")).replaceAll("\\s+", " ");
    assertTrue(statement.contains("was counted once, with Gaussian noise"), statement);
    assertTrue(statement.contains("were read from the patch table"), statement);
    List<Double> frequencies =
        ModelZip.card(results.resolve("model.zip")).conditions().attribute("class").frequencies();
    assertFalse(frequencies.contains(30 / 63.0), "exact counts must not be in a private model");
  }

  @Test
  void train_privateByDefault_asksForClassesUniformly() throws Exception {
    assertNull(
        train("uniform", "target_epsilon", 3, "kind", "conditional (projection critic)")
            .getCancelReason());
    Path results = folder.resolve("uniform");
    assertEquals(1, Ledger.verify(results.resolve("privacy.ledger")).history().size());
    double third = 1 / 3.0;
    assertEquals(
        List.of(third, third, third),
        ModelZip.card(results.resolve("model.zip")).conditions().attribute("class").frequencies());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "false | class; weight | auto | has no column \"weight\"",
        "true | class; age | auto | the range of \"age\" must be given",
        "true | class | table | exact counts of patients' images",
        "true | class | L1=1, L9=2 | There is no class \"L9\" here; choose one of L1, L2, L3",
        "false | class=L1,L2 | auto | There is no class \"L3\" here",
        "false | | auto | needs at least one attribute"
      })
  void train_conditionsThatDoNotFit_sayWhatToDo(
      boolean isPrivate, String conditions, String frequencies, String sentence) throws Exception {
    CommandModule module =
        train(
            "refused",
            "privacy",
            isPrivate,
            "kind",
            "conditional (projection critic)",
            "conditions",
            conditions == null ? "" : conditions,
            "frequencies",
            frequencies);
    assertTrue(module.isCanceled());
    assertTrue(module.getCancelReason().contains(sentence), module.getCancelReason());
    assertFalse(Files.exists(folder.resolve("refused/model.zip")));
  }

  private static String readOut(boolean isPrivate, String conditions, String frequencies)
      throws Exception {
    GanOptions options =
        new GanOptions(
            "quick look",
            new GanOptions.Privacy(isPrivate, 8, 0, 0, "patch", 0, 0, "flat", "RDP"),
            new GanOptions.Schedule(4, 0, 0, 0),
            new GanOptions.Optimization("preset", "preset", 0, 0, 0, 0, 8, true, 0, 0),
            new GanOptions.Networks(0, 0, 0),
            "",
            new GanOptions.Conditional(GanOptions.Conditional.PROJECTION, conditions, frequencies));
    return String.join(
        "|", new TrainingReadOut().of(options.config(), patches.toString(), null, false));
  }

  @Test
  void readOut_saysWhatTheModelIsToldAndHowBalancedItIs() throws Exception {
    String plain = readOut(false, "class; age", "");
    assertTrue(plain.contains("class of 3, L1 to L3 (4.8 to 47.6 % of the patches)"), plain);
    assertTrue(plain.contains("age from 20.0 to 83.0; drawn as often as they are"), plain);
    assertTrue(plain.contains("critic steps adaptive, 1 on average"), plain);
    String hidden = readOut(true, "class", "");
    assertTrue(hidden.contains("class of 3, L1 to L3; all drawn equally often"), hidden);
    assertFalse(hidden.contains("% of the patches"), hidden);
    String noisy = readOut(true, "class", "noisy");
    assertTrue(noisy.contains("a noisy, charged count"), noisy);
    assertTrue(noisy.contains("with all else that is or will be in the ledger"), noisy);
  }
}
