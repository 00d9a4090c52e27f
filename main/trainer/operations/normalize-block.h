// A convolution's bias, ReLU, dropout, batch normalisation, ReLU and max pooling as functions over whole
// batches, and of grey images the convolution itself: normalize-block.c as training has them, apply-block.c
// as prediction does.

#ifndef NEGATOSCOPE_NORMALIZE_BLOCK_H
#define NEGATOSCOPE_NORMALIZE_BLOCK_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The side of the filters of a convolution that is done here.
enum { filter_side = 3 };

// Sizes of a convolution's output in the order of its values: images, rows, columns, channels.
typedef struct {
  int64_t images;
  int64_t height;
  int64_t width;
  int64_t channels;
} BatchShape;

// Which steps a block has. Batch normalisation it always has.
typedef struct {
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

// What comes to a block.
typedef struct {
  // A convolution's output without its bias; where there is a filter, images of one channel, which are
  // convolved one step at a time with a row and column of zeros around them.
  const float* values;
  const float* filter;  // [3, 3, 1, channels] or null
  const float* bias;    // a channel each, or null
} BlockInput;

// The rest of a forward pass. Arrays of a channel each where nothing else is said.
typedef struct {
  const float* gamma;
  const float* beta;
  float* output;    // pooled shape
  float* kept;      // pooled shape; what normalisation was given, at the places that pooling kept. Null
                    // without pooling
  uint8_t* places;  // pooled shape; which cell of the window that was, 0 to 3 in row order. Null without
                    // pooling
  float* mean;
  float* variance;  // by n
} ForwardArrays;

// The rest of a backward pass; up to `places` as the forward pass had or gave them.
typedef struct {
  const float* gamma;
  const float* mean;
  const float* variance;
  const float* output;  // read where rectifies_after is
  const float* kept;
  const uint8_t* places;
  const float* output_gradient;  // pooled shape
  float* input_gradient;         // null where there is a filter
  float* filter_gradient;        // as the filter; null where there is none
  float* bias_gradient;          // null where there is no bias
  float* gamma_gradient;
  float* beta_gradient;
} BackwardArrays;

// The rest of a pass that predicts, by averages instead of the batch's own mean and variance.
typedef struct {
  const float* gamma;
  const float* beta;
  const float* mean;
  const float* variance;
  float* output;  // pooled shape
} ApplyArrays;

// They return false where there is no memory for what they keep meanwhile: some values a channel and image,
// and the images with their zeros.
bool normalize_block_forward(const BatchShape* shape, const BlockSteps* steps, const BlockInput* input,
                             const ForwardArrays* arrays);
bool normalize_block_backward(const BatchShape* shape, const BlockSteps* steps, const BlockInput* input,
                              const BackwardArrays* arrays);
// Does no dropout.
bool apply_block(const BatchShape* shape, const BlockSteps* steps, const BlockInput* input,
                 const ApplyArrays* arrays);

#ifdef __cplusplus
}
#endif

#endif
