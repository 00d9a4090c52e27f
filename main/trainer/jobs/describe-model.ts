import type { DescribeModelCommand } from '../../../shared/trainer-protocol.ts';
import type { JobContext } from '../job-runner.ts';
import { buildModel } from '../models/build-model.ts';
import { describeLayers } from '../models/layer-table.ts';

/**
 * Sends the layer table of a preset at an image size.
 *
 * @throws AppError `setting-invalid` where the preset does not fit the size
 */
export async function describeModel(command: DescribeModelCommand, context: JobContext): Promise<void> {
  const { imageSize, classes } = command;
  const model = buildModel(command.preset, { imageSize, classes, seed: 1 });
  try {
    context.send({
      type: 'model-described',
      jobId: command.jobId,
      table: describeLayers(command.preset, model),
    });
  } finally {
    model.dispose();
  }
}
