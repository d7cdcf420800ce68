// What the school's server knows of its tablets: asked when a screen wants it, never kept, and plain when it cannot be asked.
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Tablets } from "../../api/client.ts";
import { useAlongside } from "./context.ts";

/** One tablet with one person on it: when it was last heard of, and what it then still held unsent. */
export type TabletSeen = Tablets["tablets"][number];

export type TabletsAnswer =
  | { readonly state: "asking" }
  | { readonly state: "unknown"; readonly message: string }
  | { readonly state: "known"; readonly tablets: readonly TabletSeen[] };

/** @param isWanted whether this person may ask; nothing is asked otherwise */
export function useTablets(isWanted: boolean): { readonly answer: TabletsAnswer; readonly ask: () => void } {
  const { api } = useAlongside();
  const [answer, setAnswer] = useState<TabletsAnswer>({ state: "asking" });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (!isWanted) return undefined;
    let isOver = false;
    setAnswer({ state: "asking" });
    void api.tablets().then((got) => {
      if (isOver) return;
      if (got.ok) setAnswer({ state: "known", tablets: got.value.tablets });
      else setAnswer({ state: "unknown", message: got.message });
    });
    return () => {
      isOver = true;
    };
  }, [api, isWanted, turn]);
  const ask = useCallback(() => setTurn((before) => before + 1), []);
  return { answer, ask };
}
