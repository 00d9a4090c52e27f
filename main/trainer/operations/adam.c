// Adam (Kingma and Ba 2015) in the form of Keras and TensorFlow, with epsilon beside the uncorrected second
// moment, in one pass over the weights. As TensorFlow's single operations it takes thirteen, each of them
// called for every weight.

#include "adam.h"

#include <math.h>

#include "share-work.h"

// Weights that a core moves at a time.
enum { piece_size = 32 * 1024 };

typedef struct {
  int64_t count;
  const AdamSettings* settings;
  const AdamArrays* arrays;
} Work;

static void move_piece(void* context, int64_t piece) {
  const Work* work = context;
  const AdamSettings settings = *work->settings;
  const float first_share = 1 - settings.first_decay;
  const float second_share = 1 - settings.second_decay;
  const int64_t begin = piece * piece_size;
  const int64_t count = begin + piece_size < work->count ? piece_size : work->count - begin;
  const float* restrict weights = work->arrays->weights + begin;
  const float* restrict gradient = work->arrays->gradient + begin;
  const float* restrict first = work->arrays->first_moments + begin;
  const float* restrict second = work->arrays->second_moments + begin;
  float* restrict moved_weights = work->arrays->moved_weights + begin;
  float* restrict moved_first = work->arrays->moved_first_moments + begin;
  float* restrict moved_second = work->arrays->moved_second_moments + begin;
  for (int64_t place = 0; place < count; place += 1) {
    const float m = settings.first_decay * first[place] + first_share * gradient[place];
    const float v =
        settings.second_decay * second[place] + second_share * (gradient[place] * gradient[place]);
    moved_first[place] = m;
    moved_second[place] = v;
    moved_weights[place] = weights[place] - settings.rate * m / (sqrtf(v) + settings.epsilon);
  }
}

void move_by_adam(int64_t count, const AdamSettings* settings, const AdamArrays* arrays) {
  Work work = {count, settings, arrays};
  const int64_t pieces = (count + piece_size - 1) / piece_size;
  if (pieces == 1) {
    // Not worth waking another core.
    move_piece(&work, 0);
  } else {
    share_work(pieces, move_piece, &work);
  }
}
