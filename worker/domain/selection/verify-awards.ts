import { dayOf } from "../quarter.ts"
import { blocks, isState } from "../ticket/states.ts"
import { countWorkingDays, type WorkingCalendar } from "../working-days.ts"
import { entriesOf } from "./notice-course.ts"
import { objections as kind } from "./objections.ts"
import type { ProgrammeArchive } from "./programme-archive.ts"
import { type Check, hashFault } from "./verify-check.ts"

/** Notices ran as many working days as the rules of their list say, both ends counted. */
function checkNotices({ notices, shortlists, rules }: ProgrammeArchive, calendar: WorkingCalendar): Check {
  const faults = notices.flatMap(({ number, shortlist, fromDay, toDay, workingDays }) => {
    const version = shortlists.find((list) => list.number === shortlist)?.document.rulesVersion
    const asked = rules.find((one) => one.version === version)?.document.dates.noticeWorkingDays
    const counted = countWorkingDays(fromDay, toDay, calendar)
    return [
      ...(counted === workingDays
        ? []
        : [`notice ${number} ran ${counted} working days, not ${workingDays}`]),
      ...(asked === undefined || workingDays >= asked
        ? []
        : [`notice ${number} is shorter than the ${asked} working days of the rules`]),
    ]
  })
  return { name: "notices", count: notices.length, faults }
}

/** Objections came within their notice; what was upheld struck its candidate, unless that had withdrawn. */
function checkObjections({ objections, notices, nominations }: ProgrammeArchive): Check {
  const faults = objections.flatMap(({ number, notice, nomination, state, receivedAt }) => {
    const within = notices.find((one) => one.number === notice)
    const day = dayOf(Date.parse(receivedAt))
    const gone = nominations.some(
      ({ id, struckAt, withdrawnAt }) => id === nomination && (struckAt ?? withdrawnAt) !== null,
    )
    return [
      ...(within && day >= within.fromDay && day <= within.toDay
        ? []
        : [`objection ${number} is out of time`]),
      ...(isState(kind, state) ? [] : [`objection ${number} is ${state}, which is no state`]),
      ...(state === "upheld" && !gone ? [`objection ${number} was upheld and struck nobody`] : []),
    ]
  })
  return { name: "objections", count: objections.length, faults }
}

/** Awards are on the last list, their certificates whole, and no objection against them was open. */
function checkAwarded({ awards, shortlists, objections, nominations }: ProgrammeArchive): Check {
  const last = [...shortlists].sort((a, b) => a.number - b.number).at(-1)?.document
  const listed = new Set(last ? entriesOf(last).map(({ nominationId }) => nominationId) : [])
  const faults = awards.flatMap(({ nomination, number, hash, document, awardedAt }) => {
    const open = objections.some(
      (one) =>
        one.nomination === nomination &&
        (blocks(kind, one.state) || (one.decidedAt !== null && one.decidedAt > awardedAt)),
    )
    const own = nominations.find(({ id }) => id === nomination)
    const gone = [own?.struckAt, own?.withdrawnAt].some((at) => at && at <= awardedAt)
    return [
      ...hashFault(`certificate ${number}`, document, hash),
      ...(listed.has(nomination)
        ? []
        : [`${number} was awarded to ${nomination}, which is not on the last list`]),
      ...(open ? [`${number} was awarded while an objection was open`] : []),
      ...(gone ? [`${number} was awarded to ${nomination}, which was struck or had withdrawn`] : []),
    ]
  })
  return { name: "awards", count: awards.length, faults }
}

/** Notice, objections and awards of an archive. */
export function checkAwards(archive: ProgrammeArchive, calendar: WorkingCalendar): Check[] {
  return [checkNotices(archive, calendar), checkObjections(archive), checkAwarded(archive)]
}
