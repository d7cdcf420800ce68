// "Undo", not "Are you sure": one bar for the last thing done, which any screen can offer and the app shows on all.
import { signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

export interface Undoable {
  /** What was done, in the past tense and without a pupil's full name: "Saved on this tablet". */
  readonly message: string;
  readonly undo?: () => Promise<void> | void;
}

/** The last thing done. `turn` tells two equal messages apart, so that the second one is announced and timed anew. */
export function createUndoSlot() {
  const slot = signal<(Undoable & { readonly turn: number }) | undefined>(undefined);
  let turns = 0;
  return {
    slot,
    offer: (done: Undoable) => {
      turns += 1;
      slot.value = { ...done, turn: turns };
    },
    close: () => (slot.value = undefined),
  };
}

export type UndoSlot = ReturnType<typeof createUndoSlot>;

export const UndoContext = createContext<UndoSlot | undefined>(undefined);

/** Hands the app something to show in the undo bar; the newest one stands. */
export function useOfferUndo(): (done: Undoable) => void {
  const slot = useContext(UndoContext);
  if (slot === undefined) throw new Error("This screen is shown outside of the signed-in app.");
  return slot.offer;
}
