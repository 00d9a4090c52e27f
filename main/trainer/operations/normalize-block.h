// What follows a convolution, as two functions over whole batches: bias, ReLU, dropout, batch normalisation,
// ReLU and max pooling. See normalize-block.c.

#ifndef NEGATOSCOPE_NORMALIZE_BLOCK_H
#define NEGATOSCOPE_NORMALIZE_BLOCK_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Sizes of a batch in the order of its values: images, rows, columns, channels.
typedef struct {
  int64_t images;
  int64_t height;
  int64_t width;
  int64_t channels;
} BatchShape;

// Which steps a block has. Batch normalisation it always has.
typedef struct {
  bool has_bias;
  bool rectifies_before;
  bool rectifies_after;
  // 1: none; 2: windows of 2 x 2 side by side, an odd last row or column left out.
  int64_t pool_size;
  // Share of values that dropout takes away, before normalisation; 0: none.
  float dropout_rate;
  float epsilon;
  // Of dropout's mask: the layer's seed in this run, and the step.
  uint32_t seed;
  uint32_t step;
} BlockSteps;

// All of a forward pass. Arrays of a channel each where nothing else is said.
typedef struct {
  const float* input;  // a convolution's, without its bias
  const float* bias;   // null where has_bias is not
  const float* gamma;
  const float* beta;
  float* output;  // pooled shape
  float* kept;    // pooled shape; what normalisation was given, at the places that pooling kept. Null without
                  // pooling
  uint8_t*
      places;  // pooled shape; which cell of the window that was, 0 to 3 in row order. Null without pooling
  float* mean;
  float* variance;  // by n
} ForwardArrays;

// All of a backward pass; the first five as the forward pass had or gave them.
typedef struct {
  const float* input;
  const float* bias;
  const float* gamma;
  const float* mean;
  const float* variance;
  const float* output;  // read where rectifies_after is
  const float* kept;
  const uint8_t* places;
  const float* output_gradient;  // pooled shape
  float* input_gradient;
  float* bias_gradient;  // null where has_bias is not
  float* gamma_gradient;
  float* beta_gradient;
} BackwardArrays;

// All of a pass that predicts: by averages instead of the batch's own mean and variance, and without dropout.
typedef struct {
  const float* input;
  const float* bias;
  // What a value is multiplied by, and what is added then.
  const float* scale;
  const float* shift;
  float* output;  // pooled shape
} ApplyArrays;

// They return false where there is no memory for what they keep meanwhile, a few values a channel and image.
bool normalize_block_forward(const BatchShape* shape, const BlockSteps* steps, const ForwardArrays* arrays);
bool normalize_block_backward(const BatchShape* shape, const BlockSteps* steps, const BackwardArrays* arrays);
bool apply_block(const BatchShape* shape, const BlockSteps* steps, const ApplyArrays* arrays);

#ifdef __cplusplus
}
#endif

#endif
