// What follows a convolution as training has it, forward and backward, each in one pass over the batch. Step
// by step, as TensorFlow's own operations do it, the same takes eight passes forward and eleven back over
// arrays that no cache holds, and a training step on a processor waits for memory most of that time.
//
// - Pooling comes before normalisation: that is a rising line in each channel, or a falling one where gamma
//   is negative, so the cell that is greatest after it is the greatest (least) before it, and only a quarter
//   has to be normalised.
// - Nothing between the convolution and the pooled values is written: going backward works it out again.
// - A convolution of one channel to many is nine products a value, which take less time than to write the
// value
//   and to read it: there nothing between the image and the pooled values is written, either way.
// - Sums are kept by image and added in the images' order, so that results do not depend on how many cores
//   there are.
//
// What is not a number stays so through the sums, so that training can tell.

#include <math.h>
#include <string.h>

#include "block.h"
#include "share-work.h"

typedef struct {
  const Block* block;
  const ForwardArrays* arrays;
  // A normalised value is `scale * value + shift`.
  float* scale;
  float* shift;
} ForwardWork;

typedef struct {
  const Block* block;
  const BackwardArrays* arrays;
  // One over the deviation.
  float* inverse;
  // The gradient of a normalised value is `offset + factor * value`, and of what pooling kept `scale *
  // gradient` more.
  float* scale;
  float* offset;
  float* factor;
} BackwardWork;

typedef struct {
  Lanes first;
  Lanes second;
} Sums;

ALWAYS_INLINE void add_squares(Sums* sums, Lanes values) {
  sums->first += values;
  sums->second += values * values;
}

ALWAYS_INLINE void add_sums_to_image(const Strip* strip, const Sums* sums, int64_t count) {
  add_to_image(strip, 0, sums->first, count);
  add_to_image(strip, 1, sums->second, count);
}

// Rows that are looked at together: two that are pooled, or one; an odd last row, which pooling leaves out,
// is a band.
ALWAYS_INLINE int64_t count_bands(const Block* block) {
  return (block->shape.height + block->steps.pool_size - 1) / block->steps.pool_size;
}

ALWAYS_INLINE bool is_band_pooled(const Block* block, int64_t band) {
  return block->steps.pool_size == 2 && band < block->pooled_height;
}

ALWAYS_INLINE void sum_cells(const Strip* strip, int64_t row, int64_t first_column, Sums* sums,
                             int64_t count) {
  for (int64_t column = first_column; column < strip->block->shape.width; column += 1) {
    add_squares(sums, compute_cell(strip, row, column, count).values);
  }
}

// Pools a window and keeps its first greatest value, or its first least where gamma is negative: `turned` are
// the sign bits of those channels.
ALWAYS_INLINE void pool_window(const ForwardWork* work, const Strip* strip, int64_t row, int64_t column,
                               WholeLanes turned, Sums* sums, int64_t count) {
  const Window window = compute_window(strip, row, column, count);
  Lanes kept = turn_bits(window.cells[0].values, turned);
  WholeLanes places = {0};
  add_squares(sums, window.cells[0].values);
#pragma GCC unroll 4
  for (int32_t place = 1; place < 4; place += 1) {
    const Lanes values = turn_bits(window.cells[place].values, turned);
    const WholeLanes is_greater = values > kept;
    add_squares(sums, window.cells[place].values);
    kept = choose(is_greater, values, kept);
    places = (is_greater & place) | (~is_greater & places);
  }
  const int64_t pooled = place_of_pooled(strip, row, column);
  write_lanes(work->arrays->kept + pooled, turn_bits(kept, turned), count);
  write_bytes(work->arrays->places + pooled, places, count);
}

ALWAYS_INLINE void sum_and_pool_strip(const ForwardWork* work, const Strip* strip, int64_t band,
                                      int64_t count) {
  const Block* block = strip->block;
  const Lanes gamma = read_lanes(work->arrays->gamma + strip->first_channel, count);
  const WholeLanes turned = to_sign_bits(gamma < spread(0));
  Sums sums = {{0}, {0}};
  if (is_band_pooled(block, band)) {
    for (int64_t column = 0; column < block->pooled_width; column += 1) {
      pool_window(work, strip, band, column, turned, &sums, count);
    }
    sum_cells(strip, band * 2, block->pooled_width * 2, &sums, count);
    sum_cells(strip, band * 2 + 1, block->pooled_width * 2, &sums, count);
  } else {
    sum_cells(strip, band * block->steps.pool_size, 0, &sums, count);
  }
  add_sums_to_image(strip, &sums, count);
}

static void sum_and_pool_image(void* context, int64_t image) {
  const ForwardWork* work = context;
  FOR_EACH_STRIP(work, image, count_bands(work->block), sum_and_pool_strip);
}

