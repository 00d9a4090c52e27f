// What a pass over a block keeps meanwhile.

#include "block.h"

#include <stdlib.h>
#include <string.h>

#include "share-work.h"

typedef struct {
  const Block* block;
  const float* images;
} FrameWork;

static void frame_image(void* context, int64_t image) {
  const FrameWork* work = context;
  const int64_t height = work->block->shape.height;
  const int64_t width = work->block->shape.width;
  const int64_t framed_width = width + filter_side - 1;
  const float* from = work->images + image * height * width;
  float* to = work->block->framed + (image * (height + filter_side - 1) + 1) * framed_width + 1;
  for (int64_t row = 0; row < height; row += 1) {
    memcpy(to + row * framed_width, from + row * width, (size_t)width * sizeof(float));
  }
}

// Returns false where there is no memory.
static bool frame_images(Block* block, const float* images) {
  const BatchShape* shape = &block->shape;
  const int64_t frame = filter_side - 1;
  block->framed =
      calloc((size_t)(shape->images * (shape->height + frame) * (shape->width + frame)), sizeof(float));
  if (block->framed == NULL) return false;
  FrameWork work = {block, images};
  share_work(shape->images, frame_image, &work);
  return true;
}

bool begin_block(Block* block, const BatchShape* shape, const BlockSteps* steps, const BlockInput* input,
                 int64_t sum_rows, int64_t rows) {
  block->shape = *shape;
  block->steps = *steps;
  block->pooled_height = shape->height / steps->pool_size;
  block->pooled_width = shape->width / steps->pool_size;
  block->mask = make_random_mask(steps->dropout_rate, steps->seed, steps->step);
  block->input = input->filter == NULL ? input->values : NULL;
  block->framed = NULL;
  block->filter = input->filter;
  block->sum_rows = sum_rows;
  block->sums = calloc((size_t)(shape->images * sum_rows * shape->channels), sizeof(double));
  // The last row stands in for a bias.
  block->rows = calloc((size_t)((rows + 1) * shape->channels), sizeof(float));
  if (block->sums == NULL || block->rows == NULL) return false;
  block->bias = input->bias == NULL ? row_of(block, rows) : input->bias;
  return input->filter == NULL || frame_images(block, input->values);
}

void end_block(Block* block) {
  free(block->framed);
  free(block->sums);
  free(block->rows);
}

void clear_sums(Block* block) {
  memset(block->sums, 0,
         (size_t)(block->shape.images * block->sum_rows * block->shape.channels) * sizeof(double));
}

double sum_images(const Block* block, int64_t row, int64_t channel) {
  double sum = 0;
  for (int64_t image = 0; image < block->shape.images; image += 1) {
    sum += block->sums[(image * block->sum_rows + row) * block->shape.channels + channel];
  }
  return sum;
}
