// Entering the twenty totals of a draft: the next box is at hand as soon as one is full, a list can be pasted, and what is
// typed is kept after each box.
import { useEffect, useState } from "preact/hooks";
import type { Strand } from "../../domain/boxall.ts";
import type { BoxallDefinition } from "../../domain/boxall-definition.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { sayCount } from "../../ui/words.ts";
import styles from "./boxall.module.css";
import { NumberPad } from "./number-pad.tsx";
import { boxId, StrandBoxes } from "./strand-boxes.tsx";
import {
  blankTotals,
  boxProblem,
  firstBlank,
  isFull,
  mostOf,
  readPasted,
  strandAfter,
  strandBefore,
} from "./typed-totals.ts";
import type { DraftTotals } from "./use-draft-totals.ts";

export function Entry(props: {
  readonly totals: DraftTotals;
  readonly definition: BoxallDefinition | undefined;
  readonly hints: Readonly<Partial<Record<Strand, string>>>;
  readonly onCheck: () => void;
}) {
  const { totals, definition, hints, onCheck } = props;
  const { typed } = totals;
  const [active, setActive] = useState<Strand | undefined>(() => firstBlank(typed) ?? "A");
  // The first digit of the pad in a box replaces what stood there, as typing over a selected number does.
  const [isFresh, setIsFresh] = useState(true);
  useEffect(() => document.getElementById(boxId(active ?? "A"))?.focus(), []);
  const [pasteProblem, setPasteProblem] = useState<string>();
  const goTo = (strand: Strand | undefined) => {
    // At once and not after the next drawing: the next digit may be on its way.
    if (strand) document.getElementById(boxId(strand))?.focus();
    setActive(strand);
    setIsFresh(true);
    if (strand === undefined) onCheck();
  };
  const type = (strand: Strand, text: string) => {
    totals.set({ ...typed, [strand]: text });
    setIsFresh(false);
    const most = mostOf(strand, definition);
    if (isFull(text, most) && boxProblem(strand, text, most) === undefined) goTo(strandAfter(strand));
  };
  const paste = (text: string) => {
    const pasted = readPasted(text);
    setPasteProblem(pasted.ok ? undefined : pasted.message);
    if (!pasted.ok) return;
    totals.set({ ...typed, ...withoutBlanks(pasted.typed) });
    goTo(firstBlank({ ...typed, ...withoutBlanks(pasted.typed) }));
  };
  const at = active ?? "Z";
  const onDigit = (digit: string) => type(at, isFresh ? digit : `${typed[at]}${digit}`.slice(0, 3));
  const onBack = () => (typed[at] === "" ? goTo(strandBefore(at) ?? at) : type(at, typed[at].slice(0, -1)));
  return (
    <Stack>
      <ProblemNotice problem={totals.problem ?? pasteProblem} />
      {definition === undefined && (
        <Notice tone="info">
          The school has not entered this form's highest totals, so only the sum of a part is checked.
        </Notice>
      )}
      <div class={styles.entry}>
        <StrandBoxes
          typed={typed}
          definition={definition}
          active={active}
          hints={hints}
          onType={type}
          onActive={(strand) => {
            setActive(strand);
            setIsFresh(true);
          }}
          onNext={(strand) => goTo(strandAfter(strand))}
          onBack={(strand) => goTo(strandBefore(strand) ?? strand)}
          onPaste={paste}
        />
        <NumberPad onDigit={onDigit} onBack={onBack} onNext={() => goTo(strandAfter(at))} />
      </div>
      <PasteBox onPaste={paste} />
      <Cluster>
        <Button variant="primary" onClick={onCheck}>
          Check the totals
        </Button>
        <span class={styles.soft} role="status">
          {totals.isSaved
            ? `Draft saved on this tablet. ${sayCount(leftOf(typed), "box", "boxes")} left.`
            : "Saving"}
        </span>
      </Cluster>
    </Stack>
  );
}

function leftOf(typed: DraftTotals["typed"]): number {
  return Object.values(typed).filter((one) => one === "").length;
}

function withoutBlanks(typed: DraftTotals["typed"]): Partial<DraftTotals["typed"]> {
  return Object.fromEntries(
    Object.entries(typed).filter(([strand, text]) => text !== "" && strand in blankTotals),
  );
}

function PasteBox({ onPaste }: { readonly onPaste: (text: string) => void }) {
  const [text, setText] = useState("");
  return (
    <Disclosure summary="Paste a list instead">
      <Stack>
        <TextArea
          label="Totals"
          hint="Twenty numbers in the order A to J, Q to Z, or a letter and a number in each row. A blank stays blank; it is never 0."
          value={text}
          onChange={setText}
          rows={6}
        />
        <Cluster>
          <Button onClick={() => onPaste(text)}>Fill in the boxes</Button>
        </Cluster>
      </Stack>
    </Disclosure>
  );
}