ALWAYS_INLINE void normalize_strip(const ForwardWork* work, const Strip* strip, int64_t row, int64_t count) {
  const Block* block = strip->block;
  const Lanes scale = read_lanes(work->scale + strip->first_channel, count);
  const Lanes shift = read_lanes(work->shift + strip->first_channel, count);
  for (int64_t column = 0; column < block->pooled_width; column += 1) {
    const int64_t place = place_of_pooled(strip, row, column);
    const Lanes values = block->steps.pool_size == 2 ? read_lanes(work->arrays->kept + place, count)
                                                     : compute_cell(strip, row, column, count).values;
    const Lanes normalized = scale * values + shift;
    write_lanes(work->arrays->output + place, block->steps.rectifies_after ? rectify(normalized) : normalized,
                count);
  }
}

static void normalize_image(void* context, int64_t image) {
  const ForwardWork* work = context;
  FOR_EACH_STRIP(work, image, work->block->pooled_height, normalize_strip);
}

// The gradient of pooled values before the last ReLU.
ALWAYS_INLINE Lanes read_upstream(const BackwardWork* work, int64_t place, int64_t count) {
  const Lanes gradient = read_lanes(work->arrays->output_gradient + place, count);
  if (!work->block->steps.rectifies_after) return gradient;
  return keep_where(~(read_lanes(work->arrays->output + place, count) <= spread(0)), gradient);
}

ALWAYS_INLINE void sum_gradients_of_strip(const BackwardWork* work, const Strip* strip, int64_t row,
                                          int64_t count) {
  const Block* block = strip->block;
  const Lanes mean = read_lanes(work->arrays->mean + strip->first_channel, count);
  const Lanes inverse = read_lanes(work->inverse + strip->first_channel, count);
  Sums sums = {{0}, {0}};
  for (int64_t column = 0; column < block->pooled_width; column += 1) {
    const int64_t place = place_of_pooled(strip, row, column);
    const Lanes values = block->steps.pool_size == 2 ? read_lanes(work->arrays->kept + place, count)
                                                     : compute_cell(strip, row, column, count).values;
    const Lanes upstream = read_upstream(work, place, count);
    sums.first += upstream;
    sums.second += upstream * (values - mean) * inverse;
  }
  add_sums_to_image(strip, &sums, count);
}

static void sum_gradients_of_image(void* context, int64_t image) {
  const BackwardWork* work = context;
  FOR_EACH_STRIP(work, image, work->block->pooled_height, sum_gradients_of_strip);
}

// The gradient of normalisation, for a strip.
typedef struct {
  Lanes scale;
  Lanes offset;
  Lanes factor;
} Line;

// Sums of the gradients of a convolution's cells: of them alone, and with the pixels that each tap met.
typedef struct {
  Lanes cells;
  Lanes taps[tap_count];
} GradientSums;

// Takes the gradient of a cell of the convolution into its `sums`, and writes it where something else has to
// know it. `upstream` is what comes to the cell itself.
ALWAYS_INLINE void take_cell_gradient(const BackwardWork* work, const Strip* strip, const Line* line,
                                      int64_t row, int64_t column, const Cell* cell, Lanes upstream,
                                      GradientSums* sums, int64_t count) {
  const Lanes change = line->offset + line->factor * cell->values + line->scale * upstream;
  const Lanes gradient = change * cell->slopes;
  sums->cells += gradient;
  if (!strip->convolves) {
    write_lanes(work->arrays->input_gradient + place_of_cell(strip, row, column), gradient, count);
    return;
  }
#pragma GCC unroll 9
  for (int64_t tap = 0; tap < tap_count; tap += 1) {
    sums->taps[tap] += gradient * read_pixel(strip, row, column, tap);
  }
}

ALWAYS_INLINE void take_window_gradients(const BackwardWork* work, const Strip* strip, const Line* line,
                                         int64_t row, int64_t column, GradientSums* sums, int64_t count) {
  const int64_t pooled = place_of_pooled(strip, row, column);
  const Lanes upstream = read_upstream(work, pooled, count);
  const WholeLanes places = read_bytes(work->arrays->places + pooled, count);
  const Window window = compute_window(strip, row, column, count);
#pragma GCC unroll 4
  for (int32_t place = 0; place < 4; place += 1) {
    take_cell_gradient(work, strip, line, row * 2 + place / 2, column * 2 + place % 2, &window.cells[place],
                       keep_where(places == place, upstream), sums, count);
  }
}

// Of cells that pooling leaves out, or of all where there is none.
ALWAYS_INLINE void take_row_gradients(const BackwardWork* work, const Strip* strip, const Line* line,
                                      int64_t row, int64_t first_column, GradientSums* sums, int64_t count) {
  for (int64_t column = first_column; column < strip->block->shape.width; column += 1) {
    const Cell cell = compute_cell(strip, row, column, count);
    const Lanes upstream = strip->block->steps.pool_size == 1
                               ? read_upstream(work, place_of_cell(strip, row, column), count)
                               : spread(0);
    take_cell_gradient(work, strip, line, row, column, &cell, upstream, sums, count);
  }
}

