import type { EventName, EventPayload } from '../shared/ipc/contract.ts';

/** Tells every front what has happened. Services are given one and know nothing of who listens. */
export type Publish = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => void;
