import { describeNetwork } from '../../../shared/domain/network/describe-network.ts';
import type { HandlersOf } from './handlers.ts';

export function createNetworkHandlers(): HandlersOf<'networks'> {
  return {
    'networks:describe': async ({ layers, imageSize, classes }) =>
      describeNetwork(layers, { imageSize, classes }),
  };
}
