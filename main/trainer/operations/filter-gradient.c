// The gradient of a convolution's filter as products of matrices.
//
// Of a row of the input with its zeros on both sides, the values that a filter's row meets at an output's
// column lie one after another: kernel_width x channels of them, beginning `channels` further for the next
// column. So for each row of the filter its gradient is the product of that (overlapping, transposed) matrix
// with the output's gradient, summed over rows and images. oneDNN does this well on processors with AVX-512;
// on others it takes twice the time of this.

#include "filter-gradient.h"

#include <stdlib.h>
#include <string.h>

#include "lanes.h"
#include "share-work.h"

// A tile of the gradient that the registers hold: filter values by filters.
enum { tile_rows = 6, tile_vectors = 2, tile_filters = tile_vectors * lane_count };

// How many columns of the output, at least, are gone through for a tile before the next, where an image has
// as many: few enough to stay in the nearest cache, and enough to be worth reading and writing the tile's
// sums.
enum { chunk_columns = 75 };

// Sums are kept by group of images, and added in the groups' order, so that they do not depend on the cores.
enum { most_groups = 8 };

typedef struct {
  const ConvolutionShape* shape;
  const float* input;
  const float* output_gradient;
  int64_t groups;
  // Of each group: its gradient, and rows of the input with zeros around them.
  float* sums;
  float* padded;
  int64_t chunk_rows;
  int64_t padded_width;
} Work;

static int64_t smaller(int64_t one, int64_t other) { return one < other ? one : other; }

static int64_t larger(int64_t one, int64_t other) { return one > other ? one : other; }

static int64_t filter_size(const ConvolutionShape* shape) {
  return shape->kernel_height * shape->kernel_width * shape->channels * shape->filters;
}

// Some output rows of one image, met by one row of the filter.
typedef struct {
  // The first of the rows, with its zeros.
  const float* padded;
  const float* gradient;
  int64_t rows;
  int64_t width;
  int64_t channels;
  int64_t filters;
  // From one row to the next.
  int64_t padded_step;
} Chunk;

// Adds a tile's products over a chunk to its sums. `rows` and `filters` are at most a tile's.
ALWAYS_INLINE void add_tile(const Chunk* chunk, int64_t first_row, int64_t first_filter, float* sums,
                            int rows, int64_t filters) {
  Lanes tile[tile_rows][tile_vectors];
  const int64_t counts[tile_vectors] = {smaller(filters, lane_count), filters - smaller(filters, lane_count)};
  float* of_tile = sums + first_row * chunk->filters + first_filter;
#pragma GCC unroll 6
  for (int row = 0; row < rows; row += 1) {
    for (int vector = 0; vector < tile_vectors; vector += 1) {
      tile[row][vector] = read_lanes(of_tile + row * chunk->filters + vector * lane_count, counts[vector]);
    }
  }
  for (int64_t line = 0; line < chunk->rows; line += 1) {
    const float* values = chunk->padded + line * chunk->padded_step + first_row;
    const float* gradient = chunk->gradient + line * chunk->width * chunk->filters + first_filter;
    for (int64_t column = 0; column < chunk->width; column += 1) {
      Lanes gradients[tile_vectors];
      for (int vector = 0; vector < tile_vectors; vector += 1) {
        gradients[vector] = read_lanes(gradient + vector * lane_count, counts[vector]);
      }
#pragma GCC unroll 6
      for (int row = 0; row < rows; row += 1) {
        for (int vector = 0; vector < tile_vectors; vector += 1)
          tile[row][vector] += values[row] * gradients[vector];
      }
      values += chunk->channels;
      gradient += chunk->filters;
    }
  }
#pragma GCC unroll 6
  for (int row = 0; row < rows; row += 1) {
    for (int vector = 0; vector < tile_vectors; vector += 1) {
      write_lanes(of_tile + row * chunk->filters + vector * lane_count, tile[row][vector], counts[vector]);
    }
  }
}

ALWAYS_INLINE void add_tile_column(const Chunk* chunk, int64_t rows, int64_t first_filter, int64_t filters,
                                   float* sums) {
  int64_t row = 0;
  for (; row + tile_rows <= rows; row += tile_rows)
    add_tile(chunk, row, first_filter, sums, tile_rows, filters);
  for (; row + tile_rows / 2 <= rows; row += tile_rows / 2) {
    add_tile(chunk, row, first_filter, sums, tile_rows / 2, filters);
  }
  for (; row < rows; row += 1) add_tile(chunk, row, first_filter, sums, 1, filters);
}

