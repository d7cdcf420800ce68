// Every control and part in one long page: looked at by eye, and measured by the test of target sizes.
import { useState } from "preact/hooks";
import { ButtonLink } from "../../src/ui/button-link.tsx";
import { Button } from "../../src/ui/button.tsx";
import { Card } from "../../src/ui/card.tsx";
import { HoursBar } from "../../src/ui/charts/hours-bar.tsx";
import { DataTable } from "../../src/ui/data-table.tsx";
import { Disclosure } from "../../src/ui/disclosure.tsx";
import { EmptyState } from "../../src/ui/empty-state.tsx";
import { ErrorSummary } from "../../src/ui/error-summary.tsx";
import type { IconName } from "../../src/ui/icon-paths.ts";
import { Icon } from "../../src/ui/icon.tsx";
import { Notice } from "../../src/ui/notice.tsx";
import { Page } from "../../src/ui/page.tsx";
import { ProgressBar } from "../../src/ui/progress-bar.tsx";
import { Section } from "../../src/ui/section.tsx";
import { Skeleton } from "../../src/ui/skeleton.tsx";
import { Cluster, Stack } from "../../src/ui/stack.tsx";
import { StatusChip } from "../../src/ui/status-chip.tsx";
import { Tag } from "../../src/ui/tag.tsx";
import { UndoBar } from "../../src/ui/undo-bar.tsx";
import { DialogDemo, GalleryForm } from "./gallery-form.tsx";

const icons: IconName[] = [
  "check",
  "clock",
  "calendar",
  "users",
  "cloud-off",
  "alert",
  "settings",
  "pencil",
  "printer",
  "home",
];
const rows = [
  { name: "Precision reading", delivered: "6 hours", planned: "8 hours", share: "75%" },
  { name: "Number catch-up", delivered: "11 hours 20 minutes", planned: "12 hours", share: "94%" },
];

export function Gallery() {
  const [hasUndo, setUndo] = useState(true);
  return (
    <Page
      title="Gallery"
      lead="School data from Tuesday 9 September, 8:55am"
      back={{ href: "#back", label: "Today" }}
      actions={<Button icon="printer">Print</Button>}
    >
      <ErrorSummary problems={[{ fieldId: "minutes", message: "Enter how long it lasted" }]} />
      <Buttons />
      <Messages />
      <Section title="Form">
        <GalleryForm />
      </Section>
      <Parts />
      {hasUndo && (
        <div style={{ position: "fixed", insetInline: 0, insetBlockEnd: "1rem", zIndex: 6 }}>
          <UndoBar
            message="Saved on this tablet"
            seconds={3600}
            onUndo={() => setUndo(false)}
            onClose={() => setUndo(false)}
          />
        </div>
      )}
    </Page>
  );
}

function Buttons() {
  return (
    <Section title="Buttons" actions={<Button variant="quiet">See all</Button>}>
      <Cluster>
        <Button variant="primary" icon="check">
          Done as planned
        </Button>
        <Button icon="play">Start</Button>
        <Button variant="quiet">Not today</Button>
        <Button variant="danger">Remove</Button>
        <Button variant="primary" busy>
          Saving
        </Button>
        <Button disabled>Not yet</Button>
        <ButtonLink href="#next" icon="arrow-right">
          Log something else
        </ButtonLink>
      </Cluster>
      <Button variant="primary" big wide icon="check">
        All here
      </Button>
      <DialogDemo />
      <Cluster>
        {icons.map((name) => (
          <Icon key={name} name={name} label={name} />
        ))}
      </Cluster>
    </Section>
  );
}

function Messages() {
  return (
    <Section title="Messages">
      <Cluster>
        <StatusChip icon="check" tone="good">
          All sent 10:42
        </StatusChip>
        <StatusChip icon="cloud-off">3 waiting to send</StatusChip>
        <StatusChip icon="alert" tone="attention">
          1 needs attention
        </StatusChip>
        <Tag>Planned</Tag>
        <Tag tone="good" icon="check">
          Done
        </Tag>
        <Tag tone="warm">Changed elsewhere</Tag>
        <Tag tone="bad">Missed</Tag>
        <Tag tone="info">New</Tag>
      </Cluster>
      <Notice tone="info">Working without a network. Everything is kept on this tablet.</Notice>
      <Notice tone="success" title="Sent">
        3 sessions reached the school.
      </Notice>
      <Notice tone="warning" title="May miss 2 tablets" action={<Button>See tablets</Button>}>
        They were last seen on Monday at 8:50am.
      </Notice>
      <Notice tone="problem" title="Two people logged this">
        Keep both, or use one.
      </Notice>
      <EmptyState
        title="Nothing planned today"
        icon="sun"
        action={<Button variant="primary">Log a session</Button>}
      >
        Sessions from the timetable appear here.
      </EmptyState>
      <ProgressBar
        label="Reading the class list"
        value={25}
        detail="120 of 480 rows"
        onCancel={() => undefined}
      />
      <ProgressBar label="Asking the school" />
      <Skeleton />
    </Section>
  );
}

function Parts() {
  return (
    <Section title="Parts">
      <Card tone="accent">
        <h3>Precision reading, 9:15am to 9:30am</h3>
        <p>Amber, Bilal, Chloe and Dev: 15 minutes</p>
        <Cluster>
          <Button variant="primary" icon="check">
            Done as planned
          </Button>
          <Button icon="play">Start</Button>
        </Cluster>
      </Card>
      <Card>
        <HoursBar
          label="Precision reading"
          deliveredSeconds={21600}
          plannedToDateSeconds={28800}
          termSeconds={72000}
          sessions={24}
        />
        <HoursBar
          label="Talk time"
          deliveredSeconds={5400}
          plannedToDateSeconds={3600}
          termSeconds={36000}
          sessions={4}
        />
      </Card>
      <Disclosure summary="How is this worked out?">
        <p>A group of 4 for one hour gives 15 minutes each.</p>
      </Disclosure>
      <Stack>
        <DataTable
          caption="Hours this term"
          rows={rows}
          rowKey={(row) => row.name}
          columns={[
            {
              key: "name",
              title: "Intervention",
              cell: (row) => row.name,
              rowHeader: true,
              total: "Together",
            },
            {
              key: "delivered",
              title: "Delivered",
              cell: (row) => row.delivered,
              numeric: true,
              total: "17 hours 20 minutes",
            },
            {
              key: "planned",
              title: "Planned",
              cell: (row) => row.planned,
              numeric: true,
              total: "20 hours",
            },
            { key: "share", title: "Share", cell: (row) => row.share, numeric: true, total: "87%" },
          ]}
        />
        <DataTable
          caption="Nothing here"
          rows={[]}
          rowKey={() => ""}
          columns={[{ key: "a", title: "Pupil", cell: () => "" }]}
        />
      </Stack>
    </Section>
  );
}
