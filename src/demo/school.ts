// An invented primary school of any size, from a seed and a day: demo, tests and benchmarks use it. Nothing here is a real
// person, and nothing is random: the same seed, size and day give the same records byte for byte.
//
// inventSchool({ seed, pupils, years, today, sessionsFrom? }) -> {
//   schoolName,
//   people:  [{ staffId, name, roles, signInName }],      everybody on the staff, the SENCO (also administrator) first
//   records: [{ kind, id, scope, fields, authorId?, recordedAt }],   each valid by the registry, in dependency order
// }
// Order: school, half terms and calendar days, staff, class teachers, interventions, pupils, enrolments, identity and SEN
// records, pay bands and rates, groups with members, staffing, slots and targets, then day by day sessions each followed
// by its marks and notes, last "away today" and interruptions (absences, trips, moves).
// `years` counts back from `today`: sessions lie from the same day `years` years earlier to yesterday, and today's are
// still to be logged. `sessionsFrom` keeps only the sessions (and the groups of the school years) from that day on; every
// session that is kept is the same as without it.
