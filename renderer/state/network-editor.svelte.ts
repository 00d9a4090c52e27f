import { z } from 'zod';
import { describeNetwork, type NetworkDescription } from '../../shared/domain/network/describe-network.ts';
import {
  layerTypes,
  listLayerParameters,
  type LayerParameterName,
} from '../../shared/domain/network/layer-parameters.ts';
import type { NetworkLayerType } from '../../shared/domain/network/network-layer.ts';
import { networks, type NetworkName } from '../../shared/domain/network/networks.ts';
import type { NetworkFrame } from '../../shared/domain/network/plan-network.ts';
import { describeExpected, newLayers, toLayerText, toLayerValue } from '../layer-field.ts';
import { describeProblem } from '../text/describe.ts';
import { t } from '../text/t.ts';

/** A layer of a known type; its parameters are judged as they stand in the form. */
const typedLayerSchema = z.looseObject({ type: z.enum(layerTypes) });

/** A layer as it is being written: its parameters are texts, wrong ones too. */
export interface LayerDraft {
  readonly id: number;
  readonly type: NetworkLayerType;
  readonly texts: Readonly<Record<string, string>>;
}

/** What one entry of the list becomes: its output and its parameters, where it could be judged. */
export interface LayerOutcome {
  readonly outputShape: readonly (number | null)[] | null;
  readonly parameters: number;
}

type Drafts = readonly LayerDraft[] | null;

/** Steps that can be undone; those before them are forgotten. */
const mostSteps = 200;

/** A network of the user's own, as a list of layers to edit; null in `drafts` leaves the preset's. */
export class NetworkEditor {
  #drafts = $state.raw<Drafts>(null);
  #undone = $state.raw<readonly Drafts[]>([]);
  #done = $state.raw<readonly Drafts[]>([]);
  /** The field that was typed in last: what is typed in one go is one step. */
  #typedIn: string | null = null;
  #nextId = 0;
  readonly #getFrame: () => NetworkFrame;
  readonly #description = $derived.by(() => this.#describe());

  /** @param getFrame what the list of layers stands between, by which shapes are figured out */
  constructor(getFrame: () => NetworkFrame) {
    this.#getFrame = getFrame;
  }

  get drafts(): readonly LayerDraft[] | null {
    return this.#drafts;
  }

  /** The network as it would be built, and what is wrong with it; null where it is the preset's. */
  get description(): NetworkDescription | null {
    return this.#description;
  }

