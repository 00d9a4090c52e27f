import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openApplication } from '../../main/application.ts';
import { evaluationMetricsSchema } from '../../shared/domain/metric.ts';
import { type ShippedModel, shippedModelSchema } from '../../shared/domain/shipped-model.ts';
import { say } from '../progress.ts';
import { describeShippedModel } from './describe-shipped-model.ts';

/** What the model was trained on, as the app names it. */
const trainedOn = 'Chest X-Ray Images (Pneumonia), training part';

/**
 * Writes the model of a run for the app to ship: its files, `shipped.json` with what the library shows of it, and a
 * model card to read. The folder is replaced whole.
 *
 * @param options.home the library that holds the run
 * @param options.target the model's folder
 * @throws AppError run-not-found, run-without-model, output-not-writable; Error where the run has no validation figures
 */
export async function writeShippedModel(options: {
  readonly home: string;
  readonly run: string;
  readonly target: string;
}): Promise<void> {
  const { target } = options;
  const library = await openApplication({ home: options.home, engine: 'auto', front: 'command-line' });
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(path.dirname(target), { recursive: true });
  try {
    const run = await library.call('runs:show', { run: options.run });
    const evaluations = await library.call('evaluations:list', { run: run.run });
    const validation = evaluations.find(({ kind }) => kind === 'validation');
    if (validation === undefined) throw new Error(`the run "${run.name}" has no validation figures`);
    say('The stress test …');
    const stress = await library.call('stress:make', { run: run.run });
    await library.call('runs:export', { run: run.run, format: 'tfjs', path: partial });
    const shipped: ShippedModel = {
      format: 'negatoscope-shipped-model-1',
      name: run.name,
      dataset: trainedOn,
      // The rest of a run, and of an evaluation, is of the library that it lies in.
      run: shippedModelSchema.shape.run.strip().parse(run),
      validation: {
        patients: validation.patients,
        metrics: evaluationMetricsSchema.strip().parse(validation),
      },
    };
    await writeFile(path.join(partial, 'shipped.json'), `${JSON.stringify(shipped, null, 2)}\n`);
    await writeFile(path.join(partial, 'MODEL_CARD.md'), describeShippedModel(shipped, stress));
    await rm(target, { recursive: true, force: true });
    await rename(partial, target);
    say(`The model lies in ${path.relative(process.cwd(), target)}.`);
  } finally {
    await library.close();
  }
}
