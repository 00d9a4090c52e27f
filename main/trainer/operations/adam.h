// An update of weights by Adam: see adam.c.

#ifndef NEGATOSCOPE_ADAM_H
#define NEGATOSCOPE_ADAM_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
  // Corrected for the moments' beginning at 0.
  float rate;
  float first_decay;
  float second_decay;
  float epsilon;
} AdamSettings;

// Arrays of as many values as there are weights: four that are read, and three that are written.
typedef struct {
  const float* weights;
  const float* gradient;
  const float* first_moments;
  const float* second_moments;
  float* moved_weights;
  float* moved_first_moments;
  float* moved_second_moments;
} AdamArrays;

void move_by_adam(int64_t count, const AdamSettings* settings, const AdamArrays* arrays);

#ifdef __cplusplus
}
#endif

#endif
