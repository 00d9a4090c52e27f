// What follows a convolution, forward and backward, each in one pass over the batch. Step by step, as
// TensorFlow's own operations do it, the same takes eight passes forward and eleven back over arrays that no
// cache holds, and a training step on a processor waits for memory most of that time.
//
// - Pooling comes before normalisation: that is a rising line in each channel, or a falling one where gamma
// is negative,
//   so the cell that is greatest after it is the greatest (least) before it, and only a quarter has to be
//   normalised.
// - Nothing between the convolution and the pooled values is written: going backward works it out again.
// - Sums are kept by image and added in the images' order, so that results do not depend on how many cores
// there are.
//
// What is not a number stays so through the sums, so that training can tell.

#include "normalize-block.h"

#include <math.h>
#include <stdlib.h>

#include "lanes.h"
#include "random-mask.h"
#include "share-work.h"

// What both passes work with.
typedef struct {
  BatchShape shape;
  BlockSteps steps;
  int64_t pooled_height;
  int64_t pooled_width;
  RandomMask mask;
  const float* input;
  // A channel each; zeros where the block has none.
  const float* bias;
  // Of each image, two sums a channel.
  double* sums;
} Block;

typedef struct {
  const Block* block;
  const ForwardArrays* arrays;
  // A normalised value is `scale * value + shift`.
  const float* scale;
  const float* shift;
} ForwardWork;

typedef struct {
  const Block* block;
  const BackwardArrays* arrays;
  // One over the deviation.
  const float* inverse;
  // The gradient of a normalised value is `offset + factor * value`, and of what pooling kept `scale *
  // gradient` more.
  const float* scale;
  const float* offset;
  const float* factor;
} BackwardWork;

typedef struct {
  const Block* block;
  const ApplyArrays* arrays;
} ApplyWork;

// Some neighbouring channels of one image, as many as there are lanes or what is left of them.
typedef struct {
  const Block* block;
  int64_t image;
  int64_t first_channel;
  Lanes bias;
  MaskLanes mask_lanes;
} Strip;

ALWAYS_INLINE Strip make_strip(const Block* block, int64_t image, int64_t first_channel, int64_t count) {
  const int64_t channels = block->shape.channels;
  const Strip strip = {
      block,
      image,
      first_channel,
      read_lanes(block->bias + first_channel, count),
      find_mask_lanes(first_channel, channels),
  };
  return strip;
}

// Calls `visit` for each strip of each of an image's `bands`, with a number of channels that the compiler
// knows where it can. Bands go outside, so that what a strip leaves of a cell is still in the cache for the
// next.
#define FOR_EACH_STRIP(work, image, bands, visit)                            \
  do {                                                                       \
    const Block* block = (work)->block;                                      \
    const int64_t channels = block->shape.channels;                          \
    for (int64_t band = 0; band < (bands); band += 1) {                      \
      int64_t first = 0;                                                     \
      for (; first + lane_count <= channels; first += lane_count) {          \
        const Strip strip = make_strip(block, image, first, lane_count);     \
        visit(work, &strip, band, lane_count);                               \
      }                                                                      \
      if (first == channels) continue;                                       \
      const Strip strip = make_strip(block, image, first, channels - first); \
      visit(work, &strip, band, channels - first);                           \
    }                                                                        \
  } while (0)

// Rows that are looked at together: two that are pooled, or one; an odd last row, which pooling leaves out,
// is a band.
ALWAYS_INLINE int64_t count_bands(const Block* block) {
  return (block->shape.height + block->steps.pool_size - 1) / block->steps.pool_size;
}

ALWAYS_INLINE bool is_band_pooled(const Block* block, int64_t band) {
  return block->steps.pool_size == 2 && band < block->pooled_height;
}

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

// A cell's values as normalisation is given them, and how fast each rises with the convolution's.
typedef struct {
  Lanes values;
  Lanes slopes;
} Cell;

ALWAYS_INLINE Cell compute_cell(const Strip* strip, int64_t row, int64_t column, int64_t count) {
  const Block* block = strip->block;
  const Lanes shifted = read_lanes(block->input + place_of_cell(strip, row, column), count) + strip->bias;
  const bool rectifies = block->steps.rectifies_before;
  Cell cell = {
      rectifies ? rectify(shifted) : shifted,
      rectifies ? keep_where(~(shifted <= spread(0)), spread(1)) : spread(1),
  };
  if (block->steps.dropout_rate > 0) {
    const int64_t place = (strip->image * block->shape.height + row) * block->shape.width + column;
    const Lanes mask = draw_mask(&block->mask, &strip->mask_lanes, place, block->shape.channels);
    cell.values *= mask;
    cell.slopes *= mask;
  }
  return cell;
}

