// The part of TensorFlow's C interface for operations of one's own that is used here: tensorflow/c/ops.h as
// it comes, and a few declarations of tensorflow/c/kernels.h, which itself asks for C++ headers that
// TensorFlow's wheels do not bring along in full.

#ifndef NEGATOSCOPE_TENSORFLOW_KERNELS_H
#define NEGATOSCOPE_TENSORFLOW_KERNELS_H

#include "tensorflow/c/c_api.h"
#include "tensorflow/c/ops.h"

extern "C" {

struct TF_KernelBuilder;
struct TF_OpKernelConstruction;
struct TF_OpKernelContext;

TF_KernelBuilder* TF_NewKernelBuilder(const char* op_name, const char* device_name,
                                      void* (*create)(TF_OpKernelConstruction*),
                                      void (*compute)(void*, TF_OpKernelContext*), void (*destroy)(void*));
void TF_RegisterKernelBuilder(const char* kernel_name, TF_KernelBuilder* builder, TF_Status* status);
void TF_OpKernelConstruction_GetAttrInt64(TF_OpKernelConstruction* construction, const char* name,
                                          int64_t* value, TF_Status* status);
void TF_OpKernelConstruction_GetAttrFloat(TF_OpKernelConstruction* construction, const char* name,
                                          float* value, TF_Status* status);
void TF_OpKernelConstruction_GetAttrBool(TF_OpKernelConstruction* construction, const char* name,
                                         unsigned char* value, TF_Status* status);
void TF_OpKernelConstruction_Failure(TF_OpKernelConstruction* construction, TF_Status* status);
void TF_GetInput(TF_OpKernelContext* context, int place, TF_Tensor** tensor, TF_Status* status);
TF_Tensor* TF_AllocateOutput(TF_OpKernelContext* context, int place, TF_DataType type, const int64_t* sides,
                             int rank, size_t bytes, TF_Status* status);
void TF_OpKernelContext_Failure(TF_OpKernelContext* context, TF_Status* status);
}

#endif
