// Some neighbouring channels at a time, by the vectors of GCC and Clang: as many as a register holds of the
// processors that this is compiled for.

#ifndef NEGATOSCOPE_LANES_H
#define NEGATOSCOPE_LANES_H

#include <stdint.h>
#include <string.h>

#define ALWAYS_INLINE static inline __attribute__((always_inline))

#ifdef __AVX512F__
enum { lane_count = 16 };
#define LANE_NUMBERS {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}
#else
enum { lane_count = 8 };
#define LANE_NUMBERS {0, 1, 2, 3, 4, 5, 6, 7}
#endif

typedef float Lanes __attribute__((vector_size(lane_count * sizeof(float))));
typedef int32_t WholeLanes __attribute__((vector_size(lane_count * sizeof(int32_t))));
typedef uint32_t BitLanes __attribute__((vector_size(lane_count * sizeof(uint32_t))));
typedef uint8_t ByteLanes __attribute__((vector_size(lane_count)));

ALWAYS_INLINE Lanes spread(float value) { return value - (Lanes){0}; }

// Reads `count` values, at most all lanes; the others are 0.
ALWAYS_INLINE Lanes read_lanes(const float* from, int64_t count) {
  Lanes lanes = {0};
  if (count == lane_count)
    memcpy(&lanes, from, sizeof lanes);
  else
    memcpy(&lanes, from, (size_t)count * sizeof(float));
  return lanes;
}

ALWAYS_INLINE void write_lanes(float* to, Lanes lanes, int64_t count) {
  if (count == lane_count)
    memcpy(to, &lanes, sizeof lanes);
  else
    memcpy(to, &lanes, (size_t)count * sizeof(float));
}

ALWAYS_INLINE WholeLanes read_bytes(const uint8_t* from, int64_t count) {
  ByteLanes bytes = {0};
  if (count == lane_count)
    memcpy(&bytes, from, sizeof bytes);
  else
    memcpy(&bytes, from, (size_t)count);
  return __builtin_convertvector(bytes, WholeLanes);
}

ALWAYS_INLINE void write_bytes(uint8_t* to, WholeLanes lanes, int64_t count) {
  const ByteLanes bytes = __builtin_convertvector(lanes, ByteLanes);
  if (count == lane_count)
    memcpy(to, &bytes, sizeof bytes);
  else
    memcpy(to, &bytes, (size_t)count);
}

// `kept` where the mask's lanes are set, else 0.
ALWAYS_INLINE Lanes keep_where(WholeLanes mask, Lanes kept) { return (Lanes)(mask & (WholeLanes)kept); }

ALWAYS_INLINE Lanes choose(WholeLanes mask, Lanes yes, Lanes no) {
  return (Lanes)((mask & (WholeLanes)yes) | (~mask & (WholeLanes)no));
}

// The bits that turn a value's sign over where `is_turned` is.
ALWAYS_INLINE WholeLanes to_sign_bits(WholeLanes is_turned) { return is_turned & INT32_MIN; }

// Values with the given bits turned over.
ALWAYS_INLINE Lanes turn_bits(Lanes values, WholeLanes bits) { return (Lanes)((WholeLanes)values ^ bits); }

// 0 where a value is below it. What is not a number stays so.
ALWAYS_INLINE Lanes rectify(Lanes values) { return keep_where(~(values < spread(0)), values); }

// Adds to sums in double precision.
ALWAYS_INLINE void add_to_sums(double* sums, Lanes added, int64_t count) {
  for (int64_t lane = 0; lane < count; lane += 1) sums[lane] += added[lane];
}

#endif
