import { networkLayersSchema, type NetworkLayer } from './network-layer.ts';

/** The architectures that presets use; each is given its output layer when it is built. */
export const networkNames = ['cnn5', 'residual'] as const;
export type NetworkName = (typeof networkNames)[number];

/** A convolution of 3 x 3 with ReLU, and the dropout that follows it (0: none), normalised and pooled. */
function toBlock(filters: number, dropout: number): object[] {
  return [
    { type: 'Conv2D', filters, padding: 'same', activation: 'relu' },
    ...(dropout === 0 ? [] : [{ type: 'Dropout', rate: dropout }]),
    { type: 'BatchNormalization' },
    { type: 'MaxPooling2D' },
  ];
}

/**
 * The report's network: five blocks of convolution, dropout, batch normalisation and max pooling, then dense
 * 128 and dropout. At 150 x 150 it has 951,489 parameters, 950,401 of them trainable.
 *
 * Where the report's Keras script relies on defaults, these are Keras's: Glorot's uniform weights (Glorot and
 * Bengio 2010), biases 0, and batch normalisation with momentum 0.99 and epsilon 0.001 (tfjs's own are the
 * same; PyTorch's are 0.9 and 1e-5).
 */
const cnn5 = [
  ...toBlock(32, 0),
  ...toBlock(64, 0.1),
  ...toBlock(64, 0),
  ...toBlock(128, 0.2),
  ...toBlock(256, 0.2),
  { type: 'Flatten' },
  { type: 'Dense', units: 128, activation: 'relu' },
  { type: 'Dropout', rate: 0.2 },
];

/**
 * A small residual network (He et al. 2016): a strided convolution and pooling bring the image to a quarter of
 * its side before four blocks, and global average pooling makes of what they found a row of 128 features,
 * wherever in the image it was. 604,193 parameters, at any image size.
 */
const residual = [
  { type: 'Conv2D', filters: 32, strides: 2, padding: 'same', useBias: false },
  { type: 'BatchNormalization' },
  { type: 'ReLU' },
  { type: 'MaxPooling2D' },
  { type: 'Residual', filters: 32 },
  { type: 'Residual', filters: 64, strides: 2 },
  { type: 'Residual', filters: 128, strides: 2 },
  { type: 'Residual', filters: 128 },
  { type: 'GlobalAveragePooling2D' },
  { type: 'Dropout', rate: 0.2 },
];

/** The layers of each architecture, defaults filled in. */
export const networks: Readonly<Record<NetworkName, readonly NetworkLayer[]>> = {
  cnn5: networkLayersSchema.parse(cnn5),
  residual: networkLayersSchema.parse(residual),
};
