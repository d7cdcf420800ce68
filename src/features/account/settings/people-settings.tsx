// Who works here and what they may do. Somebody new gets a one-time code and chooses a password of their own.
import { useEffect, useState } from "preact/hooks";
import type { StaffId } from "../../../domain/ids.ts";
import { roleLabel, type Staff } from "../../../domain/staff.ts";
import type { Stored } from "../../../storage/read.ts";
import { DataTable, type Column } from "../../../ui/data-table.tsx";
import { ProblemNotice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { Stack } from "../../../ui/stack.tsx";
import { useAlongside } from "../../shared/context.ts";
import { useDirectory } from "../../shared/directory.tsx";
import { useProveSelf } from "../../shared/prove-self.tsx";
import { useHasRole } from "../../shared/roles.ts";
import { InvitationNotice, type Invited } from "./invitation-notice.tsx";
import { InvitePerson } from "./invite-person.tsx";
import { PersonActs } from "./person-acts.tsx";
import { PersonDialog } from "./person-dialog.tsx";

type Row = {
  readonly id: StaffId;
  readonly person: Stored<Staff>;
  readonly signInName: string | null | undefined;
};

export function PeopleSettings() {
  const { api } = useAlongside();
  const { staffById } = useDirectory();
  const isAdministrator = useHasRole("administrator");
  const [accounts, setAccounts] = useState<ReadonlyMap<string, string | null>>();
  const [invited, setInvited] = useState<Invited>();
  const [problem, setProblem] = useState<string>();
  const proving = useProveSelf();
  const [changing, setChanging] = useState<StaffId>();
  const look = async () => {
    const answer = await api.accounts();
    if (answer.ok) setAccounts(new Map(answer.value.accounts.map((one) => [one.staffId, one.signInName])));
  };
  useEffect(() => {
    if (isAdministrator) void look();
  }, [isAdministrator, invited]);
  const inviteAgain = async (row: Row) => {
    const answer = await proving.whenProven(() => api.inviteAgain({ staffId: row.id }));
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) setInvited({ name: row.person.record.name, code: answer.value.code });
  };
  const resetFactor = async (row: Row) => {
    const answer = await proving.whenProven(() => api.makeFactorReset({ staffId: row.id }));
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) setInvited({ name: row.person.record.name, code: answer.value.code, isReset: true });
  };
  const close = async (row: Row) => {
    const answer = await proving.whenProven(() => api.closeAccount({ staffId: row.id }));
    setProblem(answer.ok ? undefined : answer.message);
    if (answer.ok) await look();
  };
  const person = changing && staffById.get(changing);
  const rows = [...staffById]
    .map(([id, one]): Row => ({ id, person: one, signInName: accounts?.get(id) }))
    .toSorted((a, b) => a.person.record.name.localeCompare(b.person.record.name, "en-GB"));
  const columns: Column<Row>[] = [
    { key: "name", title: "Name", rowHeader: true, cell: (row) => row.person.record.name },
    {
      key: "roles",
      title: "May act as",
      cell: (row) => row.person.record.roles.map((role) => roleLabel[role]).join(", "),
    },
    { key: "state", title: "Sign-in", cell: (row) => signInWords(row, accounts !== undefined) },
    {
      key: "acts",
      title: "Change",
      cell: (row) =>
        isAdministrator && (
          <PersonActs
            name={row.person.record.name}
            canSignIn={Boolean(row.signInName)}
            onChange={() => setChanging(row.id)}
            onNewCode={() => void inviteAgain(row)}
            onReset={() => void resetFactor(row)}
            onClose={() => void close(row)}
          />
        ),
    },
  ];
  return (
    <Section title="People">
      <Stack>
        <ProblemNotice problem={problem} />
        {invited && <InvitationNotice invited={invited} />}
        {isAdministrator && <InvitePerson onInvited={setInvited} />}
        <DataTable
          caption="People of the school"
          hideCaption
          rows={rows}
          rowKey={(row) => row.id}
          columns={isAdministrator ? columns : columns.slice(0, 2)}
        />
      </Stack>
      {changing && person && (
        <PersonDialog staffId={changing} person={person} onClose={() => setChanging(undefined)} />
      )}
      {proving.question}
    </Section>
  );
}

function signInWords(row: Row, isKnown: boolean): string {
  if (row.person.record.leftOn !== undefined) return "Left";
  if (!isKnown) return "";
  return row.signInName ? row.signInName : "Not joined yet";
}