typedef struct {
  Lanes first;
  Lanes second;
} Sums;

ALWAYS_INLINE void add_squares(Sums* sums, Lanes values) {
  sums->first += values;
  sums->second += values * values;
}

// Adds sums in single precision, of a row or two, to those of the image.
ALWAYS_INLINE void add_to_image(const Strip* strip, const Sums* sums, int64_t count) {
  const int64_t channels = strip->block->shape.channels;
  double* of_image = strip->block->sums + strip->image * 2 * channels + strip->first_channel;
  add_to_sums(of_image, sums->first, count);
  add_to_sums(of_image + channels, sums->second, count);
}

ALWAYS_INLINE void sum_cells(const Strip* strip, int64_t row, int64_t first_column, Sums* sums,
                             int64_t count) {
  for (int64_t column = first_column; column < strip->block->shape.width; column += 1) {
    add_squares(sums, compute_cell(strip, row, column, count).values);
  }
}

// Pools a window and keeps its first greatest value, or its first least where gamma is negative.
ALWAYS_INLINE void pool_window(const ForwardWork* work, const Strip* strip, int64_t row, int64_t column,
                               Sums* sums, int64_t count) {
  const Lanes gamma = read_lanes(work->arrays->gamma + strip->first_channel, count);
  const WholeLanes falls = gamma < spread(0);
  Lanes kept = compute_cell(strip, row * 2, column * 2, count).values;
  WholeLanes places = {0};
  add_squares(sums, kept);
  for (int32_t place = 1; place < 4; place += 1) {
    const Lanes values = compute_cell(strip, row * 2 + place / 2, column * 2 + place % 2, count).values;
    const WholeLanes is_better = (falls & (values < kept)) | (~falls & (values > kept));
    add_squares(sums, values);
    kept = choose(is_better, values, kept);
    places = (is_better & place) | (~is_better & places);
  }
  const int64_t pooled = place_of_pooled(strip, row, column);
  write_lanes(work->arrays->kept + pooled, kept, count);
  write_bytes(work->arrays->places + pooled, places, count);
}

ALWAYS_INLINE void sum_and_pool_strip(const ForwardWork* work, const Strip* strip, int64_t band,
                                      int64_t count) {
  const Block* block = strip->block;
  Sums sums = {{0}, {0}};
  if (is_band_pooled(block, band)) {
    for (int64_t column = 0; column < block->pooled_width; column += 1) {
      pool_window(work, strip, band, column, &sums, count);
    }
    sum_cells(strip, band * 2, block->pooled_width * 2, &sums, count);
    sum_cells(strip, band * 2 + 1, block->pooled_width * 2, &sums, count);
  } else {
    sum_cells(strip, band * block->steps.pool_size, 0, &sums, count);
  }
  add_to_image(strip, &sums, count);
}

static void sum_and_pool_image(void* context, int64_t image) {
  const ForwardWork* work = context;
  FOR_EACH_STRIP(work, image, count_bands(block), sum_and_pool_strip);
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
  FOR_EACH_STRIP(work, image, block->pooled_height, normalize_strip);
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
  add_to_image(strip, &sums, count);
}

static void sum_gradients_of_image(void* context, int64_t image) {
  const BackwardWork* work = context;
  FOR_EACH_STRIP(work, image, block->pooled_height, sum_gradients_of_strip);
}

// The gradient of normalisation, for a strip.
typedef struct {
  Lanes scale;
  Lanes offset;
  Lanes factor;
} Line;

// Writes the gradient of a cell of the convolution, and adds it to `sums`. `upstream` is what comes to the
// cell itself.
ALWAYS_INLINE void write_cell_gradient(const BackwardWork* work, const Strip* strip, const Line* line,
                                       int64_t row, int64_t column, Lanes upstream, Sums* sums,
                                       int64_t count) {
  const Cell cell = compute_cell(strip, row, column, count);
  const Lanes gradient = (line->offset + line->factor * cell.values + line->scale * upstream) * cell.slopes;
  write_lanes(work->arrays->input_gradient + place_of_cell(strip, row, column), gradient, count);
  sums->first += gradient;
}

