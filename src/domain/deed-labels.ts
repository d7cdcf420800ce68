// Why a record left the app, in words.
import type { DeedWhy } from "./deed.ts";

export const deedWhyWords: Readonly<Record<DeedWhy, string>> = {
  "parent-asked": "A parent or carer asked",
  "pupil-asked": "The pupil asked",
  "local-authority": "For the local authority",
  governors: "For governors or the trust",
  "review-meeting": "For a review meeting",
  "new-school": "For the pupil's new school",
  "court-or-solicitor": "For a court or a solicitor",
  "own-check": "To check the school's own records",
  other: "Another reason",
};
