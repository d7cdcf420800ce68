// Which column of a school's export means what. There is no standard: guessed from the heading, changed by the person.

export const classListFields = [
  "upn",
  "formerUpn",
  "forename",
  "preferredForename",
  "surname",
  "preferredSurname",
  "dateOfBirth",
  "yearGroup",
  "className",
  "senStatus",
  "senNeed",
  "senNeedRank",
] as const;
export type ClassListField = (typeof classListFields)[number];

export const classListFieldLabel: Readonly<Record<ClassListField, string>> = {
  upn: "UPN",
  formerUpn: "Former UPN",
  forename: "First name",
  preferredForename: "Preferred first name",
  surname: "Family name",
  preferredSurname: "Preferred family name",
  dateOfBirth: "Date of birth",
  yearGroup: "Year group",
  className: "Class",
  senStatus: "SEN status",
  senNeed: "SEN need",
  senNeedRank: "Need rank",
};

/** Column index by field; a field without a column is absent. */
export type ColumnMapping = Readonly<Partial<Record<ClassListField, number>>>;

/** Headings met in exports of the common school systems, plain words only. */
const headings: Readonly<Record<ClassListField, readonly string[]>> = {
  upn: ["upn", "unique pupil number"],
  formerUpn: ["former upn", "previous upn", "old upn"],
  preferredForename: [
    "preferred forename",
    "preferred first name",
    "chosen forename",
    "chosen name",
    "known as",
    "preferred name",
  ],
  forename: ["forename", "first name", "given name", "legal forename", "legal first name", "forenames"],
  preferredSurname: ["preferred surname", "chosen surname", "preferred last name"],
  surname: ["surname", "last name", "family name", "legal surname", "legal last name"],
  dateOfBirth: ["dob", "date of birth", "birth date", "birthdate"],
  yearGroup: ["year", "year group", "nc year", "yr", "nc year actual", "curriculum year"],
  className: [
    "class",
    "reg",
    "reg group",
    "registration group",
    "registration form",
    "form",
    "tutor group",
    "class name",
  ],
  senStatus: ["sen status", "sen provision", "sen stage", "sen", "sen code"],
  senNeedRank: ["need rank", "sen need rank", "rank", "sen type rank"],
  senNeed: ["sen need", "sen needs", "primary need", "need type", "sen type", "need", "sen need type"],
};

export function guessColumns(header: readonly string[]): ColumnMapping {
  const plain = header.map((text) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
      .trim(),
  );
  const found = classListFields.map(
    (field) => [field, plain.findIndex((text) => headings[field].includes(text))] as const,
  );
  return Object.fromEntries(found.filter(([, at]) => at !== -1));
}