ALWAYS_INLINE void write_window_gradients(const BackwardWork* work, const Strip* strip, const Line* line,
                                          int64_t row, int64_t column, Sums* sums, int64_t count) {
  const int64_t pooled = place_of_pooled(strip, row, column);
  const Lanes upstream = read_upstream(work, pooled, count);
  const WholeLanes places = read_bytes(work->arrays->places + pooled, count);
  for (int32_t place = 0; place < 4; place += 1) {
    write_cell_gradient(work, strip, line, row * 2 + place / 2, column * 2 + place % 2,
                        keep_where(places == place, upstream), sums, count);
  }
}

// Of cells that pooling leaves out, or of all where there is none.
ALWAYS_INLINE void write_row_gradients(const BackwardWork* work, const Strip* strip, const Line* line,
                                       int64_t row, int64_t first_column, Sums* sums, int64_t count) {
  for (int64_t column = first_column; column < strip->block->shape.width; column += 1) {
    const Lanes upstream = strip->block->steps.pool_size == 1
                               ? read_upstream(work, place_of_cell(strip, row, column), count)
                               : spread(0);
    write_cell_gradient(work, strip, line, row, column, upstream, sums, count);
  }
}

ALWAYS_INLINE void write_gradients_of_strip(const BackwardWork* work, const Strip* strip, int64_t band,
                                            int64_t count) {
  const Block* block = strip->block;
  const Line line = {
      read_lanes(work->scale + strip->first_channel, count),
      read_lanes(work->offset + strip->first_channel, count),
      read_lanes(work->factor + strip->first_channel, count),
  };
  Sums sums = {{0}, {0}};
  if (is_band_pooled(block, band)) {
    for (int64_t column = 0; column < block->pooled_width; column += 1) {
      write_window_gradients(work, strip, &line, band, column, &sums, count);
    }
    write_row_gradients(work, strip, &line, band * 2, block->pooled_width * 2, &sums, count);
    write_row_gradients(work, strip, &line, band * 2 + 1, block->pooled_width * 2, &sums, count);
  } else {
    write_row_gradients(work, strip, &line, band * block->steps.pool_size, 0, &sums, count);
  }
  add_to_image(strip, &sums, count);
}

static void write_gradients_of_image(void* context, int64_t image) {
  const BackwardWork* work = context;
  FOR_EACH_STRIP(work, image, count_bands(block), write_gradients_of_strip);
}

// Of a window, or of a cell where there is no pooling.
ALWAYS_INLINE Lanes apply_to_window(const Strip* strip, Lanes scale, Lanes shift, int64_t row, int64_t column,
                                    int64_t count) {
  const int64_t size = strip->block->steps.pool_size;
  const WholeLanes falls = scale < spread(0);
  Lanes kept = compute_cell(strip, row * size, column * size, count).values;
  for (int64_t place = 1; place < size * size; place += 1) {
    const Lanes values =
        compute_cell(strip, row * size + place / size, column * size + place % size, count).values;
    kept = keep_better(falls, kept, values);
  }
  const Lanes normalized = scale * kept + shift;
  return strip->block->steps.rectifies_after ? rectify(normalized) : normalized;
}

ALWAYS_INLINE void apply_to_strip(const ApplyWork* work, const Strip* strip, int64_t row, int64_t count) {
  const Lanes scale = read_lanes(work->arrays->scale + strip->first_channel, count);
  const Lanes shift = read_lanes(work->arrays->shift + strip->first_channel, count);
  for (int64_t column = 0; column < strip->block->pooled_width; column += 1) {
    write_lanes(work->arrays->output + place_of_pooled(strip, row, column),
                apply_to_window(strip, scale, shift, row, column, count), count);
  }
}

static void apply_to_image(void* context, int64_t image) {
  const ApplyWork* work = context;
  FOR_EACH_STRIP(work, image, block->pooled_height, apply_to_strip);
}

// Sums of all images, added in their order.
static double sum_images(const Block* block, int64_t row, int64_t channel) {
  const int64_t channels = block->shape.channels;
  double sum = 0;
  for (int64_t image = 0; image < block->shape.images; image += 1) {
    sum += block->sums[(image * 2 + row) * channels + channel];
  }
  return sum;
}

static size_t count_sums(const BatchShape* shape) { return (size_t)(shape->images * 2 * shape->channels); }