  get isValid(): boolean {
    return (this.#description?.problems.length ?? 0) === 0;
  }

  /** The layers as a file or a request holds them; null where they are the preset's. */
  get layers(): readonly Readonly<Record<string, unknown>>[] | null {
    return this.#drafts?.map(toLayer) ?? null;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Takes the last change back, also one that went back to the preset's network. */
  undo(): void {
    const before = this.#done.at(-1);
    if (before === undefined) return;
    this.#undone = [...this.#undone, this.#drafts];
    this.#done = this.#done.slice(0, -1);
    this.#drafts = before;
    this.#typedIn = null;
  }

  redo(): void {
    const after = this.#undone.at(-1);
    if (after === undefined) return;
    this.#done = [...this.#done, this.#drafts];
    this.#undone = this.#undone.slice(0, -1);
    this.#drafts = after;
    this.#typedIn = null;
  }

  startFrom(name: NetworkName): void {
    this.#change(networks[name].map((layer) => this.#draft({ ...layer })));
  }

  /** Goes back to the preset's network. */
  reset(): void {
    if (this.#drafts !== null) this.#change(null);
  }

  /**
   * @param before place of the layer that it comes before; at the end where left out
   * @returns its id
   */
  add(type: NetworkLayerType, before?: number): number {
    const draft = this.#draft({ ...newLayers[type] });
    const drafts = this.#drafts ?? [];
    this.#change(drafts.toSpliced(before ?? drafts.length, 0, draft));
    return draft.id;
  }

  remove(id: number): void {
    this.#change(this.#drafts?.filter((draft) => draft.id !== id) ?? null);
  }

  /** Moves a layer by so many places, up being negative; at an end it stays. */
  move(id: number, steps: -1 | 1): void {
    const drafts = [...(this.#drafts ?? [])];
    const place = drafts.findIndex((draft) => draft.id === id);
    const [here, there] = [drafts[place], drafts[place + steps]];
    if (here === undefined || there === undefined) return;
    drafts[place] = there;
    drafts[place + steps] = here;
    this.#change(drafts);
  }

  setText(id: number, parameter: string, text: string): void {
    const drafts = this.#drafts?.map((draft) =>
      draft.id === id ? { ...draft, texts: { ...draft.texts, [parameter]: text } } : draft,
    );
    if (drafts !== undefined) this.#change(drafts, `${id} ${parameter}`);
  }

  /** What is wrong with the layer at a place of the list; null where nothing is. */
  problemAt(place: number | null): string | null {
    const found = this.#description?.problems.find(({ layer }) => layer === place);
    if (found === undefined) return null;
    const draft = this.#drafts?.[place ?? -1];
    const wrong = this.wrongAt(place);
    if (draft === undefined || wrong.length === 0) return describeProblem(found);
    return listLayerParameters(draft.type)
      .filter(({ name }) => wrong.includes(name))
      .map((parameter) => {
        const field = t(`layer.${parameter.name}`);
        const problem = describeExpected(parameter, draft.texts[parameter.name] ?? '');
        return t('network.field-problem', { field, problem });
      })
      .join(' ');
  }

  /** The parameters of the layer at a place whose values it cannot have; what a file has besides is not told here. */
  wrongAt(place: number | null): readonly LayerParameterName[] {
    const found = this.#description?.problems.find(({ layer }) => layer === place);
    const type = this.#drafts?.[place ?? -1]?.type;
    if (found?.code !== 'layer-invalid' || type === undefined) return [];
    const named = String(found.details['fields']).split(', ');
    const known = listLayerParameters(type).map(({ name }) => name);
    return named.every((name) => known.some((each) => each === name))
      ? known.filter((name) => named.includes(name))
      : [];
  }

  /** What the layer at a place makes; the place after the last is the output layer's. */
  outcomeAt(place: number): LayerOutcome {
    const rows = this.#description?.layers.filter(({ entry }) => entry === place) ?? [];
    return {
      outputShape: rows.at(-1)?.outputShape.slice(1) ?? null,
      parameters: rows.reduce((sum, { parameters }) => sum + parameters, 0),
    };
  }

  /** Takes the layers of a JSON file. Returns what is wrong with the file, in words, or null. */
  read(text: string): string | null {
    const value = parseJson(text);
    if (!Array.isArray(value)) return t('network.file-invalid');
    const layers = value.map((entry) => typedLayerSchema.safeParse(entry).data ?? null);
    const unknown = layers.indexOf(null);
    if (unknown !== -1) {
      return t('network.file-unknown', { number: unknown + 1, types: layerTypes.join(', ') });
    }
    this.#change(layers.flatMap((layer) => (layer === null ? [] : [this.#draft(layer)])));
    return null;
  }

  /** @param typedIn the field that is typed in; null for a change that is a step of its own */
  #change(drafts: Drafts, typedIn: string | null = null): void {
    if (typedIn === null || typedIn !== this.#typedIn) {
      this.#done = [...this.#done, this.#drafts].slice(-mostSteps);
    }
    this.#typedIn = typedIn;
    this.#undone = [];
    this.#drafts = drafts;
  }

  #draft({
    type,
    ...parameters
  }: { readonly type: NetworkLayerType } & Readonly<Record<string, unknown>>): LayerDraft {
    const texts = Object.entries(parameters).map(([name, value]) => [name, toLayerText(value)] as const);
    return { id: this.#nextId++, type, texts: Object.fromEntries(texts) };
  }

  #describe(): NetworkDescription | null {
    const { layers } = this;
    if (layers === null) return null;
    const frame = this.#getFrame();
    const whole = describeNetwork(layers, frame);
    const wrong = whole.problems[0]?.layer ?? null;
    if (wrong === null || whole.layers.length > 0) return whole;
    // A layer that cannot be read hides none of those before it.
    const before = describeNetwork(layers.slice(0, wrong), frame).layers.filter(({ entry }) => entry < wrong);
    return { ...whole, layers: before };
  }
}

/** A draft's layer. A parameter that no such layer has, from a file, stays for the schema to name. */
function toLayer({ type, texts }: LayerDraft): Record<string, unknown> {
  const values = Object.entries(texts).map(([name, text]) => {
    const field = listLayerParameters(type).find((each) => each.name === name);
    return [name, field === undefined ? text : toLayerValue(field, text)] as const;
  });
  return { type, ...Object.fromEntries(values.filter(([, value]) => value !== undefined)) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
