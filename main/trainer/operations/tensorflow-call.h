// One call of an operation, as TensorFlow's C interface hands it over, and what registers an operation.

#ifndef NEGATOSCOPE_TENSORFLOW_CALL_H
#define NEGATOSCOPE_TENSORFLOW_CALL_H

#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "tensorflow-kernels.h"

namespace negatoscope {

constexpr int most_tensors = 16;
constexpr int batch_rank = 4;
constexpr int most_rank = 8;

// The inputs and outputs of one call. The first thing that goes wrong is kept in `status`.
struct Call {
  TF_OpKernelContext* context;
  TF_Status* status;
  TF_Tensor* tensors[most_tensors];
  int count;
};

inline Call begin_call(TF_OpKernelContext* context) { return {context, TF_NewStatus(), {}, 0}; }

inline void end_call(Call* call) {
  if (TF_GetCode(call->status) != TF_OK) TF_OpKernelContext_Failure(call->context, call->status);
  for (int place = 0; place < call->count; place += 1) TF_DeleteTensor(call->tensors[place]);
  TF_DeleteStatus(call->status);
}

inline bool is_well(const Call* call) { return TF_GetCode(call->status) == TF_OK; }

inline TF_Tensor* hold(Call* call, TF_Tensor* tensor) {
  if (!is_well(call) || tensor == nullptr) return nullptr;
  call->tensors[call->count] = tensor;
  call->count += 1;
  return tensor;
}

inline TF_Tensor* take_input(Call* call, int place) {
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

inline float* make_channels(Call* call, int place, int64_t channels) {
  return make_output<float>(call, place, TF_FLOAT, &channels, 1);
}

// An input of images, [images, rows, columns, channels], and its sides.
inline const float* read_images(Call* call, int place, int64_t (&sides)[batch_rank]) {
  TF_Tensor* tensor = take_input(call, place);
  if (tensor == nullptr) return nullptr;
  if (TF_NumDims(tensor) != batch_rank) {
    TF_SetStatus(call->status, TF_INVALID_ARGUMENT, "an input is not [images, rows, columns, channels]");
    return nullptr;
  }
  for (int axis = 0; axis < batch_rank; axis += 1) sides[axis] = TF_Dim(tensor, axis);
  return static_cast<const float*>(TF_TensorData(tensor));
}

// The sides of an input of any rank.
inline int read_sides(Call* call, const TF_Tensor* tensor, int64_t (&sides)[most_rank]) {
  if (tensor == nullptr) return 0;
  const int rank = TF_NumDims(tensor);
  if (rank > most_rank) {
    TF_SetStatus(call->status, TF_INVALID_ARGUMENT, "an input has more than 8 axes");
    return 0;
  }
  for (int axis = 0; axis < rank; axis += 1) sides[axis] = TF_Dim(tensor, axis);
  return rank;
}

inline void fail_for_memory(Call* call) {
  TF_SetStatus(call->status, TF_RESOURCE_EXHAUSTED, "no memory for the sums of a batch");
}

inline void infer_nothing(TF_ShapeInferenceContext* context, TF_Status* status) {
  TF_ShapeInferenceContextSetUnknownShape(context, status);
}

// Of a kernel that keeps nothing of its attributes.
inline void* create_nothing(TF_OpKernelConstruction*) { return nullptr; }
inline void delete_nothing(void*) {}

// An operation: its inputs and outputs as "name: type", its attributes likewise, and its kernel, which runs
// on processors alone.
struct Operation {
  const char* name;
  std::initializer_list<const char*> inputs;
  std::initializer_list<const char*> outputs;
  std::initializer_list<const char*> attributes;
  void* (*create)(TF_OpKernelConstruction*);
  void (*compute)(void*, TF_OpKernelContext*);
  void (*destroy)(void*);
};

// Makes an operation known to TensorFlow. One that is refused is simply not there.
inline void register_operation(const Operation& operation) {
  TF_Status* status = TF_NewStatus();
  TF_OpDefinitionBuilder* definition = TF_NewOpDefinitionBuilder(operation.name);
  for (const char* input : operation.inputs) TF_OpDefinitionBuilderAddInput(definition, input);
  for (const char* output : operation.outputs) TF_OpDefinitionBuilderAddOutput(definition, output);
  for (const char* attribute : operation.attributes) TF_OpDefinitionBuilderAddAttr(definition, attribute);
  TF_OpDefinitionBuilderSetShapeInferenceFunction(definition, infer_nothing);
  TF_RegisterOpDefinition(definition, status);
  if (TF_GetCode(status) == TF_OK) {
    TF_KernelBuilder* kernel =
        TF_NewKernelBuilder(operation.name, "CPU", operation.create, operation.compute, operation.destroy);
    TF_RegisterKernelBuilder(operation.name, kernel, status);
  }
  TF_DeleteStatus(status);
}

}  // namespace negatoscope

#endif
