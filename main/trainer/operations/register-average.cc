// The operation `NegatoscopeMoveAverage`: kept * average + (1 - kept) * value, in one pass. `kept` is an
// input of one value, since it changes with the step.

#include "register-operations.h"
#include "tensorflow-call.h"

namespace negatoscope {
namespace {

void compute(void*, TF_OpKernelContext* context) {
  Call call = begin_call(context);
  TF_Tensor* average = take_input(&call, 0);
  const int64_t count = average == nullptr ? 0 : TF_TensorElementCount(average);
  const float* value = read_input<float>(&call, 1, count);
  const float* kept = read_input<float>(&call, 2, 1);
  int64_t sides[most_rank] = {};
  const int rank = read_sides(&call, average, sides);
  float* moved = make_output<float>(&call, 0, TF_FLOAT, sides, rank);
  if (is_well(&call)) {
    const float* before = static_cast<const float*>(TF_TensorData(average));
    const float share = *kept;
    for (int64_t place = 0; place < count; place += 1) {
      moved[place] = share * before[place] + (1 - share) * value[place];
    }
  }
  end_call(&call);
}

}  // namespace

void register_average() {
  register_operation({
      "NegatoscopeMoveAverage",
      {"average: float", "value: float", "kept: float"},
      {"moved: float"},
      {},
      create_nothing,
      compute,
      delete_nothing,
  });
}

}  // namespace negatoscope
