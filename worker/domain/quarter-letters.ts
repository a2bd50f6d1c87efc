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

export const letters = {
  district_closed: districtClosed,
  district_reopened: districtReopened,
  reopened_by_city: reopenedByCity,
  deadline_moved: deadlineMoved,
}
