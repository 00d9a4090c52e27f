import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import CommandPalette from '../../renderer/shell/CommandPalette.svelte';
import { foldText, matchCommands, type Command } from '../../renderer/shell/match-commands.ts';
import { toShellAction, type KeyPress } from '../../renderer/shell/shortcuts.ts';

function makeCommand(label: string, kind = 'Run', run: () => void = () => undefined): Command {
  return { id: label, label, kind, run };
}

describe('matching', () => {
  const commands = ['Viêm phổi 2024', 'phoi bình thường', 'cnn5 phổi', 'Đánh giá', 'uniform'].map((label) =>
    makeCommand(label),
  );
  const find = (query: string): string[] => matchCommands(commands, query).map(({ label }) => label);

  it('takes no notice of case, accents and the stroke of đ', () => {
    expect(foldText('ĐỘ NHẠY')).toBe('do nhay');
    expect(find('danh gia')).toEqual(['Đánh giá']);
    expect(find('VIEM')).toEqual(['Viêm phổi 2024']);
  });

  it('wants every word, in any order, and puts beginnings first', () => {
    expect(find('phổi')).toEqual(['phoi bình thường', 'Viêm phổi 2024', 'cnn5 phổi']);
    expect(find('2024 viêm')).toEqual(['Viêm phổi 2024']);
    expect(find('viêm 2023')).toEqual([]);
    // The start of a word before the middle of one.
    expect(
      matchCommands([makeCommand('reform'), makeCommand('a form')], 'form').map(({ label }) => label),
    ).toEqual(['a form', 'reform']);
  });

  it('finds by kind, and everything by nothing', () => {
    expect(find('run')).toHaveLength(5);
    expect(find('  ')).toHaveLength(5);
  });
});

describe('the palette', () => {
  afterEach(cleanup);

  function open(): { chosen: string[]; onclose: ReturnType<typeof vi.fn> } {
    // jsdom has dialogs, but not their opening.
    HTMLDialogElement.prototype.showModal = function showModal() {
      this.open = true;
    };
    HTMLDialogElement.prototype.close = function close() {
      this.open = false;
    };
    Element.prototype.scrollIntoView = () => undefined;
    const chosen: string[] = [];
    const commands = ['one', 'two', 'three'].map((label) =>
      makeCommand(label, 'Run', () => chosen.push(label)),
    );
    const onclose = vi.fn();
    render(CommandPalette, { commands, onclose });
    return { chosen, onclose };
  }

  it('is worked from its field: typing narrows, arrows move around, Enter does it once', async () => {
    const { chosen, onclose } = open();
    const field = screen.getByRole('combobox');
    expect(document.activeElement).toBe(field);
    await fireEvent.keyDown(field, { key: 'ArrowUp' });
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('three');
    expect(field.getAttribute('aria-activedescendant')).toBe(
      screen.getByRole('option', { selected: true }).id,
    );
    await fireEvent.keyDown(field, { key: 'ArrowDown' });
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('one');
    await fireEvent.input(field, { target: { value: 't' } });
    expect(screen.getAllByRole('option')).toHaveLength(2);
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(chosen).toEqual(['two']);
    expect(onclose).toHaveBeenCalledOnce();
  });

  it('says that nothing was found, and Enter then does nothing', async () => {
    const { chosen, onclose } = open();
    const field = screen.getByRole('combobox');
    await fireEvent.input(field, { target: { value: 'zzz' } });
    expect(screen.getByRole('status').textContent).toContain('Nothing of that name');
    await fireEvent.keyDown(field, { key: 'Enter' });
    await fireEvent.keyDown(field, { key: 'ArrowDown' });
    expect(chosen).toEqual([]);
    expect(onclose).not.toHaveBeenCalled();
  });
});

describe('keys that work everywhere', () => {
  const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...held,
  });

  it.each([
    ['Ctrl K', press('k', { ctrlKey: true }), false, 'palette'],
    ['Ctrl K under caps lock', press('K', { ctrlKey: true }), false, 'palette'],
    ['Command K on a Mac', press('k', { metaKey: true }), true, 'palette'],
    ['Ctrl K on a Mac, which deletes to the end of a line', press('k', { ctrlKey: true }), true, null],
    ['?', press('?', { shiftKey: true }), false, 'shortcuts'],
    ['F1', press('F1'), false, 'help'],
    ['Shift F1, which is others’', press('F1', { shiftKey: true }), false, null],
    ['Alt left', press('ArrowLeft', { altKey: true }), false, 'back'],
    ['Alt right', press('ArrowRight', { altKey: true }), false, 'forward'],
    ['Command [', press('[', { metaKey: true }), true, 'back'],
    ['Alt left on a Mac, which moves by a word', press('ArrowLeft', { altKey: true }), true, null],
    ['Ctrl ,', press(',', { ctrlKey: true }), false, 'settings'],
    ['an arrow', press('ArrowLeft'), false, null],
  ] as const)('%s', (_, pressed, isMac, action) => {
    expect(toShellAction(pressed, isMac, false)).toBe(action);
  });

  it('leave text alone', () => {
    expect(toShellAction(press('?', { shiftKey: true }), false, true)).toBeNull();
    expect(toShellAction(press('k', { ctrlKey: true }), false, true)).toBe('palette');
    expect(toShellAction(press('F1'), false, true)).toBe('help');
  });
});
