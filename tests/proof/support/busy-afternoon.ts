// A school for killing browsers in: an assistant whose Today holds a hundred sessions that one tap each logs, made over the
// network by the SENCO. Each assistant has a group and slots of their own.
import { registry } from "../../../src/domain/records.ts";
import { schoolScope } from "../../../src/domain/scope.ts";
import { addPerson, post, pushAnswerSchema, type Person } from "./server-process.ts";

/** A Wednesday afternoon in term, on which every slot of the day is due. */
export const instant = "2026-11-25T15:10:00Z";
export const today = "2026-11-25";
export const slotsPerAssistant = 100;

export interface Assistant extends Person {
  readonly name: string;
  readonly groupId: string;
  readonly slotIds: readonly string[];
}

export interface Afternoon {
  readonly address: string;
  readonly lead: Person;
  readonly pupilIds: readonly string[];
  readonly interventionId: string;
  readonly addAssistant: (name: string) => Promise<Assistant>;
}

export async function makeAfternoon(address: string, lead: Person): Promise<Afternoon> {
  const client = crypto.randomUUID();
  let n = 0;
  const push = async (records: readonly (readonly [kind: string, id: string, fields: object])[]) => {
    const at = instant.replace("Z", ".000Z");
    const ops = records.map(([kind, id, fields]) => ({
      op: "put",
      kind,
      id,
      scope: scopeOf(kind, id, fields),
      fields,
    }));
    n += 1;
    const muts = [{ n, id: crypto.randomUUID(), v: 1, at, ops }];
    const body = { proto: 1, schema: 1, client, sentAt: at, muts };
    const answer = pushAnswerSchema.parse(
      await (await post(address, "/api/sync/push", body, lead.cookie)).json(),
    );
    if (answer.results?.[0]?.status !== "ok")
      throw new Error(`The plan was refused: ${JSON.stringify(answer)}`);
  };
  const interventionId = crypto.randomUUID();
  const pupilIds = ["Amara", "Ben", "Chidi", "Dina"].map(() => crypto.randomUUID());
  await push([
    ["halfTerm", crypto.randomUUID(), { name: "Autumn 2", from: "2026-11-02", to: "2026-12-18" }],
    ["intervention", interventionId, { name: "Reading", usualMinutes: 30 }],
    ...pupilIds.map((id, at) => {
      const initials = `${"ABCD".charAt(at)}K`;
      return ["pupil", id, { knownAs: `Pupil ${at + 1}`, familyInitial: "K", initials }] as const;
    }),
  ]);
  const addAssistant = async (name: string): Promise<Assistant> => {
    const person = await addPerson(address, lead, name, ["teaching-assistant"]);
    const groupId = crypto.randomUUID();
    const slotIds = Array.from({ length: slotsPerAssistant }, () => crypto.randomUUID());
    const from = today;
    const group = { name: `Group of ${name}`, interventionId, schoolYear: 2026, rule: "present" };
    await push([
      ["group", groupId, group],
      ["groupStaff", crypto.randomUUID(), { groupId, staffId: person.staffId, role: "lead", from }],
      ...pupilIds.map((pupilId) => ["groupMember", crypto.randomUUID(), { groupId, pupilId, from }] as const),
      ...slotIds.map((id, at) => {
        const pattern = { repeats: "weekly", weekday: 3, start: 8 * 3600 + at * 240 };
        return [
          "slot",
          id,
          { type: "intervention", groupId, staffIds: [], pattern, plannedSeconds: 1800, from },
        ] as const;
      }),
    ]);
    return { ...person, name, groupId, slotIds };
  };
  return { address, lead, pupilIds, interventionId, addAssistant };
}

function scopeOf(kind: string, id: string, fields: object): string {
  return registry.get(kind)?.scope?.(fields, id) ?? schoolScope;
}
