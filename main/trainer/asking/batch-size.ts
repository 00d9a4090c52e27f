/** Images that models are asked about at a time. */
export const batchSize = 32;
