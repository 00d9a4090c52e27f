// A convolution of one channel to many writes dozens of values for each that it reads, and what follows it
// reads them all to keep a quarter: both wait for memory. Here a window of pooling is convolved in registers,
// and only what is kept of it is written.

#include "convolve-block.h"

#include <stdlib.h>
#include <string.h>

#include "lanes.h"
#include "share-work.h"

enum { tap_count = filter_side * filter_side };

typedef struct {
  BatchShape shape;
  BlockSteps steps;
  const ConvolveArrays* arrays;
  int64_t pooled_height;
  int64_t pooled_width;
  // The images, each with zeros around it.
  float* framed;
  int64_t framed_height;
  int64_t framed_width;
} ConvolveWork;

// What some neighbouring channels are computed by.
typedef struct {
  Lanes taps[tap_count];
  Lanes bias;
  Lanes scale;
  Lanes shift;
} Channels;

ALWAYS_INLINE Channels read_channels(const ConvolveWork* work, int64_t first, int64_t count) {
  const ConvolveArrays* arrays = work->arrays;
  Channels channels;
  for (int64_t tap = 0; tap < tap_count; tap += 1) {
    channels.taps[tap] = read_lanes(arrays->filter + tap * work->shape.channels + first, count);
  }
  channels.bias = work->steps.has_bias ? read_lanes(arrays->bias + first, count) : spread(0);
  channels.scale = read_lanes(arrays->scale + first, count);
  channels.shift = read_lanes(arrays->shift + first, count);
  return channels;
}

// Convolves the cells of a window at once, so that they share what is read of the image.
ALWAYS_INLINE void convolve_window(const ConvolveWork* work, const Channels* channels, const float* corner,
                                   Lanes* cells, int64_t size) {
  for (int64_t cell = 0; cell < size * size; cell += 1) cells[cell] = channels->bias;
  for (int64_t tap = 0; tap < tap_count; tap += 1) {
    for (int64_t cell = 0; cell < size * size; cell += 1) {
      const int64_t row = tap / filter_side + cell / size;
      const int64_t column = tap % filter_side + cell % size;
      cells[cell] += channels->taps[tap] * spread(corner[row * work->framed_width + column]);
    }
  }
}

ALWAYS_INLINE void convolve_row(const ConvolveWork* work, const Channels* channels, const float* corner,
                                float* to, int64_t size, int64_t count) {
  const bool rectifies_before = work->steps.rectifies_before;
  const bool rectifies_after = work->steps.rectifies_after;
  const WholeLanes falls = channels->scale < spread(0);
  for (int64_t column = 0; column < work->pooled_width; column += 1) {
    Lanes cells[4];
    convolve_window(work, channels, corner + column * size, cells, size);
    Lanes kept = rectifies_before ? rectify(cells[0]) : cells[0];
    for (int64_t cell = 1; cell < size * size; cell += 1) {
      kept = keep_better(falls, kept, rectifies_before ? rectify(cells[cell]) : cells[cell]);
    }
    const Lanes normalized = channels->scale * kept + channels->shift;
    write_lanes(to + column * work->shape.channels, rectifies_after ? rectify(normalized) : normalized,
                count);
  }
}

ALWAYS_INLINE void convolve_channels(const ConvolveWork* work, int64_t image, int64_t row, int64_t first,
                                     int64_t count) {
  const Channels channels = read_channels(work, first, count);
  const int64_t size = work->steps.pool_size;
  const float* corner = work->framed + (image * work->framed_height + row * size) * work->framed_width;
  float* to = work->arrays->output +
              (image * work->pooled_height + row) * work->pooled_width * work->shape.channels + first;
  // A size that the compiler knows leaves no loop within a window.
  if (size == 2)
    convolve_row(work, &channels, corner, to, 2, count);
  else
    convolve_row(work, &channels, corner, to, 1, count);
}

static void frame_image(const ConvolveWork* work, int64_t image) {
  const int64_t width = work->shape.width;
  const float* from = work->arrays->input + image * work->shape.height * width;
  float* framed = work->framed + image * work->framed_height * work->framed_width;
  for (int64_t row = 0; row < work->shape.height; row += 1) {
    memcpy(framed + (row + 1) * work->framed_width + 1, from + row * width, (size_t)width * sizeof(float));
  }
}

static void convolve_image(void* context, int64_t image) {
  const ConvolveWork* work = context;
  const int64_t channels = work->shape.channels;
  frame_image(work, image);
  for (int64_t row = 0; row < work->pooled_height; row += 1) {
    int64_t first = 0;
    for (; first + lane_count <= channels; first += lane_count) {
      convolve_channels(work, image, row, first, lane_count);
    }
    if (first < channels) convolve_channels(work, image, row, first, channels - first);
  }
}

bool convolve_block(const BatchShape* shape, const BlockSteps* steps, const ConvolveArrays* arrays) {
  const int64_t frame = filter_side - 1;
  ConvolveWork work = {
      *shape,
      *steps,
      arrays,
      shape->height / steps->pool_size,
      shape->width / steps->pool_size,
      NULL,
      shape->height + frame,
      shape->width + frame,
  };
  work.framed = calloc((size_t)(shape->images * work.framed_height * work.framed_width), sizeof(float));
  if (work.framed == NULL) return false;
  share_work(shape->images, convolve_image, &work);
  free(work.framed);
  return true;
}
