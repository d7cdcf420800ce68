// "Is this the same child?" A child of the file without a number that we know, but with the name and birthday of a child who is
// here: only a person can say.
import { enrolmentOn, pupilName } from "../../domain/pupil.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Section } from "../../ui/section.tsx";
import { Stack } from "../../ui/stack.tsx";
import { sayDay } from "../../ui/words.ts";
import { useToday } from "../shared/today.ts";
import type { KnownPupil } from "./import-match.ts";
import { rowNumberOf, type ImportItem } from "./import-plan.ts";

/** The id of the question of a row, for the list of problems. */
export function questionId(row: number): string {
  return `same-child-${row}`;
}

export function SameChildQuestions(props: {
  readonly items: readonly ImportItem[];
  readonly answers: ReadonlyMap<number, boolean>;
  readonly isMissed: boolean;
  readonly onAnswer: (row: number, isSame: boolean) => void;
}) {
  const { items, answers, isMissed, onAnswer } = props;
  const asked = items.filter((one) => one.outcome === "ask" || answers.has(rowNumberOf(one.imported)));
  if (asked.length === 0) return null;
  return (
    <Section title="Is this the same child?">
      <Stack>
        {asked.map((item) => {
          const row = rowNumberOf(item.imported);
          const answer = answers.get(row);
          return (
            <ChipGroup
              key={row}
              id={questionId(row)}
              label={questionWords(item)}
              hint={<Resembled known={item.known} />}
              error={isMissed && answer === undefined ? "Answer yes or no." : undefined}
              options={[
                { value: "yes", label: "Yes, the same child" },
                { value: "no", label: "No, a new child" },
              ]}
              value={answer === undefined ? undefined : answer ? "yes" : "no"}
              onChange={(value) => onAnswer(row, value === "yes")}
            />
          );
        })}
      </Stack>
    </Section>
  );
}

function Resembled({ known }: { readonly known: KnownPupil | undefined }) {
  const today = useToday();
  if (known === undefined) return <>Taken as a new child.</>;
  const own = known.enrolments.map((one) => one.record);
  const className = enrolmentOn(own, today)?.className;
  return (
    <>{`Here already with this name and birthday: ${pupilName(known.card.record)}${className ? `, ${className}` : ""}.`}</>
  );
}

function questionWords({ imported }: ImportItem): string {
  const born = imported.dateOfBirth ? `, born ${sayDay(imported.dateOfBirth)}` : "";
  const place = imported.className ? `, ${imported.className}` : "";
  return `Row ${rowNumberOf(imported)}: ${imported.knownAs} ${imported.familyName}${born}${place}`;
}
