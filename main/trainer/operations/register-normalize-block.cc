// The operations `NegatoscopeNormalizeBlock`, `NegatoscopeNormalizeBlockGrad` and `NegatoscopeApplyBlock`, of
// normalize-block.h. `seed` is [seed of the layer in this run, step], an input, since TensorFlow keeps a
// kernel for every value of an attribute.

#include <new>

#include "normalize-block.h"
#include "register-operations.h"
#include "tensorflow-call.h"

namespace negatoscope {
namespace {

// The inputs of a block: where `filter` is empty, `input` is a convolution's output, else images of one
// channel. `bias` may be empty.
BatchShape read_block(Call* call, BlockInput* input) {
  int64_t sides[batch_rank] = {};
  int64_t filter_sides[batch_rank] = {};
  input->values = read_images(call, 0, sides);
  input->filter = read_images(call, 1, filter_sides);
  if (filter_sides[0] == 0) {
    input->filter = nullptr;
  } else if (is_well(call) && (sides[3] != 1 || filter_sides[0] != filter_side ||
                               filter_sides[1] != filter_side || filter_sides[2] != 1)) {
    TF_SetStatus(call->status, TF_INVALID_ARGUMENT,
                 "images of one channel and filters of 3 x 3 are expected");
  }
  const BatchShape shape = {sides[0], sides[1], sides[2],
                            input->filter == nullptr ? sides[3] : filter_sides[3]};
  const TF_Tensor* bias = take_input(call, 2);
  if (bias == nullptr) return shape;
  const int64_t values = TF_TensorElementCount(bias);
  if (values > 0) input->bias = static_cast<const float*>(TF_TensorData(bias));
  if (values > 0 && values != shape.channels) {
    TF_SetStatus(call->status, TF_INVALID_ARGUMENT, "the bias has not a value a channel");
  }
  return shape;
}

void read_seed(Call* call, int place, BlockSteps* steps) {
  const int32_t* seed = read_input<int32_t>(call, place, 2);
  if (seed == nullptr) return;
  steps->seed = static_cast<uint32_t>(seed[0]);
  steps->step = static_cast<uint32_t>(seed[1]);
}

// The sides of what pooling leaves.
struct Pooled {
  int64_t sides[batch_rank];
};

Pooled pool(const BatchShape& shape, const BlockSteps& steps) {
  return {{shape.images, shape.height / steps.pool_size, shape.width / steps.pool_size, shape.channels}};
}

// An output that is there or empty.
template <typename Value>
Value* make_optional(Call* call, int place, TF_DataType type, const int64_t (&sides)[batch_rank],
                     bool is_there) {
  const int64_t none[batch_rank] = {};
  Value* values = make_output<Value>(call, place, type, is_there ? sides : none, batch_rank);
  return is_there ? values : nullptr;
}

void compute_forward(void* kernel, TF_OpKernelContext* context) {
  Call call = begin_call(context);
  BlockSteps steps = *static_cast<const BlockSteps*>(kernel);
  BlockInput input = {};
  ForwardArrays arrays = {};
  const BatchShape shape = read_block(&call, &input);
  arrays.gamma = read_input<float>(&call, 3, shape.channels);
  arrays.beta = read_input<float>(&call, 4, shape.channels);
  read_seed(&call, 5, &steps);
  const Pooled pooled = pool(shape, steps);
  const bool pools = steps.pool_size == 2;
  arrays.output = make_output<float>(&call, 0, TF_FLOAT, pooled.sides, batch_rank);
  arrays.mean = make_channels(&call, 1, shape.channels);
  arrays.variance = make_channels(&call, 2, shape.channels);
  arrays.kept = make_optional<float>(&call, 3, TF_FLOAT, pooled.sides, pools);
  arrays.places = make_optional<uint8_t>(&call, 4, TF_UINT8, pooled.sides, pools);
  if (is_well(&call) && !normalize_block_forward(&shape, &steps, &input, &arrays)) fail_for_memory(&call);
  end_call(&call);
}

void compute_backward(void* kernel, TF_OpKernelContext* context) {
  Call call = begin_call(context);
  BlockSteps steps = *static_cast<const BlockSteps*>(kernel);
  BlockInput input = {};
  BackwardArrays arrays = {};
  const BatchShape shape = read_block(&call, &input);
  arrays.gamma = read_input<float>(&call, 3, shape.channels);
  read_seed(&call, 4, &steps);
  const Pooled pooled = pool(shape, steps);
  const int64_t pooled_values = pooled.sides[0] * pooled.sides[1] * pooled.sides[2] * pooled.sides[3];
  const bool pools = steps.pool_size == 2;
  const bool convolves = input.filter != nullptr;
  const int64_t sides[] = {shape.images, shape.height, shape.width, shape.channels};
  const int64_t filter_sides[] = {filter_side, filter_side, 1, shape.channels};
  arrays.mean = read_input<float>(&call, 5, shape.channels);
  arrays.variance = read_input<float>(&call, 6, shape.channels);
  arrays.kept = read_input<float>(&call, 7, pools ? pooled_values : 0);
  arrays.places = read_input<uint8_t>(&call, 8, pools ? pooled_values : 0);
  arrays.output = read_input<float>(&call, 9, pooled_values);
  arrays.output_gradient = read_input<float>(&call, 10, pooled_values);
  arrays.input_gradient = make_optional<float>(&call, 0, TF_FLOAT, sides, !convolves);
  arrays.filter_gradient = make_optional<float>(&call, 1, TF_FLOAT, filter_sides, convolves);
  float* bias_gradient = make_channels(&call, 2, input.bias == nullptr ? 0 : shape.channels);
  arrays.bias_gradient = input.bias == nullptr ? nullptr : bias_gradient;
  arrays.gamma_gradient = make_channels(&call, 3, shape.channels);
  arrays.beta_gradient = make_channels(&call, 4, shape.channels);
  if (is_well(&call) && !normalize_block_backward(&shape, &steps, &input, &arrays)) fail_for_memory(&call);
  end_call(&call);
}

void compute_application(void* kernel, TF_OpKernelContext* context) {
  Call call = begin_call(context);
  const BlockSteps& steps = *static_cast<const BlockSteps*>(kernel);
  BlockInput input = {};
  ApplyArrays arrays = {};
  const BatchShape shape = read_block(&call, &input);
  arrays.gamma = read_input<float>(&call, 3, shape.channels);
  arrays.beta = read_input<float>(&call, 4, shape.channels);
  arrays.mean = read_input<float>(&call, 5, shape.channels);
  arrays.variance = read_input<float>(&call, 6, shape.channels);
  arrays.output = make_output<float>(&call, 0, TF_FLOAT, pool(shape, steps).sides, batch_rank);
  if (is_well(&call) && !apply_block(&shape, &steps, &input, &arrays)) fail_for_memory(&call);
  end_call(&call);
}

void read_attributes(TF_OpKernelConstruction* construction, BlockSteps* steps, TF_Status* status) {
  unsigned char flag = 0;
  TF_OpKernelConstruction_GetAttrBool(construction, "rectifies_before", &flag, status);
  if (TF_GetCode(status) != TF_OK) return;
  steps->rectifies_before = flag != 0;
  TF_OpKernelConstruction_GetAttrBool(construction, "rectifies_after", &flag, status);
  if (TF_GetCode(status) != TF_OK) return;
  steps->rectifies_after = flag != 0;
  TF_OpKernelConstruction_GetAttrInt64(construction, "pool_size", &steps->pool_size, status);
  if (TF_GetCode(status) != TF_OK) return;
  TF_OpKernelConstruction_GetAttrFloat(construction, "dropout_rate", &steps->dropout_rate, status);
  if (TF_GetCode(status) != TF_OK) return;
  TF_OpKernelConstruction_GetAttrFloat(construction, "epsilon", &steps->epsilon, status);
  if (TF_GetCode(status) != TF_OK) return;
  if (steps->pool_size < 1 || steps->pool_size > 2) {
    TF_SetStatus(status, TF_INVALID_ARGUMENT, "pool_size is neither 1 nor 2");
  }
}

void* create_kernel(TF_OpKernelConstruction* construction) {
  TF_Status* status = TF_NewStatus();
  BlockSteps* steps = new (std::nothrow) BlockSteps();
  if (steps == nullptr)
    TF_SetStatus(status, TF_RESOURCE_EXHAUSTED, "no memory for a kernel");
  else
    read_attributes(construction, steps, status);
  if (TF_GetCode(status) != TF_OK) TF_OpKernelConstruction_Failure(construction, status);
  TF_DeleteStatus(status);
  return steps;
}

void delete_kernel(void* kernel) { delete static_cast<BlockSteps*>(kernel); }

}  // namespace

void register_normalize_block() {
  const auto attributes = {"rectifies_before: bool", "rectifies_after: bool", "pool_size: int",
                           "dropout_rate: float", "epsilon: float"};
  register_operation({
      "NegatoscopeNormalizeBlock",
      {"input: float", "filter: float", "bias: float", "gamma: float", "beta: float", "seed: int32"},
      {"output: float", "mean: float", "variance: float", "kept: float", "places: uint8"},
      attributes,
      create_kernel,
      compute_forward,
      delete_kernel,
  });
  register_operation({
      "NegatoscopeNormalizeBlockGrad",
      {"input: float", "filter: float", "bias: float", "gamma: float", "seed: int32", "mean: float",
       "variance: float", "kept: float", "places: uint8", "output: float", "output_gradient: float"},
      {"input_gradient: float", "filter_gradient: float", "bias_gradient: float", "gamma_gradient: float",
       "beta_gradient: float"},
      attributes,
      create_kernel,
      compute_backward,
      delete_kernel,
  });
  register_operation({
      "NegatoscopeApplyBlock",
      {"input: float", "filter: float", "bias: float", "gamma: float", "beta: float", "mean: float",
       "variance: float"},
      {"output: float"},
      attributes,
      create_kernel,
      compute_application,
      delete_kernel,
  });
}

}  // namespace negatoscope