static void add_chunk(const Chunk* chunk, int64_t rows, float* sums) {
  int64_t filter = 0;
  for (; filter + tile_filters <= chunk->filters; filter += tile_filters) {
    add_tile_column(chunk, rows, filter, tile_filters, sums);
  }
  if (filter < chunk->filters) add_tile_column(chunk, rows, filter, chunk->filters - filter, sums);
}

// Copies rows of an image, and zeros for what lies outside it.
static void pad_rows(const Work* work, int64_t image, int64_t first_row, int64_t rows, float* padded) {
  const ConvolutionShape* shape = work->shape;
  const int64_t padded_row = work->padded_width * shape->channels;
  const int64_t row_values = shape->width * shape->channels;
  memset(padded, 0, (size_t)(rows * padded_row) * sizeof(float));
  for (int64_t row = 0; row < rows; row += 1) {
    const int64_t source = first_row + row;
    if (source < 0 || source >= shape->height) continue;
    memcpy(padded + row * padded_row + shape->left * shape->channels,
           work->input + (image * shape->height + source) * row_values, (size_t)row_values * sizeof(float));
  }
}

static void add_image(const Work* work, int64_t image, float* padded, float* sums) {
  const ConvolutionShape* shape = work->shape;
  const int64_t padded_step = work->padded_width * shape->channels;
  const int64_t filter_rows = shape->kernel_width * shape->channels;
  for (int64_t first = 0; first < shape->output_height; first += work->chunk_rows) {
    const int64_t rows = smaller(work->chunk_rows, shape->output_height - first);
    pad_rows(work, image, first - shape->top, rows + shape->kernel_height - 1, padded);
    for (int64_t kernel_row = 0; kernel_row < shape->kernel_height; kernel_row += 1) {
      const Chunk chunk = {
          padded + kernel_row * padded_step,
          work->output_gradient +
              (image * shape->output_height + first) * shape->output_width * shape->filters,
          rows,
          shape->output_width,
          shape->channels,
          shape->filters,
          padded_step,
      };
      add_chunk(&chunk, filter_rows, sums + kernel_row * filter_rows * shape->filters);
    }
  }
}

static void add_group(void* context, int64_t group) {
  const Work* work = context;
  const ConvolutionShape* shape = work->shape;
  float* sums = work->sums + group * filter_size(shape);
  const int64_t padded_size =
      (work->chunk_rows + shape->kernel_height - 1) * work->padded_width * shape->channels;
  const int64_t end = (group + 1) * shape->images / work->groups;
  for (int64_t image = group * shape->images / work->groups; image < end; image += 1) {
    add_image(work, image, work->padded + group * padded_size, sums);
  }
}

static void add_up_groups(const Work* work, float* filter_gradient) {
  const int64_t size = filter_size(work->shape);
  memcpy(filter_gradient, work->sums, (size_t)size * sizeof(float));
  for (int64_t group = 1; group < work->groups; group += 1) {
    const float* sums = work->sums + group * size;
    for (int64_t place = 0; place < size; place += 1) filter_gradient[place] += sums[place];
  }
}

bool compute_filter_gradient(const ConvolutionShape* shape, const float* input, const float* output_gradient,
                             float* filter_gradient) {
  if (shape->images == 0) {
    memset(filter_gradient, 0, (size_t)filter_size(shape) * sizeof(float));
    return true;
  }
  const int64_t padded_width = shape->output_width + shape->kernel_width - 1;
  const int64_t chunks = larger(1, shape->output_height * shape->output_width / chunk_columns);
  const int64_t chunk_rows = (shape->output_height + chunks - 1) / chunks;
  const int64_t groups = smaller(shape->images, most_groups);
  Work work = {shape, input, output_gradient, groups, NULL, NULL, chunk_rows, padded_width};
  const int64_t padded_size = (chunk_rows + shape->kernel_height - 1) * padded_width * shape->channels;
  work.sums = calloc((size_t)(groups * filter_size(shape)), sizeof(float));
  work.padded = malloc((size_t)(groups * padded_size) * sizeof(float));
  const bool has_memory = work.sums != NULL && work.padded != NULL;
  if (has_memory) {
    share_work(groups, add_group, &work);
    add_up_groups(&work, filter_gradient);
  }
  free(work.sums);
  free(work.padded);
  return has_memory;
}
