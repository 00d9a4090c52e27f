// Makes the operations of this folder known to TensorFlow, when Node loads the library that they are built
// into.
//
// `NegatoscopeNormalizeBlock` and `NegatoscopeNormalizeBlockGrad` run normalize-block.c, on processors alone.
// `seed` is [seed of the layer in this run, step], an input, since TensorFlow keeps a kernel for every value
// of an attribute.

#include <cstdint>
#include <new>

#include "normalize-block.h"
#include "tensorflow-kernels.h"

namespace {

constexpr int most_tensors = 16;
constexpr int batch_rank = 4;

// The inputs and outputs of one call. The first thing that goes wrong is kept in `status`.
struct Call {
  TF_OpKernelContext* context;
  TF_Status* status;
  TF_Tensor* tensors[most_tensors];
  int count;
};

Call begin_call(TF_OpKernelContext* context) { return {context, TF_NewStatus(), {}, 0}; }

void end_call(Call* call) {
  if (TF_GetCode(call->status) != TF_OK) TF_OpKernelContext_Failure(call->context, call->status);
  for (int place = 0; place < call->count; place += 1) TF_DeleteTensor(call->tensors[place]);
  TF_DeleteStatus(call->status);
}

bool is_well(const Call* call) { return TF_GetCode(call->status) == TF_OK; }

TF_Tensor* hold(Call* call, TF_Tensor* tensor) {
  if (!is_well(call) || tensor == nullptr) return nullptr;
  call->tensors[call->count] = tensor;
  call->count += 1;
  return tensor;
}

TF_Tensor* take_input(Call* call, int place) {
  TF_Tensor* tensor = nullptr;
  if (is_well(call)) TF_GetInput(call->context, place, &tensor, call->status);
  return hold(call, tensor);
}

// An input's values; null, and the call failed, where it has another number of them.
template <typename Value>
const Value* read_input(Call* call, int place, int64_t values) {
  TF_Tensor* tensor = take_input(call, place);
  if (tensor == nullptr) return nullptr;
  if (TF_TensorElementCount(tensor) == values) return static_cast<const Value*>(TF_TensorData(tensor));
  TF_SetStatus(call->status, TF_INVALID_ARGUMENT, "an input's shape does not fit the batch's");
  return nullptr;
}

template <typename Value>
Value* make_output(Call* call, int place, TF_DataType type, const int64_t* sides, int rank) {
  if (!is_well(call)) return nullptr;
  std::size_t bytes = TF_DataTypeSize(type);
  for (int axis = 0; axis < rank; axis += 1) bytes *= static_cast<std::size_t>(sides[axis]);
  TF_Tensor* tensor = TF_AllocateOutput(call->context, place, type, sides, rank, bytes, call->status);
  return hold(call, tensor) == nullptr ? nullptr : static_cast<Value*>(TF_TensorData(tensor));
}

float* make_channels(Call* call, int place, int64_t channels) {
  return make_output<float>(call, place, TF_FLOAT, &channels, 1);
}

// The batch, which is the first input, and its shape.
const float* read_batch(Call* call, BatchShape* shape) {
  TF_Tensor* tensor = take_input(call, 0);
  if (tensor == nullptr) return nullptr;
  if (TF_NumDims(tensor) != batch_rank) {
    TF_SetStatus(call->status, TF_INVALID_ARGUMENT, "the batch is not [images, rows, columns, channels]");
    return nullptr;
  }
  shape->images = TF_Dim(tensor, 0);
  shape->height = TF_Dim(tensor, 1);
  shape->width = TF_Dim(tensor, 2);
  shape->channels = TF_Dim(tensor, 3);
  return static_cast<const float*>(TF_TensorData(tensor));
}

// A bias may be empty.
const float* read_bias(Call* call, BlockSteps* steps, int64_t channels) {
  TF_Tensor* tensor = take_input(call, 1);
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

void fail_for_memory(Call* call) {
  TF_SetStatus(call->status, TF_RESOURCE_EXHAUSTED, "no memory for the sums of a batch");
}

void compute_forward(void* kernel, TF_OpKernelContext* context) {
  Call call = begin_call(context);
  BlockSteps steps = *static_cast<const BlockSteps*>(kernel);
  BatchShape shape = {};
  ForwardArrays arrays = {};
  arrays.input = read_batch(&call, &shape);
  arrays.bias = read_bias(&call, &steps, shape.channels);
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

void compute_backward(void* kernel, TF_OpKernelContext* context) {
  Call call = begin_call(context);
  BlockSteps steps = *static_cast<const BlockSteps*>(kernel);
  BatchShape shape = {};
  BackwardArrays arrays = {};
  arrays.input = read_batch(&call, &shape);
  arrays.bias = read_bias(&call, &steps, shape.channels);
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
  const int64_t sides[] = {shape.images, shape.height, shape.width, shape.channels};
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

void infer_nothing(TF_ShapeInferenceContext* context, TF_Status* status) {
  TF_ShapeInferenceContextSetUnknownShape(context, status);
}

constexpr const char* attributes[] = {"rectifies_before: bool", "rectifies_after: bool", "pool_size: int",
                                      "dropout_rate: float", "epsilon: float"};

// Registers an operation with its kernel. `arguments` are its inputs and then its outputs, each "name: type".
bool register_operation(const char* name, const char* const* arguments, int inputs, int outputs,
                        void (*compute)(void*, TF_OpKernelContext*)) {
  TF_Status* status = TF_NewStatus();
  TF_OpDefinitionBuilder* definition = TF_NewOpDefinitionBuilder(name);
  for (int place = 0; place < inputs; place += 1)
    TF_OpDefinitionBuilderAddInput(definition, arguments[place]);
  for (int place = inputs; place < inputs + outputs; place += 1) {
    TF_OpDefinitionBuilderAddOutput(definition, arguments[place]);
  }
  for (const char* attribute : attributes) TF_OpDefinitionBuilderAddAttr(definition, attribute);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(definition, infer_nothing);
  TF_RegisterOpDefinition(definition, status);
  if (TF_GetCode(status) == TF_OK) {
    TF_KernelBuilder* kernel = TF_NewKernelBuilder(name, "CPU", create_kernel, compute, delete_kernel);
    TF_RegisterKernelBuilder(name, kernel, status);
  }
  const bool is_registered = TF_GetCode(status) == TF_OK;
  TF_DeleteStatus(status);
  return is_registered;
}

// Whether the processor has what the library is compiled for: see scripts/provision/build-operations.ts.
bool is_processor_able(void) {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return true;
#endif
}

constexpr const char* forward_arguments[] = {
    "input: float",  "bias: float", "gamma: float",    "beta: float", "seed: int32",
    "output: float", "mean: float", "variance: float", "kept: float", "places: uint8",
};

constexpr const char* backward_arguments[] = {
    "input: float",          "bias: float",
    "gamma: float",          "seed: int32",
    "mean: float",           "variance: float",
    "kept: float",           "places: uint8",
    "output: float",         "output_gradient: float",
    "input_gradient: float", "bias_gradient: float",
    "gamma_gradient: float", "beta_gradient: float",
};

}  // namespace

#define EXPORTED extern "C" __attribute__((visibility("default")))

// What Node calls when it has loaded the library, by Node-API's names. There is nothing to export: whether
// the operations are there is found out by running one.
EXPORTED int32_t node_api_module_get_api_version_v1() { return 8; }

EXPORTED void* napi_register_module_v1(void*, void* exports) {
  static bool is_done = false;
  if (is_done || !is_processor_able()) return exports;
  is_done = true;
  if (register_operation("NegatoscopeNormalizeBlock", forward_arguments, 5, 5, compute_forward)) {
    register_operation("NegatoscopeNormalizeBlockGrad", backward_arguments, 10, 4, compute_backward);
  }
  return exports;
}
