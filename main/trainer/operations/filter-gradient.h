// The gradient of a convolution's filter: see filter-gradient.c.

#ifndef NEGATOSCOPE_FILTER_GRADIENT_H
#define NEGATOSCOPE_FILTER_GRADIENT_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A convolution of stride 1. Rows and columns of zeros lie around the input as far as the output's sides ask
// for them.
typedef struct {
  int64_t images;
  int64_t height;
  int64_t width;
  int64_t channels;
  int64_t output_height;
  int64_t output_width;
  int64_t filters;
  int64_t kernel_height;
  int64_t kernel_width;
  // Rows of zeros above the input, and columns of them to its left.
  int64_t top;
  int64_t left;
} ConvolutionShape;

// `input` is [images, height, width, channels], `output_gradient` [images, output_height, output_width,
// filters] and `filter_gradient`, which is written, [kernel_height, kernel_width, channels, filters]. Returns
// false where there is no memory for the sums.
bool compute_filter_gradient(const ConvolutionShape* shape, const float* input, const float* output_gradient,
                             float* filter_gradient);

#ifdef __cplusplus
}
#endif

#endif
