// What follows a convolution as prediction has it, in one pass over the batch.

#include <math.h>

#include "block.h"
#include "share-work.h"

typedef struct {
  const Block* block;
  const ApplyArrays* arrays;
  // A normalised value is `scale * value + shift`.
  float* scale;
  float* shift;
} ApplyWork;

// What pooling keeps of a window.
ALWAYS_INLINE Lanes pool_window(const Strip* strip, int64_t row, int64_t column, WholeLanes turned,
                                int64_t count) {
  const Window window = compute_window(strip, row, column, count);
  Lanes kept = turn_bits(window.cells[0].values, turned);
#pragma GCC unroll 4
  for (int64_t place = 1; place < 4; place += 1) {
    const Lanes values = turn_bits(window.cells[place].values, turned);
    kept = choose(values > kept, values, kept);
  }
  return turn_bits(kept, turned);
}

ALWAYS_INLINE void apply_to_strip(const ApplyWork* work, const Strip* strip, int64_t row, int64_t count) {
  const Block* block = strip->block;
  const Lanes scale = read_lanes(work->scale + strip->first_channel, count);
  const Lanes shift = read_lanes(work->shift + strip->first_channel, count);
  const WholeLanes turned = to_sign_bits(scale < spread(0));
  for (int64_t column = 0; column < block->pooled_width; column += 1) {
    const Lanes values = block->steps.pool_size == 2 ? pool_window(strip, row, column, turned, count)
                                                     : compute_cell(strip, row, column, count).values;
    const Lanes normalized = scale * values + shift;
    write_lanes(work->arrays->output + place_of_pooled(strip, row, column),
                block->steps.rectifies_after ? rectify(normalized) : normalized, count);
  }
}

static void apply_to_image(void* context, int64_t image) {
  const ApplyWork* work = context;
  FOR_EACH_STRIP(work, image, work->block->pooled_height, apply_to_strip);
}

bool apply_block(const BatchShape* shape, const BlockSteps* steps, const BlockInput* input,
                 const ApplyArrays* arrays) {
  Block block;
  BlockSteps kept_steps = *steps;
  kept_steps.dropout_rate = 0;
  const bool has_memory = begin_block(&block, shape, &kept_steps, input, 0, 2);
  if (has_memory) {
    ApplyWork work = {&block, arrays, row_of(&block, 0), row_of(&block, 1)};
    for (int64_t c = 0; c < shape->channels; c += 1) {
      const double slope = arrays->gamma[c] / sqrt((double)arrays->variance[c] + steps->epsilon);
      work.scale[c] = (float)slope;
      work.shift[c] = (float)(arrays->beta[c] - slope * arrays->mean[c]);
    }
    share_work(shape->images, apply_to_image, &work);
  }
  end_block(&block);
  return has_memory;
}
