// Makes the operations of this folder known to TensorFlow, when Node loads the library that they are built
// into. There is nothing to export: whether an operation is there is found out by running it.

#include "register-operations.h"

#include <cstdint>

namespace {

#if defined(__x86_64__)
// What the library is compiled for: see scripts/provision/build-operations.ts.
bool can_run() { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }
// Where oneDNN is no slower.
bool has_quick_filter_gradient() { return __builtin_cpu_supports("avx512f"); }
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