ALWAYS_INLINE void take_gradients_of_strip(const BackwardWork* work, const Strip* strip, int64_t band,
                                           int64_t count) {
  const Block* block = strip->block;
  const Line line = {
      read_lanes(work->scale + strip->first_channel, count),
      read_lanes(work->offset + strip->first_channel, count),
      read_lanes(work->factor + strip->first_channel, count),
  };
  GradientSums sums = {{0}, {{0}}};
  if (is_band_pooled(block, band)) {
    for (int64_t column = 0; column < block->pooled_width; column += 1) {
      take_window_gradients(work, strip, &line, band, column, &sums, count);
    }
    take_row_gradients(work, strip, &line, band * 2, block->pooled_width * 2, &sums, count);
    take_row_gradients(work, strip, &line, band * 2 + 1, block->pooled_width * 2, &sums, count);
  } else {
    take_row_gradients(work, strip, &line, band * block->steps.pool_size, 0, &sums, count);
  }
  add_to_image(strip, 0, sums.cells, count);
  if (!strip->convolves) return;
#pragma GCC unroll 9
  for (int64_t tap = 0; tap < tap_count; tap += 1) add_to_image(strip, 1 + tap, sums.taps[tap], count);
}

static void take_gradients_of_image(void* context, int64_t image) {
  const BackwardWork* work = context;
  FOR_EACH_STRIP(work, image, count_bands(work->block), take_gradients_of_strip);
}

bool normalize_block_forward(const BatchShape* shape, const BlockSteps* steps, const BlockInput* input,
                             const ForwardArrays* arrays) {
  Block block;
  const bool has_memory = begin_block(&block, shape, steps, input, 2, 2);
  if (has_memory) {
    ForwardWork work = {&block, arrays, row_of(&block, 0), row_of(&block, 1)};
    share_work(shape->images, sum_and_pool_image, &work);
    const double count = (double)(shape->images * shape->height * shape->width);
    for (int64_t c = 0; c < shape->channels; c += 1) {
      const double mean = sum_images(&block, 0, c) / count;
      const double spread = sum_images(&block, 1, c) / count - mean * mean;
      const double variance = spread < 0 ? 0 : spread;
      const double slope = arrays->gamma[c] / sqrt(variance + steps->epsilon);
      arrays->mean[c] = (float)mean;
      arrays->variance[c] = (float)variance;
      work.scale[c] = (float)slope;
      work.shift[c] = (float)(arrays->beta[c] - slope * mean);
    }
    share_work(shape->images, normalize_image, &work);
  }
  end_block(&block);
  return has_memory;
}

// With x the value, m and d its mean and deviation, and n values a channel, the gradient of normalisation is
// gamma / d (g - sum(g) / n - (x - m) / d * sum(g (x - m) / d) / n): Ioffe and Szegedy 2015, section 3.
static void find_lines(const BackwardWork* work) {
  const BackwardArrays* arrays = work->arrays;
  const BatchShape* shape = &work->block->shape;
  const double count = (double)(shape->images * shape->height * shape->width);
  for (int64_t c = 0; c < shape->channels; c += 1) {
    const double sum = sum_images(work->block, 0, c);
    const double product = sum_images(work->block, 1, c);
    const double slope = arrays->gamma[c] * (double)work->inverse[c];
    const double change = -slope * work->inverse[c] * product / count;
    arrays->beta_gradient[c] = (float)sum;
    arrays->gamma_gradient[c] = (float)product;
    work->scale[c] = (float)slope;
    work->factor[c] = (float)change;
    work->offset[c] = (float)(-slope * sum / count - change * arrays->mean[c]);
  }
}

static void write_sums(const Block* block, const BackwardArrays* arrays) {
  const int64_t channels = block->shape.channels;
  for (int64_t c = 0; c < channels; c += 1) {
    if (arrays->bias_gradient != NULL) arrays->bias_gradient[c] = (float)sum_images(block, 0, c);
    if (arrays->filter_gradient == NULL) continue;
    for (int64_t tap = 0; tap < tap_count; tap += 1) {
      arrays->filter_gradient[tap * channels + c] = (float)sum_images(block, 1 + tap, c);
    }
  }
}

bool normalize_block_backward(const BatchShape* shape, const BlockSteps* steps, const BlockInput* input,
                              const BackwardArrays* arrays) {
  Block block;
  const bool has_memory =
      begin_block(&block, shape, steps, input, input->filter == NULL ? 2 : 1 + tap_count, 4);
  if (has_memory) {
    BackwardWork work = {
        &block, arrays, row_of(&block, 0), row_of(&block, 1), row_of(&block, 2), row_of(&block, 3),
    };
    for (int64_t c = 0; c < shape->channels; c += 1)
      work.inverse[c] = (float)(1 / sqrt((double)arrays->variance[c] + steps->epsilon));
    share_work(shape->images, sum_gradients_of_image, &work);
    find_lines(&work);
    clear_sums(&block);
    share_work(shape->images, take_gradients_of_image, &work);
    write_sums(&block, arrays);
  }
  end_block(&block);
  return has_memory;
}
