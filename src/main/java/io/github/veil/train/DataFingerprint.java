/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.train;

import io.github.veil.patch.PatchSource;
import io.github.veil.train.condition.ConditionTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of all training images and the patients they belong to. It tells whether a resumed run or
 * a shared ledger speaks of the same data. It is kept in checkpoints, which are confidential; a
 * ledger keeps a keyed form of it.
 */
public final class DataFingerprint {

  private final MessageDigest digest;

  /** Of nothing yet. */
  public DataFingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256.", e);
    }
  }

  static String of(PatchSource patches) {
    DataFingerprint fingerprint = new DataFingerprint();
    float[] pixels = new float[patches.channels() * patches.size() * patches.size()];
    for (int i = 0; i < patches.count(); i++) {
      patches.read(i, pixels, 0);
      fingerprint.add(pixels);
    }
    patches.rows().forEach(row -> fingerprint.add(row.patient()));
    return fingerprint.toHex();
  }

  /** Of what the patch table says of the patches' conditions. */
  static String of(ConditionTable conditions) {
    DataFingerprint fingerprint = new DataFingerprint();
    float[] code = new float[conditions.schema().width()];
    for (int i = 0; i < conditions.count(); i++) {
      conditions.read(i, code, 0);
      fingerprint.add(code);
    }
    return fingerprint.toHex();
  }

  /** Takes numbers into account, for instance an image. */
  public void add(float[] pixels) {
    ByteBuffer bytes = ByteBuffer.allocate(pixels.length * Float.BYTES);
    bytes.asFloatBuffer().put(pixels);
    digest.update(bytes.array());
  }

  /** Takes a name into account. */
  public void add(String name) {
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  /** 64 hexadecimal digits; ends the computation. */
  public String toHex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
