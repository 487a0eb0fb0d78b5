/*
 * Veil: private synthetic MRI inside Fiji.
 * Copyright (c) 2026 Veil developers.
 * SPDX-License-Identifier: BSD-2-Clause
 */
package io.github.veil.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * All randomness of one run. A 256-bit key is split by purpose ("sampling", "noise", "latent",
 * "weights", …) and by index (the step), and every pair gives an independent AES-256-CTR key
 * stream. So the state of all generators in a run is the key and the step number, a resumed run
 * draws what an uninterrupted one would have drawn, and the privacy noise comes from a
 * cryptographic generator.
 *
 * <p>{@link #secure()} is keyed by {@link SecureRandom}. {@link #seeded(long)} is for
 * reproducibility only: who knows the seed knows the noise, so nothing drawn from it is private.
 *
 * <p>Immutable and safe for use by several threads; each generator it hands out is not.
 */
public final class RandomSource {

  private final byte[] key;
  private final boolean secure;

  private RandomSource(byte[] key, boolean secure) {
    this.key = key;
    this.secure = secure;
  }

  /** A source keyed by the operating system's entropy. */
  public static RandomSource secure() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new RandomSource(key, true);
  }

  /** The same seed gives the same numbers, on every machine: reproducible and not private. */
  public static RandomSource seeded(long seed) {
    byte[] key = sha256("veil seed".getBytes(StandardCharsets.UTF_8), longBytes(seed));
    return new RandomSource(key, false);
  }

  /**
   * The source that a seed field asks for: {@link #secure()} when it is blank, else {@link
   * #seeded(long)}.
   *
   * @throws IllegalArgumentException if the text is neither blank nor a whole number
   */
  public static RandomSource ofSeed(String text) {
    requireSeed(text);
    return text.isBlank() ? secure() : seeded(Long.parseLong(text.strip()));
  }

  /** Throws unless a seed field is blank or a whole number. */
  public static void requireSeed(String text) {
    Require.that(text != null, "The seed must be blank or a whole number.");
    try {
      if (!text.isBlank()) {
        Long.parseLong(text.strip());
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The seed must be blank (secure randomness) or a whole number, but is \"" + text + "\".");
    }
  }

  /**
   * Continues a source from the {@link #key()} that a checkpoint kept.
   *
   * @param key 32 bytes
   * @param secure whether the key came from {@link #secure()}
   */
  public static RandomSource restored(byte[] key, boolean secure) {
    Require.that(key.length == 32, "A random key has 32 bytes, but this one has %d.", key.length);
    return new RandomSource(key.clone(), secure);
  }

  /** The secret: whoever has it can subtract the privacy noise. */
  public byte[] key() {
    return key.clone();
  }

  /** Whether the key came from {@link SecureRandom} rather than from a seed. */
  public boolean isSecure() {
    return secure;
  }

  /** The generator for {@code purpose}: the same arguments always give the same numbers. */
  public KeyStream generator(String purpose, long index) {
    byte[] derived = sha256(key, longBytes(index), purpose.getBytes(StandardCharsets.UTF_8));
    return new KeyStream(derived);
  }

  /** A source of its own for one part of the work, for instance one patient. */
  public RandomSource split(String purpose) {
    byte[] derived = sha256(key, longBytes(-1), purpose.getBytes(StandardCharsets.UTF_8));
    return new RandomSource(derived, secure);
  }

  private static byte[] longBytes(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no SHA-256.", e);
    }
  }
}
