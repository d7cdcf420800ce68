// The table of rights in the documentation, made from the registry, so that it cannot tell anything else.
import type { RecordKind, Registry, Right } from "../../src/domain/record-kind.ts";

const words: Readonly<Record<Right, string>> = {
  "any-staff": "every member of staff",
  self: "the author, in their own log",
  "group-adult": "adults of the group, by date",
  "class-teacher": "class teacher of the pupil",
  "nurture-practitioner": "nurture practitioner of the pupil's group",
  "first-class": "every member of staff, for a child without a class",
  "author-until-midnight": "the author, until midnight",
  "author-14-days": "the author, for 14 days",
  senco: "SENCO",
  head: "head",
  administrator: "administrator",
  nobody: "nobody",
};

export function rightsTable(registry: Registry): string {
  const list = (rights: readonly Right[]) => rights.map((right) => words[right]).join("; ");
  const home = (kind: RecordKind) => (kind.within ? `within its ${kind.within.kind}` : "own");
  const rows = [...registry.values()].map(
    (kind) =>
      `| ${kind.name} | ${home(kind)} | ${list(kind.create)} | ${list(kind.edit)} | ${kind.units.map((unit) => unit.join(" + ")).join(", ") || "each field alone"} |`,
  );
  return [
    "# Who may create and change what",
    "",
    "Generated from `src/domain/records.ts`; a test fails when this page differs. Who may read is decided by scope: see",
    "[architecture.md](architecture.md). Nobody makes a record in another person's name.",
    "",
    "| kind | scope | create | change | fields that move together |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}
