import { describe, expect, it } from 'vitest';
import { concludeStudy, hasWorkLeft } from '../../../main/services/studies/conclude-study.ts';
import { findBestTrial, type StudyPlan, type Trial } from '../../../shared/domain/study.ts';

function makeTrial(number: number, changes: Partial<Trial> = {}): Trial {
  return {
    number,
    settings: {},
    status: 'completed',
    statusReason: null,
    run: number,
    runName: `run-${number}`,
    bestEpoch: 1,
    epochsDone: 1,
    figures: { valRocAuc: 0.8, valLoss: 0.5, valAccuracy: 0.7 },
    seconds: 30,
    ...changes,
  };
}

describe('the best trial', () => {
  const trials = [
    makeTrial(1, { figures: { valRocAuc: 0.9, valLoss: 0.6, valAccuracy: 0.8 } }),
    makeTrial(2, { figures: { valRocAuc: 0.95, valLoss: 0.7, valAccuracy: 0.7 } }),
    makeTrial(3, { figures: { valRocAuc: 0.95, valLoss: 0.4, valAccuracy: 0.7 } }),
    makeTrial(4, { status: 'failed', figures: { valRocAuc: 1, valLoss: 0.1, valAccuracy: 1 } }),
    makeTrial(5, { status: 'running', figures: { valRocAuc: 1, valLoss: 0.1, valAccuracy: 1 } }),
    makeTrial(6, { figures: { valRocAuc: null, valLoss: 0.5, valAccuracy: 0.7 } }),
  ];

  it('has the greatest AUC or accuracy, but the least loss, and a run that has ended with a model', () => {
    expect(findBestTrial(trials, 'valRocAuc')?.number).toBe(3);
    expect(findBestTrial(trials, 'valAccuracy')?.number).toBe(1);
    expect(findBestTrial(trials, 'valLoss')?.number).toBe(3);
  });

  it('is none where nothing can be compared', () => {
    expect(findBestTrial([makeTrial(1, { figures: null })], 'valLoss')).toBeNull();
  });
});

describe('the end of a study', () => {
  const plan: StudyPlan = {
    kind: 'sweep',
    search: 'grid',
    axes: [{ setting: 'seed', values: [1, 2] }],
    minutes: 1,
  };
  const planned = makeTrial(3, { status: 'planned', run: null, runName: null, figures: null, seconds: 0 });
  const failed = makeTrial(2, { status: 'failed', figures: null, seconds: 5 });

  it('comes with the minutes that its trials have trained, and leaves nothing to resume', () => {
    // Twice 30 seconds are the minute.
    const trials = [makeTrial(1), makeTrial(2), planned];
    expect(hasWorkLeft(plan, trials)).toBe(false);
    expect(concludeStudy(plan, trials)).toMatchObject({ status: 'completed' });
    expect(hasWorkLeft(plan, [makeTrial(1), planned])).toBe(true);
  });

  it('is a failure only where no trial gave a model', () => {
    const unlimited = { ...plan, minutes: null };
    expect(concludeStudy(unlimited, [makeTrial(1), failed])).toMatchObject({ status: 'completed' });
    expect(concludeStudy(unlimited, [failed])).toMatchObject({ status: 'failed' });
    expect(concludeStudy(unlimited, [makeTrial(1), makeTrial(2, { status: 'interrupted' })])).toMatchObject({
      status: 'interrupted',
    });
  });
});
