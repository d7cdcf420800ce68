// The school's own copy of its handbook's numbers, a form at a time: typed once, checked by what must add up, confirmed.
import { useState } from "preact/hooks";
import { boxallVersionSchema, type BoxallVersion } from "../../domain/boxall.ts";
import { boxallVersionLabel } from "../../domain/boxall-labels.ts";
import * as records from "../../domain/records.ts";
import { useRecords } from "../../storage/live.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useAlongside } from "../shared/context.ts";
import { useHasRole } from "../shared/roles.ts";
import { DefinitionForm } from "./definition-form.tsx";
import { DefinitionTable } from "./definition-table.tsx";

const versions = boxallVersionSchema.options.map((value) => ({ value, label: boxallVersionLabel[value] }));

export function DefinitionsScreen() {
  const { device } = useAlongside();
  const isSenco = useHasRole("senco");
  const [version, setVersion] = useState<BoxallVersion>("children_2017");
  const stored = useRecords(device, records.boxallDefinition);
  const one = stored?.find(({ record }) => record.version === version);
  return (
    <Page
      title="Handbook numbers"
      lead="Typed by the school from its own handbook: none of them comes with this app."
      back={{ href: "/boxall", label: "Boxall" }}
    >
      <Stack>
        <ChipGroup label="Form" options={versions} value={version} onChange={setVersion} />
        {stored === undefined ? (
          <Skeleton lines={10} />
        ) : isSenco ? (
          <DefinitionForm key={`${version}|${one?.rev ?? 0}`} version={version} stored={one} />
        ) : (
          <DefinitionTable definition={one?.record} />
        )}
      </Stack>
    </Page>
  );
}
