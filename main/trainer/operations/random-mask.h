// Dropout's mask as a function of where a value stands, so that going backward draws it again instead of
// keeping it.

#ifndef NEGATOSCOPE_RANDOM_MASK_H
#define NEGATOSCOPE_RANDOM_MASK_H

#include "lanes.h"

// "lowbias32", a bijection of 32 bits found by Chris Wellons's hash-prospector (public domain), whose output
// bits each change with nearly half the chance when any input bit does.
#define MIX_BITS(bits)      \
  do {                      \
    (bits) ^= (bits) >> 16; \
    (bits) *= 0x21f0aaadu;  \
    (bits) ^= (bits) >> 15; \
    (bits) *= 0xd35a2d97u;  \
    (bits) ^= (bits) >> 15; \
  } while (0)

// A dropout of one layer at one step.
typedef struct {
  uint32_t first_key;
  uint32_t second_key;
  // The least 16 bits by which a value is kept: a rate is held to within 1 / 65,536.
  int32_t cut;
  // What a kept value is multiplied by.
  float scale;
} RandomMask;

// The mask of a layer, told by its seed, at a step: neither two steps nor two layers share their numbers.
static inline RandomMask make_random_mask(float rate, uint32_t seed, uint32_t step) {
  RandomMask mask = {seed, seed ^ 0x9e3779b9u, (int32_t)(rate * 65536 + 0.5f), rate < 1 ? 1 / (1 - rate) : 0};
  MIX_BITS(mask.first_key);
  MIX_BITS(mask.second_key);
  uint32_t stepped = step + 0x85ebca6bu;
  MIX_BITS(stepped);
  mask.first_key += step;
  mask.second_key ^= stepped;
  MIX_BITS(mask.first_key);
  MIX_BITS(mask.second_key);
  return mask;
}

// One number of 32 bits decides on a channel of two cells that lie side by side: its lower 16 bits on the
// left one, its upper on the right one.
ALWAYS_INLINE BitLanes draw_bits(const RandomMask* mask, int64_t pair, int64_t channels,
                                 int64_t first_channel) {
  BitLanes bits = (BitLanes)LANE_NUMBERS + (mask->first_key + (uint32_t)(pair * channels + first_channel));
  // Mixed like MIX_BITS, with the second key half-way, so that no step's numbers are another's moved along.
  bits ^= bits >> 16;
  bits *= 0x21f0aaadu;
  bits ^= (bits >> 15) ^ mask->second_key;
  bits *= 0xd35a2d97u;
  bits ^= bits >> 15;
  return bits;
}

// What the values of a cell are multiplied by: 0, or 1 / (1 - rate).
ALWAYS_INLINE Lanes read_mask(const RandomMask* mask, BitLanes bits, int64_t column) {
  const WholeLanes drawn = (WholeLanes)(column % 2 == 0 ? bits & 0xffffu : bits >> 16);
  return keep_where(drawn >= mask->cut, spread(mask->scale));
}

#endif
