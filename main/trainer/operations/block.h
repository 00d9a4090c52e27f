// What training's and prediction's passes over a block share: how they go over a batch, and what they find at
// a cell of it. All of it is inlined into them, so that the compiler knows what a block is without.

#ifndef NEGATOSCOPE_BLOCK_H
#define NEGATOSCOPE_BLOCK_H

#include "lanes.h"
#include "normalize-block.h"
#include "random-mask.h"

enum { tap_count = filter_side * filter_side };

typedef struct {
  BatchShape shape;
  BlockSteps steps;
  int64_t pooled_height;
  int64_t pooled_width;
  RandomMask mask;
  // A convolution's output; null where the block convolves.
  const float* input;
  // Images of one channel, each with zeros around it, and the filter; null where the block does not convolve.
  float* framed;
  const float* filter;
  // A channel each; zeros where the block has none.
  const float* bias;
  // Of each image, `sum_rows` sums a channel.
  int64_t sum_rows;
  double* sums;
  // Rows of a value a channel that a pass keeps meanwhile, of zeros at first.
  float* rows;
} Block;

// Begins a block with its sums, and with `rows` rows. Returns false where there is no memory for them. Either
// way end_block frees what there is.
bool begin_block(Block* block, const BatchShape* shape, const BlockSteps* steps, const BlockInput* input,
                 int64_t sum_rows, int64_t rows);
void end_block(Block* block);
void clear_sums(Block* block);

// One of a block's rows.
static inline float* row_of(const Block* block, int64_t row) {
  return block->rows + row * block->shape.channels;
}

// Sums of all images, added in their order.
double sum_images(const Block* block, int64_t row, int64_t channel);

// Some neighbouring channels of one image, as many as there are lanes or what is left of them.
typedef struct {
  const Block* block;
  int64_t image;
  int64_t first_channel;
  bool convolves;
  Lanes bias;
  Lanes taps[tap_count];
} Strip;

ALWAYS_INLINE Strip make_strip(const Block* block, int64_t image, int64_t first_channel, bool convolves,
                               int64_t count) {
  const int64_t channels = block->shape.channels;
  Strip strip = {
      block, image, first_channel, convolves, read_lanes(block->bias + first_channel, count), {{0}},
  };
  if (convolves) {
#pragma GCC unroll 9
    for (int64_t tap = 0; tap < tap_count; tap += 1) {
      strip.taps[tap] = read_lanes(block->filter + tap * channels + first_channel, count);
    }
  }
  return strip;
}

#define VISIT_STRIPS(work, image, bands, visit, convolves)                                      \
  do {                                                                                          \
    const int64_t channels = (work)->block->shape.channels;                                     \
    for (int64_t band = 0; band < (bands); band += 1) {                                         \
      int64_t first = 0;                                                                        \
      for (; first + lane_count <= channels; first += lane_count) {                             \
        const Strip strip = make_strip((work)->block, image, first, convolves, lane_count);     \
        visit(work, &strip, band, lane_count);                                                  \
      }                                                                                         \
      if (first == channels) continue;                                                          \
      const Strip strip = make_strip((work)->block, image, first, convolves, channels - first); \
      visit(work, &strip, band, channels - first);                                              \
    }                                                                                           \
  } while (0)

// Calls `visit` for each strip of each of an image's `bands`, with a number of channels, and with or without
// a convolution, that the compiler knows where it can. Bands go outside, so that what a strip leaves of a
// cell is still in the cache for the next.
#define FOR_EACH_STRIP(work, image, bands, visit)     \
  do {                                                \
    if ((work)->block->filter == NULL)                \
      VISIT_STRIPS(work, image, bands, visit, false); \
    else                                              \
      VISIT_STRIPS(work, image, bands, visit, true);  \
  } while (0)

// Where a strip's channels of a cell lie in an array of the given size.
ALWAYS_INLINE int64_t place_of(const Strip* strip, int64_t height, int64_t width, int64_t row,
                               int64_t column) {
  return ((strip->image * height + row) * width + column) * strip->block->shape.channels +
         strip->first_channel;
}

