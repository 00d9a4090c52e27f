import { licencesSchema, type Licences } from '../../shared/domain/licences.ts';
import { Loadable } from './loadable.svelte.ts';

/** The licences of everything that ships with the app, as its build gathered them. */
export class LicenceList {
  readonly list = new Loadable<Licences>();

  async read(): Promise<void> {
    await this.list.load(async () => licencesSchema.parse(await (await fetch('/licences.json')).json()));
  }
}

export const licences = new LicenceList();
