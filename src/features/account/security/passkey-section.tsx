// One's own passkeys: what is there, adding one on this device, removing one.
import { useEffect, useState } from "preact/hooks";
import type { Passkeys } from "../../../api/client.ts";
import { canUsePasskeys, makePasskey } from "../../../api/passkeys.ts";
import { Button } from "../../../ui/button.tsx";
import { DataTable } from "../../../ui/data-table.tsx";
import { Notice } from "../../../ui/notice.tsx";
import { Section } from "../../../ui/section.tsx";
import { Cluster, Stack } from "../../../ui/stack.tsx";
import { TextField } from "../../../ui/text-field.tsx";
import { VisuallyHidden } from "../../../ui/visually-hidden.tsx";
import { useAlongside } from "../../shared/context.ts";
import type { ProveSelf } from "../../shared/prove-self.tsx";

type Passkey = Passkeys["passkeys"][number];

export function PasskeySection({ proving }: { readonly proving: ProveSelf }) {
  const { api } = useAlongside();
  const [passkeys, setPasskeys] = useState<readonly Passkey[]>([]);
  const [label, setLabel] = useState("");
  const [problem, setProblem] = useState<string>();
  const look = async () => {
    const answer = await api.passkeys();
    if (answer.ok) setPasskeys(answer.value.passkeys);
  };
  useEffect(() => void look(), []);
  const tryAdding = async (): Promise<string | undefined> => {
    if (label.trim() === "") return "Give the device a name, for example “My phone”.";
    const asked = await proving.whenProven(() => api.askNewPasskey());
    if (!asked.ok) return asked.message;
    const made = await makePasskey(asked.value);
    if (!made.ok) return "No passkey was made. Try again when you are ready.";
    const added = await api.addPasskey({ pending: asked.value.pending, label, passkey: made.passkey });
    if (!added.ok) return added.message;
    setLabel("");
    await look();
    return undefined;
  };
  const remove = async (id: string) => {
    const answer = await proving.whenProven(() => api.removePasskey({ id }));
    setProblem(answer.ok ? undefined : answer.message);
    await look();
  };
  return (
    <Section title="Passkeys">
      <Stack>
        <p>
          A passkey signs you in by the fingerprint, face or code of a device that is yours alone. Do not make
          one on a shared tablet.
        </p>
        {problem !== undefined && (
          <Notice tone="problem" announce>
            {problem}
          </Notice>
        )}
        {passkeys.length > 0 && (
          <DataTable
            caption="Your passkeys"
            hideCaption
            rows={passkeys}
            rowKey={(row) => row.id}
            columns={[
              { key: "label", title: "Device", rowHeader: true, cell: (row) => row.label },
              { key: "used", title: "Last used", cell: (row) => dayWords(row.usedAt) },
              {
                key: "acts",
                title: "Change",
                cell: (row) => (
                  <Button variant="quiet" onClick={() => void remove(row.id)}>
                    Remove <VisuallyHidden>{row.label}</VisuallyHidden>
                  </Button>
                ),
              },
            ]}
          />
        )}
        {canUsePasskeys() ? (
          <>
            <TextField label="Name of this device" value={label} onChange={setLabel} maxLength={60} />
            <Cluster>
              <Button icon="key" onClick={() => void tryAdding().then(setProblem)}>
                Add a passkey on this device
              </Button>
            </Cluster>
          </>
        ) : (
          <Notice tone="info">
            Passkeys need a safe address with a name (https). At this address this browser cannot make one.
          </Notice>
        )}
      </Stack>
    </Section>
  );
}

function dayWords(instant: string | null): string {
  if (instant === null) return "Not yet";
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" }).format(new Date(instant));
}
