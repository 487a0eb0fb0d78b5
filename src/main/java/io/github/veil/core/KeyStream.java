/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.security.GeneralSecurityException;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random numbers that nobody can tell from others without the key: AES-256 in counter mode over
 * zeros, read as longs. Made by a {@link RandomSource}; for one thread.
 */
public final class KeyStream implements RandomGenerator {

  private static final byte[] ZEROS = new byte[8192];

  private final Cipher cipher;
  private final byte[] block = new byte[ZEROS.length];
  private final LongBuffer words =
      ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();

  /**
   * @param key 32 bytes
   */
  KeyStream(byte[] key) {
    words.position(words.limit());
    try {
      cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no AES in counter mode.", e);
    }
  }

  @Override
  public long nextLong() {
    if (!words.hasRemaining()) {
      refill();
    }
    return words.get();
  }

  /** The next {@code count} numbers, which {@link #nextLong} would give one by one. */
  public void nextLongs(long[] target, int count) {
    int done = 0;
    while (done < count) {
      if (!words.hasRemaining()) {
        refill();
      }
      int length = Math.min(count - done, words.remaining());
      words.get(target, done, length);
      done += length;
    }
  }

  private void refill() {
    try {
      cipher.update(ZEROS, 0, ZEROS.length, block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES failed.", e);
    }
    words.rewind();
  }
}
