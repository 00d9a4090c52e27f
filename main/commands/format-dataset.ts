import type { AuditReport, Dataset, DatasetWarning, ImportReport } from '../../shared/domain/dataset.ts';
import type { MethodOutput } from '../../shared/ipc/contract.ts';
import { formatFacts, formatTable } from './format-table.ts';
import { formatAmount, formatCount, formatDuration, formatMoment } from './format-values.ts';

/** Most files or findings that are named one by one; `--json` names all. */
const mostListed = 20;

/** What an import did, with every file that was left out and why. */
export function formatImport(report: ImportReport): string {
  const { dataset, images, added, duplicates, unchanged, moved, missing, rejected, patients, seconds } =
    report;
  return joinParts([
    `Imported "${dataset}" in ${formatDuration(seconds)}.`,
    formatFacts([
      ['images found', formatCount(images)],
      ['added', formatCount(added)],
      ['duplicates, kept once', formatCount(duplicates)],
      ['there already', formatCount(unchanged)],
      ...(moved === 0 ? [] : [['of these, moved or relabelled', formatCount(moved)] as const]),
      ...(missing === 0 ? [] : [['file gone, image kept', formatCount(missing)] as const]),
      ['left out', formatCount(rejected.length)],
      ['patients', formatCount(patients)],
      ['classes', formatCounts(report.classes)],
      ...(Object.keys(report.splits).length === 0 ? [] : [['parts', formatCounts(report.splits)] as const]),
    ]),
    formatLeftOut(rejected),
    formatWarnings(report.warnings),
  ]);
}

/** A line a dataset. */
export function formatDatasets(datasets: readonly Dataset[]): string {
  if (datasets.length === 0) return 'There are no datasets yet. `negatoscope datasets import` brings one in.';
  return formatTable(
    [['ID', 'right'], ['NAME'], ['IMAGES', 'right'], ['PATIENTS', 'right'], ['CLASSES'], ['FROM']],
    datasets.map(({ id, name, images, patients, classes, sourcePath }) => [
      String(id),
      name,
      formatCount(images),
      formatCount(patients),
      formatCounts(classes),
      sourcePath,
    ]),
  );
}

/** What one dataset holds. */
export function formatDataset(dataset: Dataset): string {
  return joinParts([
    `${dataset.name} (id ${dataset.id})`,
    formatFacts([
      ['from', dataset.sourcePath],
      ['imported', formatMoment(dataset.createdAt)],
      ['images', formatCount(dataset.images)],
      ['patients', formatCount(dataset.patients)],
      ['classes', formatCounts(dataset.classes)],
      ['negative class', dataset.negativeClass],
      ['parts', Object.keys(dataset.splits).length === 0 ? 'undivided' : formatCounts(dataset.splits)],
      ['duplicates', formatCount(dataset.duplicates)],
      ['files left out', formatCount(dataset.rejected)],
    ]),
    formatWarnings(dataset.warnings),
  ]);
}

/** Where a dataset was written to, and how it comes back. */
export function formatDatasetExport({ path, images, sourceFolder }: MethodOutput<'datasets:export'>): string {
  return joinParts([
    `${formatAmount(images, 'image')} written to ${path}.`,
    `Its paths are relative to ${sourceFolder}. To import it:\n  negatoscope datasets import "${sourceFolder}" --csv "${path}" --name NAME`,
  ]);
}

/** What an audit found, a paragraph a finding. */
export function formatAudit(audit: AuditReport): string {
  const scope = `${formatAmount(audit.images, 'image')} of ${formatAmount(audit.patients, 'patient')}`;
  if (audit.findings.length === 0) return `${audit.dataset}: ${scope}, nothing to remark.`;
  const shown = audit.findings.slice(0, mostListed);
  const total = Object.values(audit.counts).reduce((sum, count) => sum + count, 0);
  return joinParts([
    `${audit.dataset}: ${scope}, ${formatAmount(total, 'finding')} (${formatCounts(audit.counts)}).`,
    ...shown.map(({ kind, message, paths }) =>
      [`${kind}: ${message}`, ...paths.slice(0, mostListed).map((path) => `  ${path}`)].join('\n'),
    ),
    total > shown.length ? `${formatCount(total - shown.length)} more; --json lists them.` : '',
  ]);
}

function formatLeftOut(rejected: ImportReport['rejected']): string {
  if (rejected.length === 0) return '';
  const more = rejected.length - mostListed;
  return [
    'Left out:',
    ...rejected.slice(0, mostListed).map(({ path, message }) => `  ${path}: ${message}`),
    ...(more > 0 ? [`  and ${formatCount(more)} more; --json lists them`] : []),
  ].join('\n');
}

function formatWarnings(warnings: readonly DatasetWarning[]): string {
  return warnings.map(({ message }) => `Note: ${message}`).join('\n');
}

function formatCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${formatCount(count)}`)
    .join(', ');
}

function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
