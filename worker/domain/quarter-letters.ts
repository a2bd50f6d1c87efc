import { letter } from "./mail/letter-kind.ts"

/** To the city, when a district has closed its part of a quarter (关账). */
export const districtClosed = letter({
  name: "district_closed",
  to: { holders: "quarter.release" },
  when: "act",
  always: false,
  fields: ["organisation", "quarter", "count", "link"],
  secret: [],
})

/** To the city, when a district has opened its part of a closed quarter again (重新开放). */
export const districtReopened = letter({
  name: "district_reopened",
  to: { holders: "quarter.release" },
  when: "act",
  always: false,
  fields: ["organisation", "quarter", "link"],
  secret: [],
})

/** To a district whose closed quarter the city has opened again. */
export const reopenedByCity = letter({
  name: "reopened_by_city",
  to: { holders: "quarter.close" },
  when: "act",
  always: false,
  fields: ["organisation", "quarter", "link"],
  secret: [],
})

/** To everybody who files or types a part, when the deadline of a quarter is moved. */
export const deadlineMoved = letter({
  name: "deadline_moved",
  to: { all: ["filing.submit", "part.edit"] },
  when: "act",
  always: false,
  fields: ["quarter", "day", "link"],
  secret: [],
})

/** To whoever files for an estate, when an authority has given it a later last day (延期). */
export const deadlineExtended = letter({
  name: "deadline_extended",
  to: { holders: "filing.submit" },
  when: "act",
  always: false,
  fields: ["organisation", "estate", "quarter", "day", "link"],
  secret: [],
})

/** To the same, when that is taken back: the day that it has now. */
export const extensionTakenBack = letter({
  name: "extension_taken_back",
  to: { holders: "filing.submit" },
  when: "act",
  always: false,
  fields: ["organisation", "estate", "quarter", "day", "link"],
  secret: [],
})

export const letters = {
  district_closed: districtClosed,
  district_reopened: districtReopened,
  reopened_by_city: reopenedByCity,
  deadline_moved: deadlineMoved,
  deadline_extended: deadlineExtended,
  extension_taken_back: extensionTakenBack,
}