ALWAYS_INLINE int64_t place_of_cell(const Strip* strip, int64_t row, int64_t column) {
  return place_of(strip, strip->block->shape.height, strip->block->shape.width, row, column);
}

ALWAYS_INLINE int64_t place_of_pooled(const Strip* strip, int64_t row, int64_t column) {
  return place_of(strip, strip->block->pooled_height, strip->block->pooled_width, row, column);
}

// The pixel that a tap of the filter meets at a cell.
ALWAYS_INLINE Lanes read_pixel(const Strip* strip, int64_t row, int64_t column, int64_t tap) {
  const int64_t height = strip->block->shape.height + filter_side - 1;
  const int64_t width = strip->block->shape.width + filter_side - 1;
  const int64_t pixel_row = strip->image * height + row + tap / filter_side;
  return spread(strip->block->framed[pixel_row * width + column + tap % filter_side]);
}

// A cell of the convolution, with its bias.
ALWAYS_INLINE Lanes convolve_cell(const Strip* strip, int64_t row, int64_t column, int64_t count) {
  if (!strip->convolves) {
    return read_lanes(strip->block->input + place_of_cell(strip, row, column), count) + strip->bias;
  }
  Lanes convolved = strip->bias;
#pragma GCC unroll 9
  for (int64_t tap = 0; tap < tap_count; tap += 1) {
    convolved += strip->taps[tap] * read_pixel(strip, row, column, tap);
  }
  return convolved;
}

// The bits of dropout's mask for a cell and for the one that it is paired with; 0 without dropout.
ALWAYS_INLINE BitLanes draw_pair(const Strip* strip, int64_t row, int64_t column) {
  const Block* block = strip->block;
  const BitLanes none = {0};
  if (block->steps.dropout_rate == 0) return none;
  const int64_t pairs = (block->shape.width + 1) / 2;
  const int64_t pair = (strip->image * block->shape.height + row) * pairs + column / 2;
  return draw_bits(&block->mask, pair, block->shape.channels, strip->first_channel);
}

// A cell's values as normalisation is given them, and how fast each rises with the convolution's.
typedef struct {
  Lanes values;
  Lanes slopes;
} Cell;

ALWAYS_INLINE Cell make_cell(const Strip* strip, int64_t row, int64_t column, BitLanes pair, int64_t count) {
  const Block* block = strip->block;
  const Lanes convolved = convolve_cell(strip, row, column, count);
  const Lanes mask = block->steps.dropout_rate == 0 ? spread(1) : read_mask(&block->mask, pair, column);
  const Lanes slopes = block->steps.rectifies_before ? keep_where(~(convolved <= spread(0)), mask) : mask;
  const Cell cell = {convolved * slopes, slopes};
  return cell;
}

ALWAYS_INLINE Cell compute_cell(const Strip* strip, int64_t row, int64_t column, int64_t count) {
  return make_cell(strip, row, column, draw_pair(strip, row, column), count);
}

// The cells of a window of pooling in the order of rows.
typedef struct {
  Cell cells[4];
} Window;

ALWAYS_INLINE Window compute_window(const Strip* strip, int64_t row, int64_t column, int64_t count) {
  Window window;
  const BitLanes pairs[2] = {draw_pair(strip, row * 2, column * 2),
                             draw_pair(strip, row * 2 + 1, column * 2)};
#pragma GCC unroll 4
  for (int64_t place = 0; place < 4; place += 1) {
    window.cells[place] =
        make_cell(strip, row * 2 + place / 2, column * 2 + place % 2, pairs[place / 2], count);
  }
  return window;
}

// Adds a sum in single precision, of a row or two, to the image's.
ALWAYS_INLINE void add_to_image(const Strip* strip, int64_t row, Lanes sum, int64_t count) {
  const Block* block = strip->block;
  const int64_t place = (strip->image * block->sum_rows + row) * block->shape.channels + strip->first_channel;
  add_to_sums(block->sums + place, sum, count);
}

#endif
