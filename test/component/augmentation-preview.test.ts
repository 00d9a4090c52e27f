import { describe, expect, it } from 'vitest';
import { runSettingsSchema } from '../../shared/domain/run-settings.ts';
import { AugmentationPreview, toPreviewRequest } from '../../renderer/state/augmentation-preview.svelte.ts';
import { FakeApp, settle } from './fake-app.ts';

function makeRequest(rotationRange: number): ReturnType<typeof toPreviewRequest> {
  const settings = runSettingsSchema.parse({ rotationRange, imageSize: 333, learningRate: 0.1 });
  return toPreviewRequest({ dataset: 3, preset: 'cnn5', settings }, 0);
}

const picture = 'data:image/png;base64,AA==';
const answer = (path: string): object[] => [
  { path, className: 'NORMAL', original: picture, variants: [picture] },
];

describe('a preview', () => {
  it('sends what changes images, and neither their size nor how they are learned from', () => {
    const { settings } = makeRequest(30);
    expect(settings).toMatchObject({ rotationRange: 30, seed: 1 });
    expect(settings).not.toHaveProperty('imageSize');
    expect(settings).not.toHaveProperty('learningRate');
  });

  it('asks one thing at a time, and then only for the latest of what was wished meanwhile', async () => {
    const app = new FakeApp();
    const preview = new AugmentationPreview(app.api);
    void preview.show(makeRequest(10));
    void preview.show(makeRequest(20));
    void preview.show(makeRequest(30));
    expect(app.calls.length).toBe(1);
    await app.waiting('augmentation:preview').succeed(answer('first'));
    expect(preview.images.value?.[0]?.path).toBe('first');
    const last = app.waiting('augmentation:preview');
    expect(last.input).toMatchObject({ settings: { rotationRange: 30 } });
    await last.succeed(answer('last'));
    expect(preview.images.value?.[0]?.path).toBe('last');
    expect(app.calls).toEqual([]);
  });

  it('goes on after a failure', async () => {
    const app = new FakeApp();
    const preview = new AugmentationPreview(app.api);
    void preview.show(makeRequest(10));
    await app.waiting('augmentation:preview').fail({ code: 'trainer-crashed', message: 'gone' });
    expect(preview.images.error?.code).toBe('trainer-crashed');
    void preview.show(makeRequest(10));
    await app.waiting('augmentation:preview').succeed(answer('again'));
    await settle();
    expect(preview.images.error).toBeNull();
  });
});
