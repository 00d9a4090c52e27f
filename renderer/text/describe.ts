import type { AuditFinding, DatasetWarning, RejectedFile } from '../../shared/domain/dataset.ts';
import type { EngineAvailability } from '../../shared/domain/engine.ts';
import type { NetworkProblem } from '../../shared/domain/network/network-layer.ts';
import type { Preset } from '../../shared/domain/preset.ts';
import { appErrorCodeSchema, toAppError, type AppErrorPayload } from '../../shared/ipc/app-error.ts';
import type { Message } from '../../shared/ipc/message.ts';
import { describeMessage, type Told } from '../../shared/text/describe-message.ts';
import { interfaceLanguage } from './language.svelte.ts';

/** An error in the interface's language. */
export function describeError({ code, message, details }: AppErrorPayload): string {
  return describe({ key: code, message, details });
}

/** Whatever was thrown, in the interface's language. */
export function describeThrown(thrown: unknown): string {
  return describeError(toAppError(thrown));
}

/** A note on a split, a warning of an evaluation, why a run ended. */
export function describeNote({ code, message, details }: Message): string {
  return describe({ key: code, message, details });
}

/** Why a file was left out. An evaluation may be older than the codes that there are now. */
export function describeRejection({
  code,
  message,
  details = {},
}: Omit<RejectedFile, 'code'> & { readonly code: string }): string {
  const known = appErrorCodeSchema.safeParse(code);
  return describe({ key: known.success ? known.data : null, message, details });
}

export function describeWarning({ code, message, details }: DatasetWarning): string {
  return describe({ key: `warning.${code}`, message, details });
}

export function describeFinding({ kind, message, details }: AuditFinding): string {
  return describe({ key: `finding.${kind}`, message, details });
}

/** Why an engine can or cannot run here. */
export function describeReason({ code, reason, details }: EngineAvailability): string {
  return describe({ key: `engine.${code}`, message: reason, details });
}

/** What is wrong with a network. */
export function describeProblem({ code, message, details }: NetworkProblem): string {
  return describe({ key: `network.${code}`, message, details });
}

export function describePresetTitle({ name, title }: Pick<Preset, 'name' | 'title'>): string {
  return describe({ key: `preset.${name}`, message: title, details: {} });
}

/** What a preset is. */
export function describePreset({ name, description }: Pick<Preset, 'name' | 'description'>): string {
  return describe({ key: `preset-text.${name}`, message: description, details: {} });
}

function describe(told: Told): string {
  return describeMessage(told, interfaceLanguage.current);
}
