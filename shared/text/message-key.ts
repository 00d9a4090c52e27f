import type { AuditFinding, DatasetWarning } from '../domain/dataset.ts';
import type { EngineReason } from '../domain/engine.ts';
import type { NetworkMisfit } from '../domain/network/network-layer.ts';
import type { PresetName } from '../domain/preset.ts';
import type { AppErrorCode } from '../ipc/app-error.ts';
import type { NoteCode } from '../ipc/message.ts';

/** Everything the app tells: a code, after the kind of thing it is told of where codes alone would clash. */
export type MessageKey =
  | AppErrorCode
  | NoteCode
  | `warning.${DatasetWarning['code']}`
  | `finding.${AuditFinding['kind']}`
  | `engine.${EngineReason}`
  | `network.${NetworkMisfit}`
  | `preset.${PresetName}`
  | `preset-text.${PresetName}`;
