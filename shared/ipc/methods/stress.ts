import { stressReportSchema } from '../../domain/stress.ts';
import { viewsSchema } from '../../domain/views.ts';
import { runReference } from './shapes.ts';

/** How a run's model bears images that differ from those it was chosen on. */
export const stressMethods = {
  /** Measures, and stores the report with the run in place of an earlier one. */
  'stress:make': {
    input: runReference.extend({ views: viewsSchema.default(1) }),
    output: stressReportSchema,
  },
  /** The run's report; null where none was made. */
  'stress:show': { input: runReference, output: stressReportSchema.nullable() },
} as const;
