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

/** To the companies whose estates are in a preliminary release (初步发布): that it can be read, no figure of it. */
export const preliminaryOut = letter({
  name: "preliminary_out",
  to: "person",
  when: "clock",
  always: false,
  fields: ["quarter", "count", "day", "link", "estates"],
  secret: [],
})

/** To the same, before its window ends. */
export const windowEnds = letter({
  name: "window_ends",
  to: "person",
  when: "clock",
  always: false,
  expires: "day",
  fields: ["quarter", "count", "day", "link", "estates"],
  secret: [],
})

/** To the city, once the window of a preliminary release is over: the final one never comes by itself. */
export const finalDue = letter({
  name: "final_due",
  to: "person",
  when: "clock",
  always: false,
  fields: ["quarter", "count", "day", "link"],
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

/** To whoever files for an estate, when an authority has exempted it from a quarter (免报). */
export const estateExempted = letter({
  name: "estate_exempted",
  to: { holders: "filing.submit" },
  when: "act",
  always: false,
  fields: ["organisation", "estate", "quarter", "link"],
  secret: [],
})

/** To the same, when that is taken back: the day by which it is to be filed. */
export const exemptionTakenBack = letter({
  name: "exemption_taken_back",
  to: { holders: "filing.submit" },
  when: "act",
  always: false,
  fields: ["organisation", "estate", "quarter", "day", "link"],
  secret: [],
})

export const letters = {
  preliminary_out: preliminaryOut,
  window_ends: windowEnds,
  final_due: finalDue,
  district_closed: districtClosed,
  district_reopened: districtReopened,
  reopened_by_city: reopenedByCity,
  deadline_moved: deadlineMoved,
  deadline_extended: deadlineExtended,
  extension_taken_back: extensionTakenBack,
  estate_exempted: estateExempted,
  exemption_taken_back: exemptionTakenBack,
}
