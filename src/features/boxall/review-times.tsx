// How often a child in a nurture group is assessed again between baseline and exit: the school's choice, beside what is due by it.
import * as records from "../../domain/records.ts";
import { boxallReviewsSchema, type BoxallReviews } from "../../domain/staff.ts";
import { change } from "../../storage/write.ts";
import { Disclosure } from "../../ui/disclosure.tsx";
import { ChipGroup } from "../../ui/chip-group.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Stack } from "../../ui/stack.tsx";
import { useDirectory } from "../shared/directory.tsx";
import { useSaving } from "../shared/saving.tsx";
import { useOfferUndo } from "../shared/undo.tsx";

const reviewsLabel: Readonly<Record<BoxallReviews, string>> = {
  "half-termly": "By the end of each half term",
  termly: "By the end of each term",
  none: "Only at the baseline and the exit",
};

export function ReviewTimes() {
  const { school } = useDirectory();
  const saving = useSaving();
  const offerUndo = useOfferUndo();
  if (school === undefined) return null;
  const now = school.record.boxallReviews ?? "termly";
  const choose = async (boxallReviews: BoxallReviews) => {
    if (boxallReviews === now || !(await saving.save([change(records.school, school, { boxallReviews })])))
      return;
    const undo = async () =>
      void (await saving.save([change(records.school, school, { boxallReviews: now })]));
    offerUndo({ message: "Saved on this tablet", undo });
  };
  return (
    <Disclosure summary={`Reviews are due: ${reviewsLabel[now].toLowerCase()}`}>
      <Stack>
        <ProblemNotice problem={saving.problem} />
        <ChipGroup<BoxallReviews>
          label="When a review is due"
          hint="For children with a place in a nurture group. A baseline is due by the first day and an exit by the last."
          options={boxallReviewsSchema.options.map((value) => ({ value, label: reviewsLabel[value] }))}
          value={now}
          onChange={(value) => void choose(value)}
        />
      </Stack>
    </Disclosure>
  );
}
