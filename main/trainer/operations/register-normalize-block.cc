// The operations `NegatoscopeNormalizeBlock`, `NegatoscopeNormalizeBlockGrad` and `NegatoscopeApplyBlock`, by
// normalize-block.c, and `NegatoscopeConvolveBlock`, by convolve-block.c. `seed` is [seed of the layer in
// this run, step], an input, since TensorFlow keeps a kernel for every value of an attribute.

#include <new>

#include "convolve-block.h"
#include "normalize-block.h"
#include "register-operations.h"
#include "tensorflow-call.h"

namespace negatoscope {
namespace {

// A bias may be empty.
const float* read_bias(Call* call, int place, BlockSteps* steps, int64_t channels) {
  TF_Tensor* tensor = take_input(call, place);
  if (tensor == nullptr) return nullptr;
  const int64_t values = TF_TensorElementCount(tensor);
  steps->has_bias = values > 0;
  if (values == 0 || values == channels) return static_cast<const float*>(TF_TensorData(tensor));
  TF_SetStatus(call->status, TF_INVALID_ARGUMENT, "the bias has not a value a channel");
  return nullptr;
}

void read_seed(Call* call, int place, BlockSteps* steps) {
  const int32_t* seed = read_input<int32_t>(call, place, 2);
  if (seed == nullptr) return;
  steps->seed = static_cast<uint32_t>(seed[0]);
  steps->step = static_cast<uint32_t>(seed[1]);
}

void compute_forward(void* kernel, TF_OpKernelContext* context) {
  Call call = begin_call(context);
  BlockSteps steps = *static_cast<const BlockSteps*>(kernel);
  int64_t sides[batch_rank] = {};
  ForwardArrays arrays = {};
  arrays.input = read_images(&call, 0, sides);
  const BatchShape shape = {sides[0], sides[1], sides[2], sides[3]};
  arrays.bias = read_bias(&call, 1, &steps, shape.channels);
  arrays.gamma = read_input<float>(&call, 2, shape.channels);
  arrays.beta = read_input<float>(&call, 3, shape.channels);
  read_seed(&call, 4, &steps);
  const int64_t pooled[] = {shape.images, shape.height / steps.pool_size, shape.width / steps.pool_size,
                            shape.channels};
  const int64_t none[] = {0};
  const bool pools = steps.pool_size == 2;
  arrays.output = make_output<float>(&call, 0, TF_FLOAT, pooled, batch_rank);
  arrays.mean = make_channels(&call, 1, shape.channels);
  arrays.variance = make_channels(&call, 2, shape.channels);
  arrays.kept = make_output<float>(&call, 3, TF_FLOAT, pools ? pooled : none, pools ? batch_rank : 1);
  arrays.places = make_output<uint8_t>(&call, 4, TF_UINT8, pools ? pooled : none, pools ? batch_rank : 1);
  if (is_well(&call) && !normalize_block_forward(&shape, &steps, &arrays)) fail_for_memory(&call);
  end_call(&call);
}

// `scale` and `shift` of each channel: what normalisation by averages comes to.
void compute_application(void* kernel, TF_OpKernelContext* context) {
  Call call = begin_call(context);
  BlockSteps steps = *static_cast<const BlockSteps*>(kernel);
  int64_t sides[batch_rank] = {};
  ApplyArrays arrays = {};
  arrays.input = read_images(&call, 0, sides);
  const BatchShape shape = {sides[0], sides[1], sides[2], sides[3]};
  arrays.bias = read_bias(&call, 1, &steps, shape.channels);
  arrays.scale = read_input<float>(&call, 2, shape.channels);
  arrays.shift = read_input<float>(&call, 3, shape.channels);
  const int64_t pooled[] = {shape.images, shape.height / steps.pool_size, shape.width / steps.pool_size,
                            shape.channels};
  arrays.output = make_output<float>(&call, 0, TF_FLOAT, pooled, batch_rank);
  if (is_well(&call) && !apply_block(&shape, &steps, &arrays)) fail_for_memory(&call);
  end_call(&call);
}

// The same after a convolution of 3 x 3 of images of one channel.
void compute_convolution(void* kernel, TF_OpKernelContext* context) {
  Call call = begin_call(context);
  BlockSteps steps = *static_cast<const BlockSteps*>(kernel);
  int64_t sides[batch_rank] = {};
  int64_t filter_sides[batch_rank] = {};
  ConvolveArrays arrays = {};
  arrays.input = read_images(&call, 0, sides);
  arrays.filter = read_images(&call, 1, filter_sides);
  const int64_t channels = filter_sides[3];
  const BatchShape shape = {sides[0], sides[1], sides[2], channels};
  if (is_well(&call) && (sides[3] != 1 || filter_sides[0] != filter_side || filter_sides[1] != filter_side ||
                         filter_sides[2] != 1)) {
    TF_SetStatus(call.status, TF_INVALID_ARGUMENT, "images of one channel and filters of 3 x 3 are expected");
  }
  arrays.bias = read_bias(&call, 2, &steps, channels);
  arrays.scale = read_input<float>(&call, 3, channels);
  arrays.shift = read_input<float>(&call, 4, channels);
  const int64_t pooled[] = {shape.images, shape.height / steps.pool_size, shape.width / steps.pool_size,
                            channels};
  arrays.output = make_output<float>(&call, 0, TF_FLOAT, pooled, batch_rank);
  if (is_well(&call) && !convolve_block(&shape, &steps, &arrays)) fail_for_memory(&call);
  end_call(&call);
}

void compute_backward(void* kernel, TF_OpKernelContext* context) {
  Call call = begin_call(context);
  BlockSteps steps = *static_cast<const BlockSteps*>(kernel);
  int64_t sides[batch_rank] = {};
  BackwardArrays arrays = {};
  arrays.input = read_images(&call, 0, sides);
  const BatchShape shape = {sides[0], sides[1], sides[2], sides[3]};
  arrays.bias = read_bias(&call, 1, &steps, shape.channels);
  arrays.gamma = read_input<float>(&call, 2, shape.channels);
  read_seed(&call, 3, &steps);
  const int64_t pooled =
      shape.images * (shape.height / steps.pool_size) * (shape.width / steps.pool_size) * shape.channels;
  const bool pools = steps.pool_size == 2;
  arrays.mean = read_input<float>(&call, 4, shape.channels);
  arrays.variance = read_input<float>(&call, 5, shape.channels);
  arrays.kept = read_input<float>(&call, 6, pools ? pooled : 0);
  arrays.places = read_input<uint8_t>(&call, 7, pools ? pooled : 0);
  arrays.output = read_input<float>(&call, 8, pooled);
  arrays.output_gradient = read_input<float>(&call, 9, pooled);
  arrays.input_gradient = make_output<float>(&call, 0, TF_FLOAT, sides, batch_rank);
  arrays.bias_gradient = make_channels(&call, 1, steps.has_bias ? shape.channels : 0);
  arrays.gamma_gradient = make_channels(&call, 2, shape.channels);
  arrays.beta_gradient = make_channels(&call, 3, shape.channels);
  if (is_well(&call) && !normalize_block_backward(&shape, &steps, &arrays)) fail_for_memory(&call);
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
      {"input: float", "bias: float", "gamma: float", "beta: float", "seed: int32"},
      {"output: float", "mean: float", "variance: float", "kept: float", "places: uint8"},
      attributes,
      create_kernel,
      compute_forward,
      delete_kernel,
  });
  register_operation({
      "NegatoscopeApplyBlock",
      {"input: float", "bias: float", "scale: float", "shift: float"},
      {"output: float"},
      attributes,
      create_kernel,
      compute_application,
      delete_kernel,
  });
  register_operation({
      "NegatoscopeConvolveBlock",
      {"input: float", "filter: float", "bias: float", "scale: float", "shift: float"},
      {"output: float"},
      attributes,
      create_kernel,
      compute_convolution,
      delete_kernel,
  });
  register_operation({
      "NegatoscopeNormalizeBlockGrad",
      {"input: float", "bias: float", "gamma: float", "seed: int32", "mean: float", "variance: float",
       "kept: float", "places: uint8", "output: float", "output_gradient: float"},
      {"input_gradient: float", "bias_gradient: float", "gamma_gradient: float", "beta_gradient: float"},
      attributes,
      create_kernel,
      compute_backward,
      delete_kernel,
  });
}

}  // namespace negatoscope
