// Spreads pieces of work over the machine's cores.

#ifndef NEGATOSCOPE_SHARE_WORK_H
#define NEGATOSCOPE_SHARE_WORK_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef void (*WorkPiece)(void* context, int64_t piece);

// Calls `work` once for each piece from 0 to pieces - 1, on all cores, and returns when all are done. Which
// core does which piece is not fixed, so a piece must write where no other does. One caller at a time:
// TensorFlow runs the operations of a step one after another.
void share_work(int64_t pieces, WorkPiece work, void* context);

#ifdef __cplusplus
}
#endif

#endif
