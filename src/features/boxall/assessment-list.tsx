// Every assessment of a child with how it stands: what does not count stays readable, and says why.
import { type BoxallAssessment } from "../../domain/boxall.ts";
import { boxallKindLabel, boxallVersionLabel } from "../../domain/boxall-labels.ts";
import { assessmentStanding, type AssessmentStanding } from "../../domain/boxall-standing.ts";
import type { Stored } from "../../storage/read.ts";
import { Section } from "../../ui/section.tsx";
import { Tag } from "../../ui/tag.tsx";
import { sayDay, sayList } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { staffNames } from "../shared/people-names.ts";
import styles from "./boxall.module.css";

const standingWords: Readonly<Record<Exclude<AssessmentStanding, "counts">, string>> = {
  draft: "Draft: counts nowhere yet",
  "taken-back": "Taken back",
  superseded: "Put right by another",
  agreed: "The assessors agreed on another",
};

export function AssessmentList({ all }: { readonly all: readonly Stored<BoxallAssessment>[] }) {
  const directory = useDirectory();
  const inOrder = all.toSorted((a, b) => (a.record.date < b.record.date ? 1 : -1));
  if (inOrder.length === 0) return null;
  return (
    <Section title={`Assessments (${inOrder.length})`}>
      <ul class={styles.rows}>
        {inOrder.map((one) => {
          const standing = assessmentStanding(one, all);
          const { kind, date, version, assessorIds } = one.record;
          return (
            <li key={one.id}>
              <a href={`/boxall/${one.id}`}>{`${boxallKindLabel[kind]}, ${sayDay(date)}`}</a>
              <span class={styles.soft}>
                {`${boxallVersionLabel[version]} · ${sayList(staffNames(assessorIds, directory))}`}
              </span>
              {standing !== "counts" && (
                <Tag tone={standing === "draft" ? "info" : "neutral"}>{standingWords[standing]}</Tag>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
