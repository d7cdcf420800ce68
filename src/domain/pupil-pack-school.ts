// A school as the pack about one child looks at it: the child's cards, this child's records of a kind, and the way to
// take other children's names out of words.
import type { DeedWhy } from "./deed.ts";
import { otherNamesMask, type NamedPupil } from "./other-names.ts";
import type { PupilPack } from "./pupil-pack.ts";
import type { RecordKind, Registry } from "./record-kind.ts";
import * as records from "./records.ts";

/** A record as it is stored. */
export interface HeldRecord {
  readonly kind: string;
  readonly id: string;
  readonly fields: unknown;
}

export interface PackRequest {
  readonly registry: Registry;
  readonly records: readonly HeldRecord[];
  /** Changes about records that were refused, and values that another one won over. */
  readonly notTaken: readonly HeldRecord[];
  readonly deeds: readonly { readonly at: string; readonly event: string; readonly staffId: string | null }[];
  readonly pupilId: string;
  readonly purpose: PupilPack["purpose"];
  readonly madeAt: string;
  readonly madeBy: string;
  readonly why: DeedWhy;
}

/** The school as the pack looks at it: records of a kind, this child's among them, and names in words. */
export interface OpenSchool {
  /** Every card of the child: its own and those merged with it. */
  readonly ids: ReadonlySet<string>;
  readonly cardId: string;
  readonly others: readonly NamedPupil[];
  readonly of: <T>(kind: RecordKind<T>) => readonly { readonly id: string; readonly record: T }[];
  /** Of a kind that is about one pupil: this one's. */
  readonly own: <T extends { readonly pupilId: string }>(kind: RecordKind<T>) => readonly T[];
  readonly group: (id: string) => { readonly group: string; readonly intervention: string };
  readonly intervention: (id: string) => string;
  readonly person: (id: string) => string;
  readonly mask: (text: string) => string;
  readonly takenOut: () => number;
}

export function openSchool({ records: held, pupilId }: PackRequest): OpenSchool {
  const byKind = Map.groupBy(held, (one) => one.kind);
  const of = <T>(kind: RecordKind<T>) =>
    (byKind.get(kind.name) ?? []).flatMap(({ id, fields }) => {
      const record = kind.schema.safeParse(fields);
      return record.success ? [{ id, record: record.data }] : [];
    });
  const [ids, cardId] = cardsOf(of(records.pupil), pupilId);
  const [own, others] = namesOf(of, ids);
  const mask = otherNamesMask(own, others);
  let takenOut = 0;
  const masked = (text: string) => {
    const { text: left, count } = mask(text);
    takenOut += count;
    return left;
  };
  const person = namesById(of(records.staff));
  const intervention = namesById(of(records.intervention));
  const groups = new Map(of(records.group).map(({ id, record }) => [id, record]));
  return {
    ids,
    cardId,
    others,
    of,
    own: (kind) => of(kind).flatMap(({ record }) => (ids.has(record.pupilId) ? [record] : [])),
    group: (id) => {
      const group = groups.get(id);
      return {
        group: masked(group?.name ?? ""),
        intervention: masked(group === undefined ? "" : intervention(group.interventionId)),
      };
    },
    intervention: (id) => masked(intervention(id)),
    person,
    mask: masked,
    takenOut: () => takenOut,
  };
}

function namesById(found: readonly { readonly id: string; readonly record: { readonly name: string } }[]) {
  const byId = new Map(found.map(({ id, record }) => [id, record.name]));
  return (id: string) => byId.get(id) ?? "";
}

type Cards = readonly {
  readonly id: string;
  readonly record: { readonly mergedInto?: string | null | undefined };
}[];

/** All cards that stand for the child, and the one that they were merged into. */
export function cardsOf(cards: Cards, pupilId: string): [ReadonlySet<string>, string] {
  const into = new Map(cards.map(({ id, record }) => [id, record.mergedInto ?? undefined]));
  const found = new Set([pupilId]);
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const [id, target] of into) {
      if (target === undefined) continue;
      if (found.has(id)) found.add(target);
      if (found.has(target)) found.add(id);
    }
  }
  const ends = [...found].filter((id) => into.has(id) && into.get(id) === undefined);
  return [found, ends[0] ?? pupilId];
}

function namesOf(of: OpenSchool["of"], ids: ReadonlySet<string>): [NamedPupil, NamedPupil[]] {
  const identities = Map.groupBy(of(records.pupilIdentity), (one) => String(one.record.pupilId));
  const all = of(records.pupil).map(({ id, record }) => {
    const legal = (identities.get(id) ?? []).flatMap(({ record: one }) => [
      one.legalForename,
      one.legalSurname,
    ]);
    const names = [record.knownAs, `${record.knownAs} ${record.familyInitial}`.trim(), ...legal];
    return { id, names, initials: record.initials };
  });
  const own = all.filter((one) => ids.has(one.id));
  const together = {
    id: own[0]?.id ?? "",
    names: own.flatMap((one) => one.names),
    initials: own[0]?.initials ?? "",
  };
  return [together, all.filter((one) => !ids.has(one.id))];
}
