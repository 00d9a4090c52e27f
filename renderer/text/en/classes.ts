/** What only models of more than two classes have to say. */
export const classes = {
  'classes.any-finding': 'any finding',
  'classes.probabilities': 'Probability of each class',
  'classes.most-probable': 'of the most probable class',
  'classes.mean': 'mean of the classes, at the best epoch',
  'classes.mean-auc': 'Mean of the classes',
  'classes.against-rest': 'Each class against the rest',
  'classes.class': 'Class',
  'classes.rest': 'The rest',
  'classes.curves-of': 'Curves of',
  'classes.roc': 'ROC curves, each class against the rest',
  'classes.brier': 'Brier score, all classes',
  'classes.ece': 'ECE, most probable class',
  'classes.metrics':
    'ROC AUC, PR AUC, sensitivity, specificity, Brier score and calibration error are of any finding against {class}. Accuracy, matrix and report are of the classes themselves. The Brier score of all classes goes from 0 (best) to 2.',
  'classes.point-hint':
    'Where any finding is at least this probable, an image is called the most probable finding; below it, {class}.',
  'classes.with-finding': '{part} of {whole} with a finding',
  'compare.mean-auc': 'ROC AUC, mean of the classes',
  'compare.class-auc': 'ROC AUC, {class} against the rest',
  'compare.classes-differ':
    'These runs tell different classes apart. Figures of any finding compare; accuracy and figures over all classes are easier to reach with fewer classes.',
  'classes.called': 'called {class}',
} as const;
