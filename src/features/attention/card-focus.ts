// Where the focus goes on Needs attention: after a card has gone, to the next one's heading, or to the page's own when none
// is left; after an undo, to the card that came back.
import type { RefObject } from "preact";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Problem } from "../../storage/problems.ts";

export interface CardFocus {
  /** Called whenever cards have come or gone. */
  readonly move: () => void;
  /** The card in which the person acted is about to go. */
  readonly toNext: () => void;
  readonly toCardOf: (mutationId: string) => void;
}

/** @param list the list that holds the cards */
export function useCardFocus(
  list: RefObject<HTMLUListElement | null>,
  problems: readonly Problem[] | undefined,
): CardFocus {
  const wanted = useRef<{ readonly at: number } | { readonly problem: string } | undefined>(undefined);
  const focus = useMemo(() => {
    const titles = () => [...(list.current?.querySelectorAll<HTMLElement>("[data-problem]") ?? [])];
    const move = () => {
      const goal = wanted.current;
      if (goal === undefined) return;
      const shown = titles();
      const next =
        "problem" in goal
          ? shown.find((one) => one.dataset["problem"] === goal.problem)
          : (shown[Math.min(goal.at, shown.length - 1)] ?? document.querySelector<HTMLElement>("h1"));
      if (next === undefined || next === null) return;
      wanted.current = undefined;
      next.focus();
    };
    const toNext = () => {
      const card = document.activeElement?.closest("li");
      const cards = [...(list.current?.children ?? [])];
      wanted.current = { at: Math.max(0, card ? cards.indexOf(card) : 0) };
    };
    const toCardOf = (problem: string) => {
      wanted.current = { problem };
    };
    return { move, toNext, toCardOf };
  }, [list]);
  useEffect(focus.move, [problems]);
  return focus;
}