// Begins a block with its sums, and returns `rows` rows of a value a channel, of zeros, the first of which
// stands in for a bias; null where there is no memory.
static float* begin_block(Block* block, const BatchShape* shape, const BlockSteps* steps, int64_t rows) {
  block->shape = *shape;
  block->steps = *steps;
  block->pooled_height = shape->height / steps->pool_size;
  block->pooled_width = shape->width / steps->pool_size;
  block->mask = make_random_mask(steps->dropout_rate, steps->seed, steps->step);
  block->sums = calloc(count_sums(shape), sizeof(double));
  float* constants = calloc((size_t)(rows * shape->channels), sizeof(float));
  if (constants != NULL && block->sums != NULL) return constants;
  free(constants);
  free(block->sums);
  return NULL;
}

bool normalize_block_forward(const BatchShape* shape, const BlockSteps* steps, const ForwardArrays* arrays) {
  Block block;
  const int64_t channels = shape->channels;
  float* constants = begin_block(&block, shape, steps, 3);
  if (constants == NULL) return false;
  float* scale = constants + channels;
  float* shift = constants + 2 * channels;
  block.input = arrays->input;
  block.bias = steps->has_bias ? arrays->bias : constants;
  ForwardWork work = {&block, arrays, scale, shift};
  share_work(shape->images, sum_and_pool_image, &work);
  const double count = (double)(shape->images * shape->height * shape->width);
  for (int64_t c = 0; c < channels; c += 1) {
    const double mean = sum_images(&block, 0, c) / count;
    const double spread = sum_images(&block, 1, c) / count - mean * mean;
    const double variance = spread < 0 ? 0 : spread;
    const double slope = arrays->gamma[c] / sqrt(variance + steps->epsilon);
    arrays->mean[c] = (float)mean;
    arrays->variance[c] = (float)variance;
    scale[c] = (float)slope;
    shift[c] = (float)(arrays->beta[c] - slope * mean);
  }
  share_work(shape->images, normalize_image, &work);
  free(block.sums);
  free(constants);
  return true;
}

bool normalize_block_backward(const BatchShape* shape, const BlockSteps* steps,
                              const BackwardArrays* arrays) {
  Block block;
  const int64_t channels = shape->channels;
  float* constants = begin_block(&block, shape, steps, 5);
  if (constants == NULL) return false;
  float* inverse = constants + channels;
  float* scale = constants + 2 * channels;
  float* offset = constants + 3 * channels;
  float* factor = constants + 4 * channels;
  block.input = arrays->input;
  block.bias = steps->has_bias ? arrays->bias : constants;
  BackwardWork work = {&block, arrays, inverse, scale, offset, factor};
  for (int64_t c = 0; c < channels; c += 1)
    inverse[c] = (float)(1 / sqrt((double)arrays->variance[c] + steps->epsilon));
  share_work(shape->images, sum_gradients_of_image, &work);
  // With x the value, m and d its mean and deviation, and n values a channel, the gradient of normalisation
  // is gamma / d (g - sum(g) / n - (x - m) / d * sum(g (x - m) / d) / n): Ioffe and Szegedy 2015, section 3.
  const double count = (double)(shape->images * shape->height * shape->width);
  for (int64_t c = 0; c < channels; c += 1) {
    const double sum = sum_images(&block, 0, c);
    const double product = sum_images(&block, 1, c);
    const double slope = arrays->gamma[c] * (double)inverse[c];
    const double change = -slope * inverse[c] * product / count;
    arrays->beta_gradient[c] = (float)sum;
    arrays->gamma_gradient[c] = (float)product;
    scale[c] = (float)slope;
    factor[c] = (float)change;
    offset[c] = (float)(-slope * sum / count - change * arrays->mean[c]);
  }
  memset(block.sums, 0, count_sums(shape) * sizeof(double));
  share_work(shape->images, write_gradients_of_image, &work);
  if (steps->has_bias) {
    for (int64_t c = 0; c < channels; c += 1) arrays->bias_gradient[c] = (float)sum_images(&block, 0, c);
  }
  free(block.sums);
  free(constants);
  return true;
}

bool apply_block(const BatchShape* shape, const BlockSteps* steps, const ApplyArrays* arrays) {
  Block block;
  float* no_bias = begin_block(&block, shape, steps, 1);
  if (no_bias == NULL) return false;
  block.steps.dropout_rate = 0;
  block.input = arrays->input;
  block.bias = steps->has_bias ? arrays->bias : no_bias;
  ApplyWork work = {&block, arrays};
  share_work(shape->images, apply_to_image, &work);
  free(block.sums);
  free(no_bias);
  return true;
}
