package io.github.veil.evaluate.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veil.evaluate.attack.PrivacyVerdict.Outcome;
import io.github.veil.privacy.AttackBound;
import io.github.veil.privacy.PrivacyUnit;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real trainings on 50 patches, from a seed that was fixed before the first run. What several seeds
 * give is in docs/attacks.md.
 */
@Tag("slow")
class FiftyPatchesTest {

  private static final AttackBound CLAIM = new AttackBound(FiftyPatches.EPSILON, 1e-5);

  @TempDir static Path folder;

  private static FiftyPatches fifty;

  @BeforeAll
  static void cut() throws IOException {
    fifty = new FiftyPatches(1);
  }

  @Test
  void overfittedModel_givesItsTrainingPatchesAway(TestReporter reporter) throws IOException {
    Path model = fifty.overfit(folder.resolve("overfitted"));

    MembershipAttack logan = fifty.logan(model);

    report(reporter, logan);
    report(reporter, fifty.distance(model));
    assertTrue(logan.roc().auc() > 0.9, "AUC " + logan.roc().auc());
    assertTrue(logan.auc().low() > 0.5, "lower limit " + logan.auc().low());
  }

  @Test
  void privateModel_isNoBetterThanGuessingForTheAttacker(TestReporter reporter)
      throws IOException {
    Path model = fifty.trainPrivately(folder.resolve("private"));

    for (MembershipAttack attack : new MembershipAttack[] {fifty.logan(model), fifty.distance(model)}) {
      report(reporter, attack);
      assertTrue(attack.auc().contains(0.5), attack.name() + " " + attack.auc());
      assertEquals(
          Outcome.NO_LEAK_FOUND, PrivacyVerdict.of(attack, CLAIM, PrivacyUnit.PATCH).outcome());
    }
  }

  @Test
  void freshPatients_areNoBetterThanGuessingForTheAttacker(TestReporter reporter) {
    MembershipAttack attack = fifty.distanceToFreshPatients();

    report(reporter, attack);
    assertTrue(attack.auc().contains(0.5), attack.auc().toString());
  }

  private static void report(TestReporter reporter, MembershipAttack attack) {
    reporter.publishEntry(
        attack.name(), "AUC %.3f, 95 %% %s".formatted(attack.roc().auc(), attack.auc()));
  }
}
