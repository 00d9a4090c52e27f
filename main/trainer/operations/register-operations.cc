// Makes the operations of this folder known to TensorFlow, when Node loads the library that they are built
// into. There is nothing to export: whether an operation is there is found out by running it.

#include "register-operations.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace {

#if defined(__x86_64__)
// Whether oneDNN, and with it all that computes here, may use no more than AVX2.
bool is_limited() {
  const char* limit = std::getenv("ONEDNN_MAX_CPU_ISA");
  return limit != nullptr && std::strncmp(limit, "AVX2", 4) == 0;
}

bool has_avx512() {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl") && !is_limited();
}

// A library is made for each of two kinds of processors, of which one registers: see
// scripts/provision/build-operations.ts.
bool can_run() {
#if defined(__AVX512F__)
  return has_avx512();
#else
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && !has_avx512();
#endif
}

// Where oneDNN is no slower.
bool has_quick_filter_gradient() { return has_avx512(); }
#else
bool can_run() { return true; }
bool has_quick_filter_gradient() { return true; }
#endif

}  // namespace

#define EXPORTED extern "C" __attribute__((visibility("default")))

// The two names by which Node-API loads a library.
EXPORTED int32_t node_api_module_get_api_version_v1() { return 8; }

EXPORTED void* napi_register_module_v1(void*, void* exports) {
  static bool is_done = false;
  if (is_done || !can_run()) return exports;
  is_done = true;
  negatoscope::register_normalize_block();
  negatoscope::register_adam();
  negatoscope::register_average();
  if (!has_quick_filter_gradient()) negatoscope::register_filter_gradient();
  return exports;
}
