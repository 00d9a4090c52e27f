import type { Reference } from '../../../shared/domain/name.ts';
import { fewestMembers, mostMembers } from '../../../shared/domain/run.ts';
import { AppError } from '../../../shared/ipc/app-error.ts';
import { resolveRunWithModel } from '../runs/resolve-run.ts';
import type { RunModel } from '../runs/run-models.ts';
import type { ServiceContext } from '../service-context.ts';

/**
 * Finds the runs that are to be asked together; one that is named twice counts once.
 *
 * @returns their models, in the order in which they were named
 * @throws AppError run-not-found, run-without-model; ensemble-invalid where they are too few or too many, tell
 *   different classes apart, or one is an ensemble itself
 */
export function chooseMembers(
  context: Pick<ServiceContext, 'database' | 'home'>,
  references: readonly Reference[],
): readonly [RunModel, ...RunModel[]] {
  const named = references.map((reference) => resolveRunWithModel(context, reference));
  const nested = named.find(({ kind }) => kind === 'ensemble');
  if (nested !== undefined) {
    throw new AppError(
      'ensemble-invalid',
      `"${nested.name}" is an ensemble already, and an ensemble asks trained runs alone. Name its members in its place.`,
      { nested: nested.name },
    );
  }
  const models = new Map(named.flatMap((run) => run.models).map((model) => [model.run.id, model]));
  const [first, ...others] = models.values();
  if (first === undefined || others.length + 1 < fewestMembers || others.length + 1 > mostMembers) {
    throw new AppError(
      'ensemble-invalid',
      `An ensemble has ${fewestMembers} to ${mostMembers} different members, and ${models.size} ${models.size === 1 ? 'was' : 'were'} named.`,
      { least: fewestMembers, most: mostMembers, members: models.size },
    );
  }
  for (const { run } of others) refuseOtherClasses(first.run, run);
  return [first, ...others];
}

type Telling = Pick<RunModel['run'], 'name' | 'classes'>;

function refuseOtherClasses(first: Telling, { name, classes }: Telling): void {
  if (classes.length === first.classes.length && classes.every((each, at) => each === first.classes[at]))
    return;
  throw new AppError(
    'ensemble-invalid',
    `"${name}" tells ${classes.join(', ')} apart and "${first.name}" ${first.classes.join(', ')}. The members of an ensemble have the same classes in the same order.`,
    { name, classes: classes.join(', '), first: first.name, expected: first.classes.join(', ') },
  );
}
