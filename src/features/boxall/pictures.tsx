// The pictures of one child: where the child stood on a day, the change between two days, and every date in small. Each is a
// picture or a table, prints, and can be saved as numbers.
import { useState } from "preact/hooks";
import { areComparable } from "../../domain/boxall-change.ts";
import type { PupilId } from "../../domain/ids.ts";
import { boxallKindLabel } from "../../domain/boxall-labels.ts";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { Section } from "../../ui/section.tsx";
import { Select } from "../../ui/select.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayDay, sayList } from "../../ui/words.ts";
import { useDirectory } from "../shared/directory.tsx";
import { staffNames } from "../shared/people-names.ts";
import styles from "./boxall.module.css";
import { ChangePicture } from "./change-picture.tsx";
import { LinesPicture } from "./lines-picture.tsx";
import { PictureOutlets } from "./picture-outlets.tsx";
import { ProfilePicture } from "./profile-picture.tsx";
import type { Counting } from "./pupil-boxall-screen.tsx";
import type { DefinitionOf } from "./use-boxall.ts";
import { WordsForParent } from "./words-for-parent.tsx";

interface PicturesProps {
  readonly pupilId: PupilId;
  readonly knownAs: string;
  readonly counting: Counting;
  readonly definitionOf: DefinitionOf;
}

type Look = "picture" | "table";

export function Pictures(props: PicturesProps) {
  const { counting, definitionOf } = props;
  const [look, setLook] = useState<Look>("picture");
  const [chosen, setChosen] = useState<{ readonly from?: string; readonly to?: string }>({});
  const after = counting.find((one) => one.id === chosen.to) ?? counting.at(-1);
  if (after === undefined) return null;
  const before = beforeOf(after, counting, chosen.from);
  const family = counting.filter((one) => areComparable(one.record.version, after.record.version));
  const isTable = look === "table";
  return (
    <Stack gap="large">
      <div class="no-print">
        <Cluster>
          {counting.length > 1 && <Dates {...props} from={before?.id} to={after.id} onChange={setChosen} />}
          <ChipGroup<Look>
            label="Show as"
            options={[
              { value: "picture", label: "Pictures" },
              { value: "table", label: "Tables" },
            ]}
            value={look}
            onChange={setLook}
          />
        </Cluster>
      </div>
      {before && (
        <ChangePicture before={before} after={after} definitionOf={definitionOf} isTable={isTable} />
      )}
      <Section title={`Where the child stood on ${sayDay(after.record.date)}`}>
        <ProfilePicture
          assessment={after}
          definition={definitionOf(after.record.version)}
          isTable={isTable}
        />
      </Section>
      {new Set(family.map((one) => one.record.date)).size > 2 && (
        <LinesPicture family={family} definition={definitionOf(after.record.version)} isTable={isTable} />
      )}
      <PictureOutlets pupilId={props.pupilId} counting={counting} />
      {before && <WordsForParent {...props} before={before} after={after} />}
    </Stack>
  );
}

/** Nothing of a later day. Not chosen: the first that compares, of another day if there is one. */
function beforeOf(after: Counting[number], counting: Counting, chosenId: string | undefined) {
  const others = counting.filter((one) => one.id !== after.id && one.record.date <= after.record.date);
  const compare = others.filter((one) => areComparable(one.record.version, after.record.version));
  return (
    others.find((one) => one.id === chosenId) ??
    compare.find((one) => one.record.date < after.record.date) ??
    compare[0]
  );
}

function Dates(
  props: PicturesProps & {
    readonly from: string | undefined;
    readonly to: string;
    readonly onChange: (chosen: { readonly from?: string; readonly to?: string }) => void;
  },
) {
  const directory = useDirectory();
  const { from, to } = props;
  const toDate = props.counting.find((one) => one.id === to)?.record.date ?? "";
  const options = props.counting.map(({ id, record }) => ({
    value: id,
    date: record.date,
    label: `${boxallKindLabel[record.kind]}, ${sayDay(record.date)}, ${sayList(staffNames(record.assessorIds, directory))}`,
  }));
  const set = (part: { readonly from?: string | undefined; readonly to?: string | undefined }) => {
    const next = { from, to, ...part };
    props.onChange({ ...(next.from && { from: next.from }), ...(next.to && { to: next.to }) });
  };
  return (
    <div class={styles.dates}>
      <Select
        label="From"
        blank={from === undefined ? undefined : false}
        options={options.filter((one) => one.value !== to && one.date <= toDate)}
        value={from}
        onChange={(id) => set({ from: id })}
      />
      <Select
        label="To"
        blank={false}
        options={options}
        value={to}
        onChange={(id) => set({ to: id, ...(id === from && { from: undefined }) })}
      />
    </div>
  );
}
