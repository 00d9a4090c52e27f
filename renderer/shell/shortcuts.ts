import { t } from '../text/t.ts';
import { toKeyLabel, viewerCommands, viewerKeys } from '../viewer/shortcuts.ts';

/** What a key does everywhere in the app. */
export type ShellAction = 'palette' | 'shortcuts' | 'help' | 'back' | 'forward' | 'settings';

/** What of a key press decides what it means. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * What a key press does everywhere in the app; null for one that means nothing here.
 *
 * @param isMac there Command takes the place of Ctrl, and of Alt with the arrows
 * @param isTyping the focus is where text goes: single characters then are text
 */
export function toShellAction(press: KeyPress, isMac: boolean, isTyping: boolean): ShellAction | null {
  const hasCommand = isMac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey;
  const isPlain = !press.ctrlKey && !press.metaKey && !press.altKey;
  const isAlone = isMac ? hasCommand : press.altKey && !press.ctrlKey && !press.metaKey;
  if (hasCommand && !press.altKey && !press.shiftKey) {
    if (press.key.toLowerCase() === 'k') return 'palette';
    if (press.key === ',') return 'settings';
  }
  if (press.key === 'F1' && isPlain && !press.shiftKey) return 'help';
  if (press.key === '?' && isPlain && !isTyping) return 'shortcuts';
  if (isAlone && !press.shiftKey && !isTyping) {
    if (press.key === (isMac ? '[' : 'ArrowLeft')) return 'back';
    if (press.key === (isMac ? ']' : 'ArrowRight')) return 'forward';
  }
  return null;
}

/** Whether a key pressed on an element is text for it. */
export function isTextTarget(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement && !['button', 'checkbox', 'radio', 'range'].includes(target.type)
  );
}

/** Keys and what they do, for the sheet. */
export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly { readonly keys: readonly string[]; readonly does: string }[];
}

/** Every shortcut of the app, by where it works. */
export function listShortcuts(isMac: boolean): readonly ShortcutGroup[] {
  const command = isMac ? '⌘' : 'Ctrl';
  const history = isMac ? (['⌘ [', '⌘ ]'] as const) : (['Alt ←', 'Alt →'] as const);
  return [
    {
      title: t('shortcut.everywhere'),
      shortcuts: [
        { keys: [`${command} K`], does: t('palette.title') },
        { keys: ['F1'], does: t('help.this-screen') },
        { keys: ['?'], does: t('shortcut.title') },
        { keys: [history[0]], does: t('history.back') },
        { keys: [history[1]], does: t('history.forward') },
        { keys: [`${command} ,`], does: t('nav.settings') },
        { keys: ['Esc'], does: t('shortcut.close') },
      ],
    },
    {
      title: t('shortcut.in-lists'),
      shortcuts: [
        { keys: ['←', '→', '↑', '↓'], does: t('shortcut.move') },
        { keys: ['Home', 'End'], does: t('shortcut.ends') },
        { keys: ['Enter'], does: t('shortcut.open') },
        { keys: [t('shortcut.space')], does: t('shortcut.select') },
        { keys: ['Shift ←', 'Shift →'], does: t('shortcut.select-range') },
        { keys: [`${command} A`], does: t('shortcut.select-all') },
        { keys: [`${command} Z`], does: t('edit.undo') },
        { keys: [isMac ? '⇧ ⌘ Z' : 'Ctrl Y'], does: t('edit.redo') },
        { keys: isMac ? ['⌥ ↑', '⌥ ↓'] : ['Alt ↑', 'Alt ↓'], does: t('shortcut.reorder') },
      ],
    },
    {
      title: t('shortcut.on-results'),
      shortcuts: [
        { keys: ['A'], does: t('review.accept') },
        { keys: ['D'], does: t('review.disagree') },
        { keys: ['C'], does: t('review.comment') },
      ],
    },
    {
      title: t('viewer.title'),
      shortcuts: viewerCommands.map((command) => ({
        keys: [toKeyLabel(viewerKeys[command][0])],
        does: t(`viewer.${command}`),
      })),
    },
  ];
}
