// The operation `NegatoscopeFilterGradient`, by filter-gradient.c. `zeros` is [rows of zeros above the input,
// columns of them to its left].

#include <new>

#include "filter-gradient.h"
#include "register-operations.h"
#include "tensorflow-call.h"

namespace negatoscope {
namespace {

// What a kernel keeps of its attributes.
struct Filter {
  int64_t height = 0;
  int64_t width = 0;
  int64_t top = 0;
  int64_t left = 0;
};

void compute(void* kernel, TF_OpKernelContext* context) {
  Call call = begin_call(context);
  const Filter& filter = *static_cast<const Filter*>(kernel);
  int64_t input_sides[batch_rank] = {};
  int64_t output_sides[batch_rank] = {};
  const float* input = read_images(&call, 0, input_sides);
  const float* output_gradient = read_images(&call, 1, output_sides);
  const ConvolutionShape shape = {
      input_sides[0],  input_sides[1], input_sides[2], input_sides[3], output_sides[1], output_sides[2],
      output_sides[3], filter.height,  filter.width,   filter.top,     filter.left,
  };
  if (is_well(&call) && input_sides[0] != output_sides[0]) {
    TF_SetStatus(call.status, TF_INVALID_ARGUMENT,
                 "the input has not as many images as its output's gradient");
  }
  const int64_t sides[] = {filter.height, filter.width, shape.channels, shape.filters};
  float* gradient = make_output<float>(&call, 0, TF_FLOAT, sides, batch_rank);
  if (is_well(&call) && !compute_filter_gradient(&shape, input, output_gradient, gradient))
    fail_for_memory(&call);
  end_call(&call);
}

void* create_kernel(TF_OpKernelConstruction* construction) {
  TF_Status* status = TF_NewStatus();
  Filter* filter = new (std::nothrow) Filter();
  if (filter == nullptr) {
    TF_SetStatus(status, TF_RESOURCE_EXHAUSTED, "no memory for a kernel");
  } else {
    TF_OpKernelConstruction_GetAttrInt64(construction, "kernel_height", &filter->height, status);
    if (TF_GetCode(status) == TF_OK) {
      TF_OpKernelConstruction_GetAttrInt64(construction, "kernel_width", &filter->width, status);
    }
    if (TF_GetCode(status) == TF_OK)
      TF_OpKernelConstruction_GetAttrInt64(construction, "top", &filter->top, status);
    if (TF_GetCode(status) == TF_OK)
      TF_OpKernelConstruction_GetAttrInt64(construction, "left", &filter->left, status);
  }
  if (TF_GetCode(status) != TF_OK) TF_OpKernelConstruction_Failure(construction, status);
  TF_DeleteStatus(status);
  return filter;
}

void delete_kernel(void* kernel) { delete static_cast<Filter*>(kernel); }

}  // namespace

void register_filter_gradient() {
  register_operation({
      "NegatoscopeFilterGradient",
      {"input: float", "output_gradient: float"},
      {"filter_gradient: float"},
      {"kernel_height: int", "kernel_width: int", "top: int", "left: int"},
      create_kernel,
      compute,
      delete_kernel,
  });
}

}  // namespace negatoscope
