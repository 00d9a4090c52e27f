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

// Which of a cell's numbers decides on each lane, and by which bits: one of 32 bits decides on two channels,
// the lower 16 on one of the first half and the upper 16 on one of the second.
typedef struct {
  BitLanes number;
  BitLanes shift;
} MaskLanes;

ALWAYS_INLINE MaskLanes find_mask_lanes(int64_t first_channel, int64_t channels) {
  const uint32_t half = (uint32_t)((channels + 1) / 2);
  const BitLanes channel = (BitLanes){0, 1, 2, 3, 4, 5, 6, 7} + (uint32_t)first_channel;
  const BitLanes is_second = (BitLanes)(channel >= half);
  const MaskLanes lanes = {channel - (is_second & half), is_second & 16};
  return lanes;
}

// What each value of a cell is multiplied by: 0, or 1 / (1 - rate).
ALWAYS_INLINE Lanes draw_mask(const RandomMask* mask, const MaskLanes* lanes, int64_t cell,
                              int64_t channels) {
  const uint32_t place = (uint32_t)(cell * ((channels + 1) / 2));
  // Mixed like MIX_BITS, with the second key half-way, so that no step's numbers are another's moved along.
  BitLanes bits = lanes->number + (place + mask->first_key);
  bits ^= bits >> 16;
  bits *= 0x21f0aaadu;
  bits ^= (bits >> 15) ^ mask->second_key;
  bits *= 0xd35a2d97u;
  bits ^= bits >> 15;
  const WholeLanes drawn = (WholeLanes)((bits >> lanes->shift) & 0xffffu);
  return keep_where(drawn >= mask->cut, spread(mask->scale));
}

#endif
