// What was erased, each with its proof to print: ids, counts and the row of the audit. No name is left to print.
import { useEffect, useState } from "preact/hooks";
import type { Erasures as ErasureList } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayCount, sayDay } from "../../ui/words.ts";
import { dayInZone } from "../../domain/calendar.ts";
import { useAlongside } from "../shared/context.ts";
import { usePrinting } from "../shared/use-printing.ts";
import { useNames } from "./use-audit.ts";
import styles from "./deeds.module.css";

type Erasure = ErasureList["erasures"][number];

export function Erasures() {
  const { api } = useAlongside();
  const [list, setList] = useState<readonly Erasure[]>([]);
  const [problem, setProblem] = useState<string>();
  const [open, setOpen] = useState<string>();
  useEffect(() => {
    void api.erasures().then((answer) => {
      if (answer.ok) setList(answer.value.erasures.toReversed());
      else setProblem(answer.message);
    });
  }, [api]);
  if (list.length === 0 && problem === undefined) return null;
  return (
    <Section title={`Erased (${list.length})`}>
      <Stack>
        {problem !== undefined && <Notice tone="info">{problem}</Notice>}
        {list.map((one) =>
          open === one.subject ? (
            <Proof key={one.subject} erasure={one} />
          ) : (
            <div key={one.subject} class="no-print">
              <Cluster>
                <span>{`A pupil, erased ${whenOf(one)}`}</span>
                <Button onClick={() => setOpen(one.subject)}>Show the proof</Button>
              </Cluster>
            </div>
          ),
        )}
      </Stack>
    </Section>
  );
}

function whenOf({ at }: Erasure): string {
  return sayDay(dayInZone(Date.parse(at)));
}

function Proof({ erasure }: { readonly erasure: Erasure }) {
  const { person } = useAlongside();
  const names = useNames();
  const { print, problem } = usePrinting({ what: "erasure-proof" });
  const { subject, participant, at, devicesToCome, proof } = erasure;
  const facts: readonly (readonly [string, string])[] = [
    ["School", person.schoolName],
    ["Erased at (UTC)", at],
    ["Pupil's number in the records", subject],
    ["Number that stands in its place", participant],
    ["Erased by", proof?.staffId ? names.person(proof.staffId) : "The server, again after a restore"],
    ["Records emptied or unlinked", proof === null ? "not counted" : String(proof.records)],
    ["Row of the audit", proof === null ? "none" : String(proof.row)],
    ["Hash of that row", proof === null ? "none" : proof.hash],
    [
      "Tablets still to come",
      devicesToCome === 0 ? "None: every tablet has erased it" : String(devicesToCome),
    ],
  ];
  return (
    <div class={styles.proof}>
      <Stack>
        <h3>Proof of erasure</h3>
        <dl class={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p>
          {devicesToCome > 0 &&
            `${sayCount(devicesToCome, "tablet")} may still hold something: it goes when the tablet next connects, and its key is destroyed when its lease ends. `}
          Whoever has this page can check that the audit was not written anew: npm run audit:verify -- --at{" "}
          {proof === null ? "ROW:HASH" : `${proof.row}:${proof.hash}`}
        </p>
        <div class="no-print">
          <Button icon="printer" onClick={() => void print()}>
            Print
          </Button>
        </div>
        {problem !== undefined && (
          <Notice tone="problem" announce>
            {problem}
          </Notice>
        )}
      </Stack>
    </div>
  );
}
