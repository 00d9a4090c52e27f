// What makes each operation of this folder known to TensorFlow.

#ifndef NEGATOSCOPE_REGISTER_OPERATIONS_H
#define NEGATOSCOPE_REGISTER_OPERATIONS_H

namespace negatoscope {

void register_normalize_block();
void register_filter_gradient();
void register_adam();
void register_average();

}  // namespace negatoscope

#endif
