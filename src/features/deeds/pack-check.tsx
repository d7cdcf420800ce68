// What is in a pack, to be read before it is given out: counts, and every note with the places where another child's name
// was taken out.
import { useState } from "preact/hooks";
import { takenOut } from "../../domain/other-names.ts";
import type { PupilPack } from "../../domain/pupil-pack.ts";
import { pupilPackFileName } from "../../files/file-names.ts";
import { writePupilPack } from "../../files/pupil-pack-zip.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Section } from "../../ui/section.tsx";
import { Cluster, Stack } from "../../ui/stack.tsx";
import { sayCount, sayDay, sayList } from "../../ui/words.ts";
import { saveFile } from "../shared/save-file.ts";
import { useToday } from "../shared/today.ts";

export function PackCheck({ pack }: { readonly pack: PupilPack }) {
  const today = useToday();
  const [hasRead, setHasRead] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [isSaved, setIsSaved] = useState(false);
  const save = async () => {
    if (!hasRead) {
      setProblem("Read the notes first, then tick the box.");
      return;
    }
    setProblem(undefined);
    saveFile(pupilPackFileName(today, pack.purpose), "application/zip", await writePupilPack(pack));
    setIsSaved(true);
  };
  return (
    <Section title="Read it before you give it out">
      <Stack>
        <p>{contentsOf(pack)}</p>
        {pack.takenOut > 0 && (
          <Notice
            tone="warning"
            title={`Another child's name was taken out in ${sayCount(pack.takenOut, "place")}`}
          >
            {`Where you read ${takenOut}, a name or number stood. A nickname or a description cannot be found this way: read the notes.`}
          </Notice>
        )}
        <Notes pack={pack} />
        <Checkbox
          label="I have read the notes: no other child can be recognised"
          checked={hasRead}
          onChange={setHasRead}
          error={problem}
        />
        <Cluster>
          <Button variant="primary" icon="download" onClick={() => void save()}>
            Save the file
          </Button>
        </Cluster>
        {isSaved && (
          <Notice tone="success" announce>
            Saved: one zip with a page to print and the open data. Hand it over in a way that only the right
            person can open, then delete it from this tablet.
          </Notice>
        )}
      </Stack>
    </Section>
  );
}

function contentsOf(pack: PupilPack): string {
  const notes = pack.sessions.reduce((sum, one) => sum + one.notes.length, 0);
  return `It holds ${sayList([
    sayCount(pack.sessions.length, "session"),
    sayCount(notes, "note"),
    sayCount(pack.targets.length, "target"),
    sayCount(pack.needs.length, "need"),
    sayCount(pack.statuses.length, "SEN status", "SEN statuses"),
    sayCount(pack.boxall.length, "Boxall assessment"),
    sayCount(pack.scores.length + pack.measures.length, "other score"),
    sayCount(pack.more.length + pack.corrections.length, "other entry", "other entries"),
  ])}.`;
}

function Notes({ pack }: { readonly pack: PupilPack }) {
  const found = pack.sessions.flatMap((session) =>
    session.notes.map((note) => ({ ...note, date: session.date })),
  );
  if (found.length === 0) return <p>There are no notes.</p>;
  return (
    <ul>
      {found.map((note) => (
        <li key={`${note.at}|${note.text}`}>{`${sayDay(note.date)}: ${note.text}`}</li>
      ))}
    </ul>
  );
}
