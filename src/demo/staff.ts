// The invented school's adults: head, SENCO (who is also the administrator), class teachers, teaching assistants, a nurture
// practitioner and a supply assistant who covers.
import { derivedId, staffIdSchema, type StaffId } from "../domain/ids.ts";
import type { Role } from "../domain/staff.ts";
import { chanceOf } from "./chance.ts";
import { adultName } from "./names.ts";

export interface InventedPerson {
  readonly staffId: StaffId;
  readonly name: string;
  /** "Julie H": what a list on a shared tablet shows. */
  readonly shortName: string;
  readonly roles: readonly Role[];
  readonly signInName?: string;
}

export interface StaffRoom {
  readonly people: readonly InventedPerson[];
  readonly senco: StaffId;
  readonly head: StaffId;
  readonly practitioner: StaffId;
  /** Comes in when somebody is away. */
  readonly supply: StaffId;
  /** One for about 28 pupils, at least two. */
  readonly assistants: readonly StaffId[];
  /** One for each class, in the order of the classes. */
  readonly teachers: readonly StaffId[];
}

export function inventStaff(seed: number, pupils: number, classCount: number): StaffRoom {
  const assistantCount = Math.max(2, Math.round(pupils / 28));
  const posts: readonly (readonly Role[])[] = [
    ["senco", "administrator"],
    ["head"],
    ["nurture-practitioner"],
    ["teaching-assistant"],
    ...Array.from({ length: assistantCount }, (): readonly Role[] => ["teaching-assistant"]),
    ...Array.from({ length: classCount }, (): readonly Role[] => ["class-teacher"]),
  ];
  const people = inventPeople(seed, posts);
  const [senco, head, practitioner, supply, ...others] = people.map((person) => person.staffId);
  if (!senco || !head || !practitioner || !supply) throw new Error("A school needs its four first posts");
  const assistants = others.slice(0, assistantCount);
  return { people, senco, head, practitioner, supply, assistants, teachers: others.slice(assistantCount) };
}

/** People with names and sign-in names that no two share. */
function inventPeople(seed: number, posts: readonly (readonly Role[])[]): InventedPerson[] {
  const taken = new Set<string>();
  return posts.map((roles, index) => {
    const chance = chanceOf(seed, "staff", index);
    let name = adultName(chance);
    while (taken.has(signInNameOf(name.first, name.family))) name = adultName(chance);
    const signInName = signInNameOf(name.first, name.family);
    taken.add(signInName);
    return {
      staffId: staffIdSchema.parse(derivedId("demo-staff", String(seed), String(index))),
      name: `${name.first} ${name.family}`,
      shortName: `${name.first} ${name.family.slice(0, 1)}`,
      roles,
      signInName,
    };
  });
}

function signInNameOf(first: string, family: string): string {
  return `${first}.${family}`.toLowerCase().replaceAll(/[^a-z.]/g, "");
}
