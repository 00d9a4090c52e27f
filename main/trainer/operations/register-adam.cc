// The operation `NegatoscopeAdam`, by adam.c. `settings` is [rate, first decay, second decay, epsilon], an
// input, since the rate changes with every step.

#include "adam.h"
#include "register-operations.h"
#include "tensorflow-call.h"

namespace negatoscope {
namespace {

void compute(void*, TF_OpKernelContext* context) {
  Call call = begin_call(context);
  TF_Tensor* weights = take_input(&call, 0);
  const int64_t count = weights == nullptr ? 0 : TF_TensorElementCount(weights);
  const float* gradient = read_input<float>(&call, 1, count);
  const float* first_moments = read_input<float>(&call, 2, count);
  const float* second_moments = read_input<float>(&call, 3, count);
  const float* settings = read_input<float>(&call, 4, 4);
  int64_t sides[most_rank] = {};
  const int rank = read_sides(&call, weights, sides);
  float* moved_weights = make_output<float>(&call, 0, TF_FLOAT, sides, rank);
  float* moved_first_moments = make_output<float>(&call, 1, TF_FLOAT, sides, rank);
  float* moved_second_moments = make_output<float>(&call, 2, TF_FLOAT, sides, rank);
  if (is_well(&call)) {
    const AdamSettings adam = {settings[0], settings[1], settings[2], settings[3]};
    const AdamArrays arrays = {
        static_cast<const float*>(TF_TensorData(weights)),
        gradient,
        first_moments,
        second_moments,
        moved_weights,
        moved_first_moments,
        moved_second_moments,
    };
    move_by_adam(count, &adam, &arrays);
  }
  end_call(&call);
}

}  // namespace

void register_adam() {
  register_operation({
      "NegatoscopeAdam",
      {"weights: float", "gradient: float", "first_moments: float", "second_moments: float",
       "settings: float"},
      {"moved_weights: float", "moved_first_moments: float", "moved_second_moments: float"},
      {},
      create_nothing,
      compute,
      delete_nothing,
  });
}

}  // namespace negatoscope
