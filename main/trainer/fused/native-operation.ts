import type * as tf from '@tensorflow/tfjs';
import type { NativeBackend, OperationAttribute } from '../native-backend.ts';

/**
 * Attributes of TensorFlow operations, by kind. Names, kinds and defaults of each operation are TensorFlow's
 * own: `tensorflow/core/ops/*.cc` in its sources, or `tf.raw_ops` in its Python documentation.
 */
export interface AttributeMaker {
  text(name: string, value: string): OperationAttribute;
  whole(name: string, value: number | readonly number[]): OperationAttribute;
  real(name: string, value: number): OperationAttribute;
  flag(name: string, value: boolean): OperationAttribute;
  type(name: string, value: 'float32' | 'int32'): OperationAttribute;
}

/** Makes attributes for the binding in use, which numbers kinds and types. */
export function createAttributeMaker({ binding }: NativeBackend): AttributeMaker {
  return {
    text: (name, value) => ({ name, type: binding.TF_ATTR_STRING, value }),
    whole: (name, value) => ({ name, type: binding.TF_ATTR_INT, value }),
    real: (name, value) => ({ name, type: binding.TF_ATTR_FLOAT, value }),
    flag: (name, value) => ({ name, type: binding.TF_ATTR_BOOL, value }),
    type: (name, value) => ({
      name,
      type: binding.TF_ATTR_TYPE,
      value: value === 'float32' ? binding.TF_FLOAT : binding.TF_INT32,
    }),
  };
}

/**
 * Runs an operation of one output.
 *
 * @throws Error with TensorFlow's message where it refuses the inputs or has no kernel for them
 */
export function runNative(
  backend: NativeBackend,
  name: string,
  attributes: readonly OperationAttribute[],
  inputs: readonly tf.Tensor[],
): tf.Tensor {
  const [output] = backend.executeMultipleOutputs(name, attributes, inputs, 1);
  if (output === undefined) throw new Error(`TensorFlow's ${name} returned nothing`);
  return output;
}
