/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.veil.evaluate.GoldenFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MetricsAttackTest {

  @TempDir Path folder;

  @Test
  void attack_goldenTriples_printsTheReferenceValues() throws Exception {
    JsonNode triples = new GoldenFiles("privacy").expected().get("triples");
    for (JsonNode triple : triples) {
      StringWriter out = new StringWriter();
      int status =
          new CommandLine(new MetricsAttack())
              .setOut(new PrintWriter(out))
              .execute(
                  golden(triple, "train"), golden(triple, "holdout"), golden(triple, "synthetic"));
      assertEquals(0, status);
      JsonNode line = new ObjectMapper().readTree(out.toString());
      JsonNode attack = triple.get("attack");
      assertEquals(attack.get("auc").asDouble(), line.get("auc").asDouble(), 1e-15);
      assertEquals(
          attack.get("tpr_at_1pct_fpr").asDouble(), line.get("tpr_at_1pct_fpr").asDouble(), 1e-15);
      assertMedian(triple.get("dcr_train"), line.get("dcr_train_median"));
      assertMedian(triple.get("dcr_holdout"), line.get("dcr_holdout_median"));
      assertMedian(triple.get("nndr_train"), line.get("nndr_train_median"));
      assertMedian(triple.get("nndr_holdout"), line.get("nndr_holdout_median"));
    }
  }

  @Test
  void attack_otherColumns_isRefusedInASentence() throws Exception {
    Path two = Files.writeString(folder.resolve("two.csv"), "1,2\n3,4\n");
    Path one = Files.writeString(folder.resolve("one.csv"), "1\n3\n");
    StringWriter err = new StringWriter();
    int status =
        new CommandLine(new MetricsAttack())
            .setExecutionExceptionHandler(
                (problem, line, parsed) -> {
                  err.write(Sentences.of(problem));
                  return Sentences.status(problem);
                })
            .execute(two.toString(), one.toString(), two.toString());
    assertEquals(2, status);
    assertTrue(err.toString().contains("both must come from the same encoder"), err.toString());
  }

  private static void assertMedian(JsonNode expected, JsonNode actual) {
    double median = expected.get("median").asDouble();
    assertEquals(median, actual.asDouble(), 1e-12 * median);
  }

  private static String golden(JsonNode triple, String key) throws Exception {
    String name = "/golden/privacy/" + triple.get(key).asText();
    return Path.of(MetricsAttackTest.class.getResource(name).toURI()).toString();
  }
}
