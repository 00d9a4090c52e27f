import { describe, expect, it } from 'vitest';
import { layerTypes } from '../../shared/domain/network/layer-parameters.ts';
import { NetworkEditor } from '../../renderer/state/network-editor.svelte.ts';

function makeEditor(classes = 2): NetworkEditor {
  return new NetworkEditor(() => ({ imageSize: 150, classes }));
}

const idAt = (editor: NetworkEditor, place: number): number => editor.drafts?.[place]?.id ?? -1;

describe('NetworkEditor', () => {
  it('leaves the preset its network until one is begun', () => {
    const editor = makeEditor();
    expect(editor.layers).toBeNull();
    expect(editor.isValid).toBe(true);
  });

  it("starts from the report's network, with Keras's counts", () => {
    const editor = makeEditor();
    editor.startFrom('cnn5');
    expect(editor.description).toMatchObject({ totalParameters: 951_489, trainableParameters: 950_401 });
    // 3 x 3 kernels over one channel, and a bias, for each of 32 filters.
    expect(editor.outcomeAt(0)).toEqual({ outputShape: [150, 150, 32], parameters: 320 });
    // The output layer that was added: 128 weights and a bias.
    expect(editor.outcomeAt(editor.drafts?.length ?? 0).parameters).toBe(129);
  });

  it('ends in one unit a class where there are more than two', () => {
    const editor = makeEditor(3);
    editor.startFrom('cnn5');
    // 128 weights and a bias for each of three units, where two classes have one.
    expect(editor.outcomeAt(editor.drafts?.length ?? 0)).toEqual({ outputShape: [3], parameters: 387 });
    expect(editor.description?.totalParameters).toBe(951_489 - 129 + 387);
  });

  it('follows what is typed', () => {
    const editor = makeEditor();
    editor.startFrom('cnn5');
    editor.setText(idAt(editor, 0), 'filters', '16');
    expect(editor.outcomeAt(0)).toEqual({ outputShape: [150, 150, 16], parameters: 160 });
    editor.setText(idAt(editor, 0), 'kernelSize', '3 x 5');
    expect(editor.outcomeAt(0).parameters).toBe(256);
    editor.setText(idAt(editor, 0), 'strides', '2');
    expect(editor.outcomeAt(0).outputShape).toEqual([75, 75, 16]);
  });

  it('says what is wrong at the layer that causes it', () => {
    const editor = makeEditor();
    editor.startFrom('cnn5');
    editor.setText(idAt(editor, 3), 'filters', 'many');
    expect(editor.problemAt(3)).toBe('Filters: Enter a whole number, 1 to 4,096.');
    expect(editor.wrongAt(3)).toEqual(['filters']);
    expect(editor.problemAt(2)).toBeNull();
    expect(editor.outcomeAt(2).outputShape).toEqual([75, 75, 32]);
    expect(editor.outcomeAt(3).outputShape).toBeNull();
    expect(editor.isValid).toBe(false);
    editor.setText(idAt(editor, 3), 'filters', '8');
    expect(editor.isValid).toBe(true);
  });

  it('moves, adds and removes layers, and stays at the ends', () => {
    const editor = makeEditor();
    expect(editor.read('[{"type":"Flatten"},{"type":"Dense","units":4}]')).toBeNull();
    const types = (): string[] => editor.drafts?.map(({ type }) => type) ?? [];
    const dense = idAt(editor, 1);
    editor.move(dense, 1);
    expect(types()).toEqual(['Flatten', 'Dense']);
    editor.move(dense, -1);
    expect(types()).toEqual(['Dense', 'Flatten']);
    // A dense layer takes a row of features and is given an image.
    expect(editor.problemAt(0)).toContain('Flatten');
    editor.remove(dense);
    editor.add('Dropout');
    expect(types()).toEqual(['Flatten', 'Dropout']);
    expect(editor.layers?.[1]).toEqual({ type: 'Dropout', rate: 0.2 });
  });

  it('says what may be entered, for all that is wrong in a layer', () => {
    const editor = makeEditor();
    editor.startFrom('cnn5');
    editor.setText(idAt(editor, 0), 'filters', '');
    editor.setText(idAt(editor, 0), 'kernelSize', '200');
    expect(editor.problemAt(0)).toBe(
      'Filters: Enter a whole number, 1 to 4,096. Kernel: Enter a whole number, 1 to 64, or two with an x between, such as 3 x 5.',
    );
    editor.setText(idAt(editor, 4), 'rate', '0,3.1');
    expect(editor.problemAt(4)).toBe(
      'Rate: Enter a number, 0 to 0.95, with a point or a comma for decimals.',
    );
  });

  it('reads a comma as decimal mark, between two sides, and never in a whole number', () => {
    const editor = makeEditor();
    editor.startFrom('cnn5');
    editor.setText(idAt(editor, 4), 'rate', '0,3');
    expect(editor.layers?.[4]).toMatchObject({ type: 'Dropout', rate: 0.3 });
    editor.setText(idAt(editor, 0), 'kernelSize', '3,5');
    expect(editor.layers?.[0]).toMatchObject({ kernelSize: [3, 5] });
    expect(editor.isValid).toBe(true);
    for (const text of ['1.000', '1,5']) {
      editor.setText(idAt(editor, 0), 'filters', text);
      expect(editor.problemAt(0)).toBe(
        'Filters: Enter a whole number, 1 to 4,096, without commas or points.',
      );
    }
  });

  it('adds a layer before another', () => {
    const editor = makeEditor();
    editor.read('[{"type":"Flatten"},{"type":"Dense","units":4}]');
    editor.add('Dropout', 1);
    expect(editor.drafts?.map(({ type }) => type)).toEqual(['Flatten', 'Dropout', 'Dense']);
  });

  it('takes changes back one by one, what was typed in one field as one, and makes them again', () => {
    const editor = makeEditor();
    expect(editor.canUndo).toBe(false);
    editor.startFrom('cnn5');
    const begun = editor.layers;
    editor.setText(idAt(editor, 0), 'filters', '1');
    editor.setText(idAt(editor, 0), 'filters', '16');
    editor.remove(idAt(editor, 4));
    const last = editor.layers;
    editor.undo();
    expect(editor.layers?.[0]).toMatchObject({ filters: 16 });
    expect(editor.layers).toHaveLength(begun?.length ?? 0);
    editor.undo();
    expect(editor.layers).toEqual(begun);
    editor.redo();
    editor.redo();
    expect(editor.layers).toEqual(last);
    expect(editor.canRedo).toBe(false);
    editor.reset();
    expect(editor.layers).toBeNull();
    editor.undo();
    expect(editor.layers).toEqual(last);
    editor.add('Dropout');
    expect(editor.canRedo).toBe(false);
  });

  it.each(layerTypes)('begins %s as one that can be built', (type) => {
    const editor = makeEditor();
    expect(editor.read('[{"type":"Conv2D","filters":4}]')).toBeNull();
    editor.add(type);
    expect(editor.outcomeAt(1).outputShape === null ? editor.problemAt(1) : null).toEqual(
      type === 'Dense' ? expect.stringContaining('Flatten') : null,
    );
  });

  it('takes cells of padding as one number or two', () => {
    const editor = makeEditor();
    editor.read('[{"type":"ZeroPadding2D","padding":[1,2]}]');
    expect(editor.outcomeAt(0).outputShape).toEqual([152, 154, 1]);
    editor.setText(idAt(editor, 0), 'padding', '3');
    expect(editor.outcomeAt(0).outputShape).toEqual([156, 156, 1]);
  });

  it('gives back the file that it read', () => {
    const layers = [
      { type: 'Conv2D', filters: 8, kernelSize: [3, 5], useBias: false, padding: 'same' },
      { type: 'GlobalAveragePooling2D' },
    ];
    const editor = makeEditor();
    expect(editor.read(`\uFEFF${JSON.stringify(layers)}`)).toBeNull();
    expect(editor.layers).toEqual(layers);
  });

  it.each(['', '{}', '[1]', '[{"type":"Conv3D"}]'])(
    'refuses the file %j and keeps what was there',
    (text) => {
      const editor = makeEditor();
      editor.startFrom('residual');
      const before = editor.layers;
      expect(editor.read(text)).not.toBeNull();
      expect(editor.layers).toEqual(before);
    },
  );
});
