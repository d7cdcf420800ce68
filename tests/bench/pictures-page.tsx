// What the page of the pictures' figures runs: the app's own pictures of twelve children, beside as many plain svg lines and
// circles made by hand.
import { render } from "preact";
import type { Stored } from "../../src/storage/read.ts";
import { strands, type BoxallAssessment, type BoxallScores } from "../../src/domain/boxall.ts";
import type { BoxallDefinition } from "../../src/domain/boxall-definition.ts";
import { daySchema } from "../../src/domain/calendar.ts";
import { pupilIdSchema, staffIdSchema } from "../../src/domain/ids.ts";
import { ChangePicture } from "../../src/features/boxall/change-picture.tsx";
import { ProfilePicture } from "../../src/features/boxall/profile-picture.tsx";

const children = 12;
const most = 16;
const definition: BoxallDefinition = {
  version: "children_2017",
  strands: Object.fromEntries(strands.map((strand) => [strand, { most, typicalLow: 9, typicalHigh: most }])),
};

export interface PictureTimes {
  /** Milliseconds from nothing to laid out. */
  readonly pictures: number;
  readonly plain: number;
}

export async function measurePictures(): Promise<PictureTimes> {
  const pairs = Array.from(
    { length: children },
    (_, child) => [assessed(child, 0), assessed(child, 1)] as const,
  );
  return {
    pictures: await timed((place) =>
      render(
        pairs.map(([before, after]) => (
          <>
            <ChangePicture before={before} after={after} definitionOf={() => definition} isTable={false} />
            <ProfilePicture assessment={after} definition={definition} isTable={false} />
          </>
        )),
        place,
      ),
    ),
    plain: await timed((place) => {
      for (let row = 0; row < pairs.length * strands.length * 2; row += 1) place.append(plainRow());
    }),
  };
}

function plainRow(): HTMLElement {
  const row = document.createElement("p");
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS(svg.namespaceURI, "line");
  const dot = document.createElementNS(svg.namespaceURI, "circle");
  for (const [name, value] of [
    ["x2", "200"],
    ["y1", "12"],
    ["y2", "12"],
  ] as const)
    line.setAttribute(name, value);
  for (const [name, value] of [
    ["cx", "50"],
    ["cy", "12"],
    ["r", "6"],
  ] as const)
    dot.setAttribute(name, value);
  svg.append(line, dot);
  row.append("A", svg, "12");
  return row;
}

function assessed(child: number, later: number): Stored<BoxallAssessment> {
  const scores = Object.fromEntries(
    strands.map((strand, at) => [strand, (at * 7 + child * 5 + later * 3) % (most + 1)]),
  ) as BoxallScores;
  const staffId = staffIdSchema.parse(crypto.randomUUID());
  const record: BoxallAssessment = {
    pupilId: pupilIdSchema.parse(crypto.randomUUID()),
    version: "children_2017",
    kind: "review",
    date: daySchema.parse(later === 0 ? "2026-09-14" : "2026-11-16"),
    scores,
    assessorIds: [staffId],
    authorId: staffId,
    recordedAt: "2026-11-16T10:00:00.000Z",
  };
  return { id: crypto.randomUUID(), scope: "", seq: 1, rev: 1, pendingN: 0, record };
}

/** Drawing, and the layout that follows it. */
async function timed(draw: (place: HTMLElement) => void): Promise<number> {
  const place = document.createElement("main");
  document.body.append(place);
  await new Promise((resolve) => requestAnimationFrame(resolve));
  const from = performance.now();
  draw(place);
  place.getBoundingClientRect();
  const taken = performance.now() - from;
  render(null, place);
  place.remove();
  return taken;
}

Object.assign(globalThis, { measurePictures });
