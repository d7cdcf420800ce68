// Takes in the file about one child that another school made with this app: choose it, check what it holds and whom it is
// about, and only then write.
import { useState } from "preact/hooks";
import type { PupilPack } from "../../domain/pupil-pack.ts";
import { readPupilPack, type PackRead } from "../../files/pupil-pack-zip.ts";
import { ButtonLink } from "../../ui/button-link.tsx";
import { FilePicker } from "../../ui/file-picker.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Stack } from "../../ui/stack.tsx";
import type { PupilId } from "../../domain/ids.ts";
import { GettingSchool, useHasSchool } from "../shared/school-data.tsx";
import { TransferCheck } from "./transfer-check.tsx";

const back = { href: "/settings", label: "Settings" } as const;

export function TransferInScreen() {
  return (
    <Page
      title="A record from another school"
      lead="Nothing is written until you have seen what the file holds and said yes."
      back={back}
    >
      {useHasSchool() ? <TransferIn /> : <GettingSchool />}
    </Page>
  );
}

function TransferIn() {
  const [chosen, setChosen] = useState<{ readonly pack: PupilPack; readonly turn: number }>();
  const [problem, setProblem] = useState<string>();
  const [done, setDone] = useState<PupilId>();
  const [turn, setTurn] = useState(0);
  const read = async (file: File) => {
    setDone(undefined);
    setTurn(turn + 1);
    const answer = await readPupilPack(new Uint8Array(await file.arrayBuffer()));
    setProblem(answer.ok ? undefined : sentenceOf(answer.code));
    setChosen(answer.ok ? { pack: answer.pack, turn } : undefined);
  };
  const finish = (pupilId: PupilId | undefined) => {
    setChosen(undefined);
    setDone(pupilId);
  };
  return (
    <Stack gap="large">
      {done !== undefined && (
        <Notice
          tone="success"
          title="The record is here now"
          announce
          action={<ButtonLink href={`/pupils/${done}`}>Open the card</ButtonLink>}
        >
          Delete the file from this tablet. Give the child a class and groups on the card.
        </Notice>
      )}
      {chosen === undefined && (
        <FilePicker
          label="The file from the other school"
          hint="A zip made with Give out a pupil's record"
          accept=".zip,.json"
          onFile={(file) => void read(file)}
          error={problem}
        />
      )}
      {chosen && <TransferCheck key={chosen.turn} pack={chosen.pack} onDone={finish} />}
    </Stack>
  );
}

function sentenceOf(code: Extract<PackRead, { ok: false }>["code"]): string {
  switch (code) {
    case "no-pack":
      return "This is not a pupil's record from Alongside. Choose the zip that the other school sent.";
    case "too-large":
      return "This file is larger than a pupil's record can be. Ask the other school to send it again.";
    case "newer":
      return "This file was made by a newer version of Alongside. Reload the page to get the newest one, then try again.";
    case "damaged":
      return "This file is damaged or was changed. Ask the other school to send it again.";
  }
}
