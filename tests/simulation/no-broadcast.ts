// Imported before Dexie: without broadcast channels its windows hear of each other only through what the app itself tells
// them. A channel would reach other threads of this process at moments that no seed repeats.
Reflect.deleteProperty(globalThis, "BroadcastChannel");

/** Says that this file was loaded, so that its import is no bare side effect. */
export const hasNoBroadcast = !("BroadcastChannel" in globalThis);
