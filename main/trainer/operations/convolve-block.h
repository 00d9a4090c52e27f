// The first convolution of a grey image with what follows it, as prediction has them. See convolve-block.c.

#ifndef NEGATOSCOPE_CONVOLVE_BLOCK_H
#define NEGATOSCOPE_CONVOLVE_BLOCK_H

#include "normalize-block.h"

#ifdef __cplusplus
extern "C" {
#endif

// The side of the filters.
enum { filter_side = 3 };

typedef struct {
  const float* input;   // images of one channel
  const float* filter;  // [3, 3, 1, channels]
  const float* bias;    // null where has_bias is not
  // What a value is multiplied by, and what is added then.
  const float* scale;
  const float* shift;
  float* output;  // pooled shape
} ConvolveArrays;

// Convolves images with a row and column of zeros around them, one step at a time, and does the steps of the
// block but dropout. `shape` is of the convolution's output. Returns false where there is no memory for the
// images with their zeros.
bool convolve_block(const BatchShape* shape, const BlockSteps* steps, const ConvolveArrays* arrays);

#ifdef __cplusplus
}
#endif

#endif
