import * as tf from '@tensorflow/tfjs';

/** What a computation returned, and every tensor it made that still lives. */
export interface Held<Result> {
  readonly result: Result;
  /** The caller frees them; of some the computation's own results may have been freed before. */
  readonly tensors: readonly tf.Tensor[];
}

/**
 * Runs a computation whose tensors are needed past an `await`, which no `tf.tidy` may span: other jobs' tensors
 * would fall into it.
 */
export function holdTensors<Result>(compute: () => Result): Held<Result> {
  const engine = tf.engine();
  engine.startScope();
  let tensors: tf.Tensor[] = [];
  try {
    const result = compute();
    tensors = [...engine.state.activeScope.track];
    return { result, tensors };
  } finally {
    // Those of a computation that failed are not among these, so they are freed here.
    engine.endScope(tensors);
  }
}
