// Checked on every answer that leaves the server: only rows that the person may hold at that moment (I6), and nothing of
// another school (I10).
import { grantsOf, type AccessFacts } from "../../src/domain/access.ts";
import type { Day } from "../../src/domain/calendar.ts";
import { groupMemberSchema, groupStaffSchema } from "../../src/domain/group.ts";
import { nurturePlacementSchema } from "../../src/domain/nurture-placement.ts";
import { enrolmentSchema } from "../../src/domain/pupil.ts";
import { grantCovers } from "../../src/domain/scope.ts";
import { classTeacherSchema, staffSchema } from "../../src/domain/staff.ts";
import { pullResponseSchema, pushResponseSchema } from "../../src/protocol/messages.ts";
import type { SimPerson, SimSchool } from "./school-template.ts";
import type { Packet, Reply } from "./sim-server.ts";
import { Violation } from "./violation.ts";

type Rows = <Row>(sql: string, ...values: (string | number)[]) => Row[];

/** The grants of a person by what is committed now, worked out without the server's memory. */
export function grantsNow(rows: Rows, person: SimPerson, today: Day): string[] {
  const kinds = "('staff','groupStaff','classTeacher','groupMember','enrolment','nurturePlacement')";
  const facts = rows<{ kind: string; id: string; data: string }>(
    `select kind, id, data from record where school = ? and deleted = 0 and kind in ${kinds}`,
    person.school,
  );
  const of = (kind: string) => facts.filter((one) => one.kind === kind);
  const read = (kind: string) => of(kind).map((one): unknown => JSON.parse(one.data));
  const staff = of("staff").find((one) => one.id === person.staffId);
  if (staff === undefined) return [];
  const { roles, leftOn } = staffSchema.parse(JSON.parse(staff.data));
  const own: AccessFacts = {
    staffId: person.staffId,
    roles,
    leftOn,
    groupStaff: read("groupStaff")
      .map((one) => groupStaffSchema.parse(one))
      .filter((one) => one.staffId === person.staffId),
    classes: read("classTeacher")
      .map((one) => classTeacherSchema.parse(one))
      .filter((one) => one.staffId === person.staffId),
    members: read("groupMember").map((one) => groupMemberSchema.parse(one)),
    placements: read("nurturePlacement").map((one) => nurturePlacementSchema.parse(one)),
    enrolments: read("enrolment").map((one) => enrolmentSchema.parse(one)),
  };
  return grantsOf(own, today);
}

export class AnswerCheck {
  readonly #schools: readonly SimSchool[];
  readonly #rows: Rows;
  readonly #today: () => Day;
  readonly #before = new Map<Packet, readonly string[]>();

  constructor(schools: readonly SimSchool[], rows: Rows, today: () => Day) {
    this.#schools = schools;
    this.#rows = rows;
    this.#today = today;
  }

  before(packet: Packet): void {
    if (packet.path.endsWith("/pull")) this.#before.set(packet, this.#grants(packet));
  }

  after(packet: Packet, { status, text }: Reply): void {
    const stranger = this.#schools.find((one) => one.id !== packet.person.school);
    if (stranger && text.includes(stranger.mark))
      throw new Violation("I10", `an answer names another school: ${text}`);
    if (status !== 200) return;
    if (packet.path.endsWith("/push")) {
      pushResponseSchema.parse(JSON.parse(text));
      return;
    }
    const answer = pullResponseSchema.safeParse(JSON.parse(text));
    if (!answer.success || !("rows" in answer.data)) return;
    // Grants may change while the answer is made: it is read from one moment in between.
    const grants = [...(this.#before.get(packet) ?? []), ...this.#grants(packet)];
    this.#before.delete(packet);
    for (const [kind, id, scope, , fields] of answer.data.rows) {
      if (!grants.some((grant) => grantCovers(grant, scope)))
        throw new Violation(
          "I6",
          `${packet.person.name} was sent ${kind} ${id} of ${scope}: ${JSON.stringify(fields)}`,
        );
    }
    const [school] = this.#rows<{ seq: number }>("select seq from school where id = ?", packet.person.school);
    if (school && answer.data.upTo.seq > school.seq)
      throw new Violation("I8", "an answer names a place that is not yet.");
  }

  #grants({ person }: Packet): string[] {
    return grantsNow(this.#rows, person, this.#today());
  }
}
