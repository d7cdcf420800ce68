// The device check: whether this tablet keeps its data and works without a network. Readable by whoever looks after it.
import { useEffect, useState } from "preact/hooks";
import { useSyncState, useUnsent } from "../../../storage/live.ts";
import { Button } from "../../../ui/button.tsx";
import { DataTable } from "../../../ui/data-table.tsx";
import { Section } from "../../../ui/section.tsx";
import { Cluster, Stack } from "../../../ui/stack.tsx";
import { useAlongside } from "../../shared/context.ts";

const keptCheck = "Data is kept";

interface Check {
  readonly what: string;
  readonly answer: string;
}

export function TabletSettings() {
  const { device } = useAlongside();
  const unsent = useUnsent(device)?.count ?? 0;
  const sync = useSyncState(device);
  const [checks, setChecks] = useState<readonly Check[]>([]);
  const [hasAsked, setHasAsked] = useState(false);
  useEffect(() => void checkDevice().then(setChecks), [hasAsked]);
  const keep = async () => {
    await navigator.storage.persist();
    setHasAsked(true);
  };
  const isKept = checks.find((one) => one.what === keptCheck)?.answer === "Yes";
  const offset = Math.round((sync?.clockOffsetMs ?? 0) / 1000);
  const rows: readonly Check[] = [
    { what: "Version", answer: __APP_VERSION__ },
    { what: "Waiting to send", answer: String(unsent) },
    {
      what: "Clock, against the server's",
      answer: Math.abs(offset) < 60 ? "Right" : `${offset} seconds off`,
    },
    ...checks,
  ];
  return (
    <Section title="This tablet">
      <Stack>
        <DataTable
          caption="Device check"
          hideCaption
          rows={rows}
          rowKey={(row) => row.what}
          columns={[
            { key: "what", title: "Check", rowHeader: true, cell: (row) => row.what },
            { key: "answer", title: "Answer", cell: (row) => row.answer },
          ]}
        />
        {checks.length > 0 && !isKept && (
          <Cluster>
            <Button onClick={() => void keep()}>Ask the browser to keep the data</Button>
            {hasAsked && (
              <span role="status">The browser said no. On the Home Screen it usually says yes.</span>
            )}
          </Cluster>
        )}
      </Stack>
    </Section>
  );
}

async function checkDevice(): Promise<Check[]> {
  const storage = navigator.storage;
  const isKept = storage?.persisted === undefined ? undefined : await storage.persisted();
  const estimate = storage?.estimate === undefined ? undefined : await storage.estimate();
  const megabytes = (bytes: number | undefined) =>
    bytes === undefined ? "not told" : `${Math.round(bytes / 1024 / 1024)} MB`;
  const worker =
    "serviceWorker" in navigator && (await navigator.serviceWorker.getRegistration()) !== undefined;
  return [
    {
      what: keptCheck,
      answer: isKept
        ? "Yes"
        : "Not promised by the browser: put the app on the Home Screen, and send before you leave",
    },
    { what: "Space used", answer: `${megabytes(estimate?.usage)} of ${megabytes(estimate?.quota)}` },
    {
      what: "Works without a network",
      answer: worker ? "Yes" : "Not yet: open the app once more while online",
    },
  ];
}
