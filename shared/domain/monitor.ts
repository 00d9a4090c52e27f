/** The validation figures by which epochs, and runs of a study, are chosen. */
export const monitorNames = ['valRocAuc', 'valLoss', 'valAccuracy'] as const;
export type MonitorName = (typeof monitorNames)[number];

/** Which way each is better: written out, since a guess by name would minimise an AUC. */
export const monitorModes: Readonly<Record<MonitorName, 'max' | 'min'>> = {
  valRocAuc: 'max',
  valAccuracy: 'max',
  valLoss: 'min',
};
