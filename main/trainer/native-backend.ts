import * as tf from '@tensorflow/tfjs';

/** One attribute of a TensorFlow operation, its type one of the binding's `TF_ATTR_*` numbers. */
export interface OperationAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: boolean | number | string | readonly number[];
}

/** What tfjs-node's backend offers beyond tfjs's own interface, as far as this project uses it. */
export interface NativeBackend {
  readonly isUsingGpuDevice: boolean;
  readonly binding: {
    readonly TF_Version: string;
    readonly TF_FLOAT: number;
    readonly TF_INT32: number;
    readonly TF_ATTR_STRING: number;
    readonly TF_ATTR_INT: number;
    readonly TF_ATTR_FLOAT: number;
    readonly TF_ATTR_BOOL: number;
    readonly TF_ATTR_TYPE: number;
  };
  /** Runs one operation of TensorFlow by its name; throws the library's own message where it fails. */
  executeMultipleOutputs(
    name: string,
    attributes: readonly OperationAttribute[],
    inputs: readonly tf.TensorInfo[],
    outputs: number,
  ): tf.Tensor[];
}

/** Whether a backend is tfjs-node's. */
export function isNativeBackend(backend: unknown): backend is NativeBackend {
  if (typeof backend !== 'object' || backend === null) return false;
  return 'executeMultipleOutputs' in backend && 'binding' in backend && 'isUsingGpuDevice' in backend;
}

/** The running backend where it is tfjs-node's, else null. */
export function findNativeBackend(): NativeBackend | null {
  const backend: unknown = tf.getBackend() === 'tensorflow' ? tf.backend() : null;
  return isNativeBackend(backend) ? backend : null;
}
